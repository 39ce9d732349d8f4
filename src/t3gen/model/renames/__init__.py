"""Renames: the previous names that specs keep, and the names that follow a resource."""

from t3gen.model.renames.derived_names import Derived, made_by, renamed
from t3gen.model.renames.previous_names import Former, former

__all__ = [
    "Derived",
    "Former",
    "former",
    "made_by",
    "renamed",
]
