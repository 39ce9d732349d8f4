"""Fields: types, bounds, default values, files, JSON types, and backfills."""
