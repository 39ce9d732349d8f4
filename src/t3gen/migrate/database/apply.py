"""What a database has seen of a project's migrations, and giving it the rest."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from t3gen.errors import MigrationError
from t3gen.migrate.engine import Engine, EngineFailure, as_error, explained, silent
from t3gen.migrate.history import FOLDER, LOCK, SNAPSHOT, History, preconditions, read
from t3gen.programs import read_env

MISSING = "P1003"
_SERVED = ("sqlite", "postgresql")
_CONNECTING = {"P1000", "P1001", "P1002", "P1008", "P1010", "P1011", "P1017"}


@dataclass(frozen=True)
class Applied:
    """What an application has done.

    Args:
        names: The migrations, in order; empty when the database was up to date.
        created: Whether the database had to be created first.
        resumed: Those that an earlier run had begun and not finished.
        edited: Those that were edited after they had been applied.
    """

    names: tuple[str, ...]
    created: bool
    resumed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Status:
    """The migrations on disk and in a database, by what happened to them.

    Args:
        is_reachable: False when the server does not answer or refuses; the rest is empty then.
        exists: False when the server answers, or the folder is there, but not the database.
        reason: Why the database could not be asked, in Prisma's words; else empty.
        applied: On disk and in the database.
        pending: On disk only.
        failed: Begun in the database and not finished.
        edited: Applied, and changed on disk after that.
        unknown: In the database only.
        drift: What the database has that no migration has made, in Prisma's words; looked for
            where the migrations agree.
        refused: Why `apply` would do nothing, and the way on; else empty.
        has_no_history: Whether there are tables, and no record of any migration, as after
            `prisma db push`: the pending migrations cannot be applied then.
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
        """Whether the database has seen exactly what is on disk."""
        asked = self.is_reachable and self.exists
        noted = (self.pending, self.failed, self.edited, self.unknown)
        return asked and not any(noted) and not self.drift and not self.refused


def database_url(root: Path) -> str:
    """Return DATABASE_URL from the environment, else from the project's `.env`.

    Raises:
        MigrationError: Neither has it.
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
    tell: Callable[[str], None] = silent,
    progress: Callable[[str], None] = silent,
) -> Applied:
    """Apply the migrations that a database has not seen, as `prisma migrate deploy` does.

    A database that does not exist is created. What was interrupted, or has failed and left nothing
    behind, is applied again.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        engine: The stand-in for Prisma's schema engine, in the installed template.
        tell: Is called with the name of each migration once it is applied.
        progress: Is called while one fills rows in batches, and where another run is waited for.

    Raises:
        MigrationError: A migration failed, now or earlier, the database refuses, or it is not on
            the line of the history; see `preconditions`.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    check_kind(history, url)
    preconditions.check(history)
    if not history.names:
        return Applied(names=(), created=False)
    try:
        with Engine(engine, root, url, progress) as running:
            created = _ensure_database(running)
            finished, again = running.resume(history.listing())
            preconditions.check(history, running.applied(history.listing()))
            found = running.diagnose(history.listing())
            names = tuple(_one_by_one(running, history, found, tell))
            edited = tuple(found["editedMigrationNames"])
            return Applied(names, created, finished + again, edited)
    except EngineFailure as failure:
        raise explained(failure) from None


def status(root: Path, url: str, *, engine: Path) -> Status:
    """Compare the migrations on disk with those that a database has seen.

    Args:
        root: The project.
        url: `file:` relative to the project, or `postgresql:`.
        engine: The stand-in for Prisma's schema engine, in the installed template.

    Raises:
        MigrationError: The database answers something that is no state of migrations.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    check_kind(history, url)
    try:
        with Engine(engine, root, url) as running:
            running.call("ensureConnectionValidity", {})
            answer = running.diagnose(history.listing())
            found = _status(history, answer)
            if found.pending and not answer["hasMigrationsTable"]:
                has_tables = running.has_tables(history.provider or "sqlite")
                return replace(found, has_no_history=has_tables, refused=_refused(history))
            refused = _refused(history, running.applied(history.listing()))
            return replace(found, drift=_drift(running, history, found), refused=refused)
    except EngineFailure as failure:
        nothing = Status(pending=history.names, reason=failure.message, refused=_refused(history))
        if failure.code == MISSING:
            return replace(nothing, exists=False)
        if failure.code in _CONNECTING:
            return replace(nothing, is_reachable=False, pending=())
        raise as_error(failure, where="DATABASE_URL") from None


def _refused(history: History, applied: Sequence[str] = ()) -> str:
    try:
        preconditions.check(history, applied)
    except MigrationError as error:
        return f"{error}\n  {error.hint}"
    return ""


def _one_by_one(
    running: Engine, history: History, diagnosis: Mapping[str, Any], tell: Callable[[str], None]
) -> Iterator[str]:
    """Apply each migration by itself, so that it can be told at once; another run may help."""
    waiting = (diagnosis["history"] or {}).get("unappliedMigrationNames", ())
    for last in waiting or history.names[-1:]:
        until = replace(history, names=tuple(name for name in history.names if name <= last))
        for name in running.apply(until.listing()):
            tell(name)
            yield name


def _ensure_database(engine: Engine) -> bool:
    try:
        engine.call("ensureConnectionValidity", {})
    except EngineFailure as failure:
        if failure.code != MISSING:
            raise
        engine.call("createDatabase", {})
        return True
    return False


def check_kind(history: History, url: str) -> None:
    """Refuse a database of another kind than the migrations are for, and one that is not served."""
    if history.provider and history.provider not in _SERVED:
        raise MigrationError(
            f"they are for {history.provider}, and t3gen works on SQLite and PostgreSQL",
            where=FOLDER,
            hint="where Prisma's native schema engine is installed: npx prisma migrate deploy",
        )
    kind = "postgresql" if re.match(r"postgres(ql)?:", url) else "sqlite"
    if not url.startswith(("file:", "postgres:", "postgresql:")):
        raise MigrationError(
            "it is neither file:... nor postgresql:...",
            where="DATABASE_URL",
            hint="set it in .env; databases of other kinds are left to npx prisma migrate deploy",
        )
    if history.provider and history.provider != kind:
        raise MigrationError(
            f"it is for {kind}, and the migrations are for {history.provider}",
            where="DATABASE_URL",
            hint=f"set a URL for {history.provider}; {FOLDER}/{LOCK} says what they are for",
        )


def _status(history: History, answer: dict[str, Any]) -> Status:
    found = answer["history"] or {}
    pending = tuple(found.get("unappliedMigrationNames", ()))
    failed = tuple(answer["failedMigrationNames"])
    missing = {*pending, *failed}
    return Status(
        applied=tuple(name for name in history.names if name not in missing),
        pending=tuple(name for name in pending if name not in failed),
        failed=failed,
        edited=tuple(answer["editedMigrationNames"]),
        unknown=tuple(found.get("unpersistedMigrationNames", ())),
    )


def _drift(running: Engine, history: History, found: Status) -> str:
    """Compare the database with the schema that its newest migration leads to."""
    if found.failed or found.edited or found.unknown or not found.applied:
        return ""
    newest = found.applied[-1]
    text = history.snapshot(newest)
    if text is None or found.applied != history.names[: len(found.applied)]:
        return ""
    difference = running.drift_of_database({f"{FOLDER}/{newest}/{SNAPSHOT}": text})
    return "" if difference.is_empty else difference.sql.strip()
