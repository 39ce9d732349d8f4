"""`t3gen migrate apply`, `baseline` and `status`: the migrations of a database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from t3gen import migrate, project
from t3gen.actions.steps import change, schema
from t3gen.installed import engine


def apply(
    start: Path,
    url: str | None = None,
    *,
    tell: Callable[[str], None] = migrate.no_progress,
    progress: Callable[[str], None] = migrate.no_progress,
) -> migrate.Applied:
    """Apply pending migrations, and create the database if it does not exist.

    Args:
        start: A folder of the project.
        url: The address of the database; by default DATABASE_URL of the environment or `.env`.
        tell: Called with the name of each migration after it was applied.
        progress: Called with a message while rows are backfilled, or another run is waited for.

    Raises:
        ProjectError: The folder is in no project.
        MigrationError: A migration failed, the database refused it, or Node is missing.
    """
    root = project.find(start)
    with project.transaction(root):
        database = url or migrate.database_url(root)
        return migrate.apply(root, database, engine=engine(), on_applied=tell, progress=progress)


def rehearse(start: Path) -> migrate.DryRun:
    """Return what `apply` would do, without doing it.

    Raises:
        ProjectError: The folder is in no project, or an interrupted run must be finished first.
        MigrationError: `apply` would be refused, the database refused, or Node is missing.
    """
    root = project.find(start)
    with change.session(root, dry_run=True):
        return migrate.dry_run(root, migrate.database_url(root), engine=engine())


def baseline(start: Path, options: migrate.BaselineOptions) -> migrate.Baseline:
    """Record migrations as applied, without running them, if the database matches their result.

    Raises:
        ProjectError: The folder is in no project, or another run holds its lock.
        MigrationError: The database differs from the result of the migrations, or Node is missing.
    """
    root = project.find(start)
    with change.session(root, dry_run=options.dry_run):
        url = migrate.database_url(root)
        return migrate.baseline(root, url, schema(root), engine=engine(), options=options)


def status(start: Path) -> migrate.Status:
    """Compare the project's migrations with its database.

    Raises:
        ProjectError: The folder is in no project.
        MigrationError: DATABASE_URL is missing or invalid, or Node is missing.
    """
    root = project.find(start)
    return migrate.status(root, migrate.database_url(root), engine=engine())
