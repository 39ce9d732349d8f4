"""Renames: the previous names that specs keep, and the names that follow a resource."""

from t3gen.model.renames.derived_names import Derived, made_by, renamed
from t3gen.model.renames.previous_names import (
    PreviousNames,
    check_previous_names,
    previous_names,
)

__all__ = [
    "Derived",
    "PreviousNames",
    "check_previous_names",
    "made_by",
    "previous_names",
    "renamed",
]
