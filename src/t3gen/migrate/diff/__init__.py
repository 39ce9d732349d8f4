"""The difference between two schemas: changes, renames, and the SQL of renames."""

from t3gen.migrate.diff.changes import (
    Changes,
    FieldChange,
    Relation,
    ValueChange,
    compare,
    relations,
)
from t3gen.migrate.diff.rename_hints import RenameHints, ignored_renames, rename_hints
from t3gen.migrate.diff.renames import Renames, declared_swaps, pending_renames, resolve
from t3gen.migrate.diff.substitute import substitute

__all__ = [
    "Changes",
    "FieldChange",
    "Relation",
    "RenameHints",
    "Renames",
    "ValueChange",
    "compare",
    "declared_swaps",
    "ignored_renames",
    "pending_renames",
    "relations",
    "rename_hints",
    "resolve",
    "substitute",
]
