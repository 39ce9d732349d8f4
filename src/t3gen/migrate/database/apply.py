"""The status of a database, and applying pending migrations to it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from t3gen.errors import MigrationError
from t3gen.migrate.engine import Engine, EngineFailure, apply_error, engine_error, no_progress
from t3gen.migrate.history import FOLDER, LOCK, SNAPSHOT, History, preconditions, read
from t3gen.programs import read_env

DATABASE_MISSING = "P1003"
_SUPPORTED = ("sqlite", "postgresql")
_CONNECTING = {"P1000", "P1001", "P1002", "P1008", "P1010", "P1011", "P1017"}


@dataclass(frozen=True)
class Applied:
    """The result of applying migrations.

    Args:
        names: The applied migrations, in order; empty when the database was up to date.
        created: Whether the database was created first.
        resumed: The migrations that an earlier run had begun and not finished.
        edited: The migrations that were edited after they had been applied.
    """

    names: tuple[str, ...]
    created: bool
    resumed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Status:
    """The migrations on disk and in a database.

    Args:
        is_reachable: Whether the server accepts connections; the rest is empty when it does not.
        exists: Whether the database exists.
        reason: The message of Prisma when the database could not be read; else empty.
        applied: Migrations on disk and in the database.
        pending: Migrations on disk only.
        failed: Migrations that were begun in the database and not finished.
        edited: Applied migrations that were changed on disk after that.
        unknown: Migrations in the database only.
        drift: Prisma's summary of the difference between the database and its newest migration;
            compared only where the migrations agree.
        refused: The reason for which `apply` would refuse, with a hint; else empty.
        has_no_history: Whether there are tables and no record of a migration, as after
            `prisma db push`; pending migrations cannot be applied then.
    """

    is_reachable: bool = True
    exists: bool = True
    reason: str = ""
    applied: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    drift: str = ""
    refused: str = ""
    has_no_history: bool = False

    @property
    def is_up_to_date(self) -> bool:
        """Return whether the database has applied exactly the migrations on disk."""
        is_readable = self.is_reachable and self.exists
        differences = (self.pending, self.failed, self.edited, self.unknown)
        return is_readable and not any(differences) and not self.drift and not self.refused


def database_url(root: Path) -> str:
    """Return DATABASE_URL from the environment, else from the project's `.env`.

    Raises:
        MigrationError: It is not set.
    """
    url = os.environ.get("DATABASE_URL") or read_env(root / ".env").get("DATABASE_URL")
    if not url:
        raise MigrationError(
            "DATABASE_URL is not set",
            where=".env",
            hint='add: DATABASE_URL="file:./prisma/db.sqlite"',
        )
    return url


def apply(
    root: Path,
    url: str,
    *,
    engine: Path,
    on_applied: Callable[[str], None] = no_progress,
    progress: Callable[[str], None] = no_progress,
) -> Applied:
    """Apply the pending migrations, as `prisma migrate deploy` does.

    A database that does not exist is created. A migration that was interrupted, or that failed and
    was rolled back, is applied again.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        engine: The stand-in for Prisma's schema engine, in the installed template.
        on_applied: Called with the name of each migration once it is applied.
        progress: Called with messages while rows are updated in batches, and while another run
            holds the lock.

    Raises:
        MigrationError: A migration failed, now or earlier, the database rejects the connection,
            or it does not agree with the history; see `preconditions`.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    check_provider(history, url)
    preconditions.check(history)
    if not history.names:
        return Applied(names=(), created=False)
    try:
        with Engine(engine, root, url, progress) as running:
            created = _ensure_database(running)
            finished, again = running.resume(history.listing())
            preconditions.check(history, running.applied(history.listing()))
            diagnosis = running.diagnose(history.listing())
            names = tuple(_one_by_one(running, history, diagnosis, on_applied))
            edited = tuple(diagnosis["editedMigrationNames"])
            return Applied(names, created, finished + again, edited)
    except EngineFailure as failure:
        raise apply_error(failure) from None


