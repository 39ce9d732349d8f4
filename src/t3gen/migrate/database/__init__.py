"""A database and its migrations: status, apply, baseline, dry run and drift."""

from t3gen.migrate.database.apply import Applied, Status, apply, database_url, status
from t3gen.migrate.database.baseline import Baseline, Options, baseline
from t3gen.migrate.database.drift import Snapshot, missing_snapshot, of_history
from t3gen.migrate.database.dry_run import Rehearsal, rehearse

__all__ = [
    "Applied",
    "Baseline",
    "Options",
    "Rehearsal",
    "Snapshot",
    "Status",
    "apply",
    "baseline",
    "database_url",
    "missing_snapshot",
    "of_history",
    "rehearse",
    "status",
]
