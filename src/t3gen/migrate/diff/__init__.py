"""The difference between two schemas: changes, renames, and the SQL of renames."""
