"""A database and its migrations: status, apply, baseline, dry run and drift."""
