"""A database and its migrations: status, apply, baseline, dry run and drift."""

from t3gen.migrate.database.apply import Applied, Status, apply, database_url, status
from t3gen.migrate.database.baseline import Baseline, Options, baseline
from t3gen.migrate.database.dry_run import DryRun, dry_run
from t3gen.migrate.database.history_drift import Snapshot, history_drift, missing_snapshot

__all__ = [
    "Applied",
    "Baseline",
    "DryRun",
    "Options",
    "Snapshot",
    "Status",
    "apply",
    "baseline",
    "database_url",
    "dry_run",
    "history_drift",
    "missing_snapshot",
    "status",
]
