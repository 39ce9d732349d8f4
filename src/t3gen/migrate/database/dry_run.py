"""What an application of migrations would do, without doing it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen.migrate.database.apply import MISSING, Applied, check_kind
from t3gen.migrate.engine import EARLIER_FAILURE, NOT_EMPTY, Engine, EngineFailure, explained
from t3gen.migrate.history import SQL, History, preconditions, read, script_text


@dataclass(frozen=True)
class Script:
    """A migration that would be applied.

    Args:
        name: Its folder.
        sql: What would be run.
    """

    name: str
    sql: str


@dataclass(frozen=True)
class Rehearsal:
    """What an application would do.

    Args:
        applied: What it would answer.
        scripts: What it would run, in order.
    """

    applied: Applied
    scripts: tuple[Script, ...]


def rehearse(root: Path, url: str, *, engine: Path) -> Rehearsal:
    """Tell what `apply` would do: the database is read, and nothing is written.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        engine: The stand-in for Prisma's schema engine, in the installed template.

    Raises:
        MigrationError: `apply` would refuse for what it finds, or the database does.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    check_kind(history, url)
    preconditions.check(history)
    if not history.names:
        return Rehearsal(Applied(names=(), created=False), ())
    try:
        with Engine(engine, root, url) as running:
            applied = _applied(running, history)
    except EngineFailure as failure:
        raise explained(failure) from None
    folder = history.folder
    scripts = (Script(name, script_text(folder / name / SQL)) for name in applied.names)
    return Rehearsal(applied, tuple(scripts))


def _applied(running: Engine, history: History) -> Applied:
    try:
        running.call("ensureConnectionValidity", {})
    except EngineFailure as failure:
        if failure.code != MISSING:
            raise
        return Applied(names=history.names, created=True)
    finished, again = running.resume(history.listing(), dry_run=True)
    preconditions.check(history, running.applied(history.listing()))
    answer = running.diagnose(history.listing())
    _check(running, history, answer, finished + again)
    missing = {*_waiting(answer), *again} - {*finished}
    names = tuple(name for name in history.names if name in missing)
    # What has failed may be edited: it is applied again.
    edited = tuple(name for name in answer["editedMigrationNames"] if name not in again)
    return Applied(names, created=False, resumed=finished + again, edited=edited)


def _waiting(answer: dict[str, Any]) -> list[str]:
    found = answer["history"] or {}
    names: list[str] = found.get("unappliedMigrationNames", [])
    return names


def _check(
    running: Engine, history: History, answer: dict[str, Any], begun: tuple[str, ...]
) -> None:
    """Refuse what an application would be refused for before its first statement."""
    stuck = [name for name in answer["failedMigrationNames"] if name not in begun]
    if stuck:
        raise EngineFailure(f"The `{stuck[0]}` migration failed", EARLIER_FAILURE)
    if answer["hasMigrationsTable"]:
        return
    if running.has_tables(history.provider or "sqlite"):
        raise EngineFailure("The database schema is not empty", NOT_EMPTY)
