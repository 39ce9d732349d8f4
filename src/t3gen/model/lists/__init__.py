"""Lists: the columns to filter and sort by, includes, indexes, and bulk operations."""

from t3gen.model.lists.columns import Columns

__all__ = [
    "Columns",
]
