"""Fields: types, bounds, default values, files, JSON types, and backfills."""

from t3gen.model.fields.backfill import Backfill, backfills
from t3gen.model.fields.domains import Domain, Narrowing

__all__ = [
    "Backfill",
    "Domain",
    "Narrowing",
    "backfills",
]