def status(root: Path, url: str, *, engine: Path) -> Status:
    """Compare the migrations on disk with those of a database.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        engine: The stand-in for Prisma's schema engine, in the installed template.

    Raises:
        MigrationError: The history of the database cannot be read.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    check_provider(history, url)
    try:
        with Engine(engine, root, url) as running:
            running.call("ensureConnectionValidity", {})
            diagnosis = running.diagnose(history.listing())
            state = _status(history, diagnosis)
            if state.pending and not diagnosis["hasMigrationsTable"]:
                has_tables = running.has_tables(history.provider or "sqlite")
                return replace(state, has_no_history=has_tables, refused=_refusal(history))
            refused = _refusal(history, running.applied(history.listing()))
            return replace(state, drift=_drift(running, history, state), refused=refused)
    except EngineFailure as failure:
        unread = Status(pending=history.names, reason=failure.message, refused=_refusal(history))
        if failure.code == DATABASE_MISSING:
            return replace(unread, exists=False)
        if failure.code in _CONNECTING:
            return replace(unread, is_reachable=False, pending=())
        raise engine_error(failure, where="DATABASE_URL") from None


def _refusal(history: History, applied: Sequence[str] = ()) -> str:
    """Return the reason for which `apply` would refuse, with its hint, or nothing."""
    try:
        preconditions.check(history, applied)
    except MigrationError as error:
        return f"{error}\n  {error.hint}"
    return ""


def _one_by_one(
    running: Engine,
    history: History,
    diagnosis: Mapping[str, Any],
    on_applied: Callable[[str], None],
) -> Iterator[str]:
    """Apply migrations one by one, and yield each name at once; another run may apply some."""
    pending = (diagnosis["history"] or {}).get("unappliedMigrationNames", ())
    for last in pending or history.names[-1:]:
        until = replace(history, names=tuple(name for name in history.names if name <= last))
        for name in running.apply(until.listing()):
            on_applied(name)
            yield name


def _ensure_database(engine: Engine) -> bool:
    """Create the database if it does not exist, and return whether it was created."""
    try:
        engine.call("ensureConnectionValidity", {})
    except EngineFailure as failure:
        if failure.code != DATABASE_MISSING:
            raise
        engine.call("createDatabase", {})
        return True
    return False


def check_provider(history: History, url: str) -> None:
    """Refuse a database that is not supported, or not the one that the migrations are for.

    Raises:
        MigrationError: The provider of the history or the URL does not fit.
    """
    if history.provider and history.provider not in _SUPPORTED:
        raise MigrationError(
            f"they are for {history.provider}, and t3gen works on SQLite and PostgreSQL",
            where=FOLDER,
            hint="where Prisma's native schema engine is installed: npx prisma migrate deploy",
        )
    provider = "postgresql" if re.match(r"postgres(ql)?:", url) else "sqlite"
    if not url.startswith(("file:", "postgres:", "postgresql:")):
        raise MigrationError(
            "it is neither file:... nor postgresql:...",
            where="DATABASE_URL",
            hint="set it in .env; for other databases: npx prisma migrate deploy",
        )
    if history.provider and history.provider != provider:
        raise MigrationError(
            f"it is for {provider}, and the migrations are for {history.provider}",
            where="DATABASE_URL",
            hint=f"set a URL for {history.provider}, the provider in {FOLDER}/{LOCK}",
        )


def _status(history: History, diagnosis: dict[str, Any]) -> Status:
    differences = diagnosis["history"] or {}
    pending = tuple(differences.get("unappliedMigrationNames", ()))
    failed = tuple(diagnosis["failedMigrationNames"])
    missing = {*pending, *failed}
    return Status(
        applied=tuple(name for name in history.names if name not in missing),
        pending=tuple(name for name in pending if name not in failed),
        failed=failed,
        edited=tuple(diagnosis["editedMigrationNames"]),
        unknown=tuple(differences.get("unpersistedMigrationNames", ())),
    )


def _drift(running: Engine, history: History, state: Status) -> str:
    """Return the difference from the snapshot of the newest applied migration to the database."""
    if state.failed or state.edited or state.unknown or not state.applied:
        return ""
    newest = state.applied[-1]
    text = history.snapshot(newest)
    if text is None or state.applied != history.names[: len(state.applied)]:
        return ""
    difference = running.drift_of_database({f"{FOLDER}/{newest}/{SNAPSHOT}": text})
    return "" if difference.is_empty else difference.sql.strip()
