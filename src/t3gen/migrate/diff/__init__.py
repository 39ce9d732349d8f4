"""The difference between two schemas: changes, renames, and the SQL of renames."""

from t3gen.migrate.diff.changes import (
    Changes,
    FieldChange,
    Relation,
    ValueChange,
    compare,
    relations,
)
from t3gen.migrate.diff.renames import Renames, active, circles, resolve
from t3gen.migrate.diff.substitute import substitute

__all__ = [
    "Changes",
    "FieldChange",
    "Relation",
    "Renames",
    "ValueChange",
    "active",
    "circles",
    "compare",
    "relations",
    "resolve",
    "substitute",
]
