"""The next migration: computed in memory, written by nobody here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from t3gen.errors import MigrationError
from t3gen.migrate import safety, statements
from t3gen.migrate.changes import compare
from t3gen.migrate.engine import Engine, EngineFailure, as_error
from t3gen.migrate.history import FOLDER, LOCK, SNAPSHOT, SQL, History, lock_text, read
from t3gen.migrate.lint import with_consent
from t3gen.migrate.naming import checked, name_of
from t3gen.migrate.node import EngineMissing
from t3gen.migrate.psl import parse, provider_of
from t3gen.migrate.snapshot import compose, conflicted

_NO_SQL = "-- Nothing to do for the database: it keeps enums as text.\n"


@dataclass(frozen=True)
class Migration:
    """A migration that is due.

    Args:
        name: Its folder, such as `20260131120000_add_order`.
        files: What to write, as texts by path from the project's root.
    """

    name: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class NothingToDo:
    """The newest migration leads to the planned schema already."""


@dataclass(frozen=True)
class Pending:
    """The migration cannot be made yet; the next run makes it.

    Args:
        reason: Why not.
        hint: The command to run, or what to do, before the next run.
    """

    reason: str
    hint: str


@dataclass(frozen=True)
class Wishes:
    """What the user has said about a migration.

    Args:
        name: A name for it; by default it is named after the change.
        agreed: Models whose tables may be dropped with their rows.
    """

    name: str | None = None
    agreed: Collection[str] = ()


@dataclass(frozen=True)
class Base:
    """Where the next migration starts from.

    Args:
        history: The migrations on disk.
        path: The newest snapshot, for messages.
        text: The schema in it; empty for the first migration.
    """

    history: History
    path: str
    text: str


def plan_next(
    root: Path,
    planned: Mapping[str, str],
    *,
    engine: Path,
    now: datetime,
    wishes: Wishes | None = None,
) -> Migration | NothingToDo | Pending:
    """Compute the migration from the newest snapshot to the planned schema.

    Needs node and the project's npm packages, but no database and no network.

    Args:
        root: The project; its migrations and npm packages are read.
        planned: Every `prisma/**/*.prisma` as it will be after the run, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.
        now: The time of the migration, with its zone.
        wishes: What the user has said about it; nothing by default.

    Raises:
        MigrationError: The schema is not valid, or the change could lose data or fail on rows.
        UsageError: The name is none.
    """
    wishes = wishes or Wishes()
    if path := conflicted(planned):
        return Pending(f"{path} holds an unsettled merge", f"settle it: {path}")
    base = _base(read(root))
    if isinstance(base, Pending):
        return base
    snapshot = compose(planned)
    if snapshot == base.text:
        return NothingToDo()
    _check_provider(base, snapshot)
    try:
        sql = _difference(root, base, planned, engine)
    except EngineMissing as error:
        return Pending(str(error), error.hint or "")
    changes = compare(parse(base.text), parse(snapshot))
    safety.refuse(safety.dangers(changes, wishes.agreed))
    safety.refuse(statements.dangers(sql, changes, wishes.agreed))
    # SQLite keeps enums as text: a new value needs no SQL, but its snapshot has to know it.
    if not sql and not changes.values:
        return NothingToDo()
    title = checked(wishes.name) if wishes.name else name_of(changes)
    folder = f"{base.history.next_stamp(now)}_{title}"
    sql = with_consent(sql, changes.after.provider, base.history.scripts())
    return Migration(folder, _files(base.history, folder, sql or _NO_SQL, snapshot))


def _base(history: History) -> Base | Pending:
    if not history.names:
        return Base(history=history, path=FOLDER, text="")
    newest = history.names[-1]
    text = history.snapshot(newest)
    if text is None:
        return Pending(
            f"{FOLDER}/{newest} has no {SNAPSHOT} to start from",
            "npx prisma migrate dev --create-only",
        )
    return Base(history=history, path=f"{FOLDER}/{newest}/{SNAPSHOT}", text=text)


def _difference(root: Path, base: Base, planned: Mapping[str, str], engine: Path) -> str:
    """Return the SQL, or nothing where the database stays as it is."""
    # From an empty schema, not from nothing: PostgreSQL's `public` is there, and making it again
    # would need a right that careful users do not have.
    empty = f'datasource db {{\n  provider = "{provider_of(compose(planned))}"\n}}\n'
    try:
        with Engine(engine, root) as running:
            difference = running.diff({base.path: base.text or empty}, planned)
    except EngineFailure as failure:
        raise as_error(failure, where="prisma") from None
    return "" if difference.is_empty else difference.sql


def _check_provider(base: Base, snapshot: str) -> None:
    provider = provider_of(snapshot)
    if not provider:
        raise MigrationError(
            "no file has a datasource with a provider",
            where="prisma/schema.prisma",
            hint='add: datasource db { provider = "sqlite" }',
        )
    earlier = base.history.provider or provider
    if provider != earlier:
        raise MigrationError(
            f"the migrations are for {earlier}, and the schema is for {provider}",
            where=f"{FOLDER}/{LOCK}",
            hint=f"move {FOLDER} away to start a new history for {provider}",
        )


def _files(history: History, folder: str, sql: str, snapshot: str) -> dict[str, str]:
    files = {f"{FOLDER}/{folder}/{SQL}": sql, f"{FOLDER}/{folder}/{SNAPSHOT}": snapshot}
    if history.provider is None:
        files[f"{FOLDER}/{LOCK}"] = lock_text(provider_of(snapshot))
    return files
