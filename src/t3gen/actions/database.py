"""`t3gen migrate apply`, `baseline` and `status`: the database of a project and its migrations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from t3gen import migrate, project
from t3gen.actions.steps import change, engine, schema


def apply(
    start: Path,
    url: str | None = None,
    *,
    tell: Callable[[str], None] = migrate.no_progress,
    progress: Callable[[str], None] = migrate.no_progress,
) -> migrate.Applied:
    """Apply every migration that the database has not seen, and create the database if need be.

    Args:
        start: A folder of the project.
        url: The database, when it is not the one that the environment or `.env` names.
        tell: Is called with the name of each migration once it is applied.
        progress: Is called while one fills rows in batches, and where another run is waited for.

    Raises:
        ProjectError: The folder is in no project.
        MigrationError: A migration failed, the database refuses, or node is missing.
    """
    root = project.find(start)
    with project.transaction(root):
        database = url or migrate.database_url(root)
        return migrate.apply(root, database, engine=engine(), on_applied=tell, progress=progress)


def rehearse(start: Path) -> migrate.DryRun:
    """Tell what `apply` would do, and do nothing.

    Raises:
        ProjectError: The folder is in no project, or an interrupted run has to be finished first.
        MigrationError: It would be refused, the database refuses, or node is missing.
    """
    root = project.find(start)
    with change.session(root, dry_run=True):
        return migrate.dry_run(root, migrate.database_url(root), engine=engine())


def baseline(start: Path, options: migrate.BaselineOptions) -> migrate.Baseline:
    """Record migrations as applied, without running them, where the database has what they make.

    Raises:
        ProjectError: The folder is in no project, or another run is at work.
        MigrationError: The database differs from what the migrations make, or node is missing.
    """
    root = project.find(start)
    with change.session(root, dry_run=options.dry_run):
        url = migrate.database_url(root)
        return migrate.baseline(root, url, schema(root), engine=engine(), options=options)


def status(start: Path) -> migrate.Status:
    """Compare the project's migrations with its database.

    Raises:
        ProjectError: The folder is in no project.
        MigrationError: DATABASE_URL is missing or wrong, or node is missing.
    """
    root = project.find(start)
    return migrate.status(root, migrate.database_url(root), engine=engine())
