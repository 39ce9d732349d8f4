"""Return what applying migrations would do, without a change to the database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen.migrate.database.apply import DATABASE_MISSING, Applied, check_provider
from t3gen.migrate.engine import EARLIER_FAILURE, NOT_EMPTY, Engine, EngineFailure, apply_error
from t3gen.migrate.history import SQL, History, preconditions, read, script_text


@dataclass(frozen=True)
class Script:
    """A migration that would be applied.

    Args:
        name: Its folder.
        sql: Its SQL.
    """

    name: str
    sql: str


@dataclass(frozen=True)
class DryRun:
    """The effect that applying migrations would have.

    Args:
        applied: The result that it would have.
        scripts: The scripts that it would run, in order.
    """

    applied: Applied
    scripts: tuple[Script, ...]


def dry_run(root: Path, url: str, *, engine: Path) -> DryRun:
    """Return what `apply` would do: the database is read, and nothing is written.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        engine: The stand-in for Prisma's schema engine, in the installed template.

    Raises:
        MigrationError: `apply` would refuse, or the database rejects the connection.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    check_provider(history, url)
    preconditions.check(history)
    if not history.names:
        return DryRun(Applied(names=(), created=False), ())
    try:
        with Engine(engine, root, url) as running:
            applied = _applied(running, history)
    except EngineFailure as failure:
        raise apply_error(failure) from None
    folder = history.folder
    scripts = (Script(name, script_text(folder / name / SQL)) for name in applied.names)
    return DryRun(applied, tuple(scripts))


def _applied(running: Engine, history: History) -> Applied:
    try:
        running.call("ensureConnectionValidity", {})
    except EngineFailure as failure:
        if failure.code != DATABASE_MISSING:
            raise
        return Applied(names=history.names, created=True)
    finished, again = running.resume(history.listing(), dry_run=True)
    preconditions.check(history, running.applied(history.listing()))
    diagnosis = running.diagnose(history.listing())
    _check(running, history, diagnosis, finished + again)
    missing = {*_pending(diagnosis), *again} - {*finished}
    names = tuple(name for name in history.names if name in missing)
    # A failed migration may be edited: it is applied again.
    edited = tuple(name for name in diagnosis["editedMigrationNames"] if name not in again)
    return Applied(names, created=False, resumed=finished + again, edited=edited)


def _pending(diagnosis: dict[str, Any]) -> list[str]:
    differences = diagnosis["history"] or {}
    names: list[str] = differences.get("unappliedMigrationNames", [])
    return names


def _check(
    running: Engine, history: History, diagnosis: dict[str, Any], resumed: tuple[str, ...]
) -> None:
    """Raise the failures of the engine that would come before the first statement."""
    failed = [name for name in diagnosis["failedMigrationNames"] if name not in resumed]
    if failed:
        raise EngineFailure(f"The `{failed[0]}` migration failed", EARLIER_FAILURE)
    if diagnosis["hasMigrationsTable"]:
        return
    if running.has_tables(history.provider or "sqlite"):
        raise EngineFailure("The database schema is not empty", NOT_EMPTY)
