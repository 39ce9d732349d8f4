"""Renames: the previous names that specs keep, and the names that follow a resource."""

from t3gen.model.renames.derived_names import DerivedName, derived_from, derived_renames
from t3gen.model.renames.previous_names import (
    PreviousNames,
    check_previous_names,
    previous_names,
)

__all__ = [
    "DerivedName",
    "PreviousNames",
    "check_previous_names",
    "derived_from",
    "derived_renames",
    "previous_names",
]
