"""Fields: types, bounds, default values, files, JSON types, and backfills."""

from t3gen.model.fields.backfill import Backfill, backfills
from t3gen.model.fields.domains import Domain, Narrowing
from t3gen.model.fields.enums import wrong_values

__all__ = [
    "Backfill",
    "Domain",
    "Narrowing",
    "backfills",
    "wrong_values",
]
