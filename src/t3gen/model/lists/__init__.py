"""Lists: the columns to filter and sort by, includes, indexes, and bulk operations."""
