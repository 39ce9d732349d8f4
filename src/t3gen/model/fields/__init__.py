"""Fields: types, bounds, default values, files, JSON types, and backfills."""

from t3gen.model.fields.backfill import Backfill, backfills
from t3gen.model.fields.domains import Domain, Narrowing
from t3gen.model.fields.enums import wrong_values
from t3gen.model.fields.generated import LENGTHS as MADE

__all__ = [
    "MADE",
    "Backfill",
    "Domain",
    "Narrowing",
    "backfills",
    "wrong_values",
]
