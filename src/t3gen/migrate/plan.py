"""The next migration: computed in memory, written by nobody here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from t3gen.errors import MigrationError
from t3gen.migrate.diff import Renames, circles, compare, rename_sql, resolve, substitute
from t3gen.migrate.engine import Engine, EngineFailure, as_error, engine_for
from t3gen.migrate.history import FOLDER, LOCK, SNAPSHOT, History, preconditions, read
from t3gen.migrate.naming import checked, name_of
from t3gen.migrate.online import Draft, cut
from t3gen.migrate.safety import backfills as fills
from t3gen.migrate.safety import data_loss, refuse, schema_checks, sql_allowlist, undone
from t3gen.migrate.sql import updates
from t3gen.migrate.writing import Migration, written
from t3gen.model import Backfill, Consent, PreviousNames
from t3gen.programs import EngineMissing
from t3gen.psl import (
    Schema,
    compose,
    conflicted,
    exchanges,
    noting,
    parse,
    plain,
    provider_of,
    write,
)


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
class MigrationOptions:
    """What the user has said about a migration.

    Args:
        name: A name for it; by default it is named after the change.
        consent: What may happen to rows.
        former: What things were called before.
        backfills: What rows get in columns that become required, by the names of model and field.
        redo: Migrations that are made again, as if they were not there yet.
    """

    name: str | None = None
    consent: Consent = field(default_factory=Consent)
    former: PreviousNames = field(default_factory=PreviousNames)
    backfills: Mapping[tuple[str, str], Backfill] = field(default_factory=dict)
    redo: Collection[str] = ()


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


@dataclass(frozen=True)
class Newest:
    """What the newest migration leads to.

    Args:
        schema: Its schema.
        exchanged: The exchanges of names that have been made, as it notes them.
    """

    schema: Schema = field(default_factory=Schema)
    exchanged: frozenset[str] = frozenset()

    def query(self, model: str, name: str, condition: str = "") -> str:
        """Return a query of the values in a field.

        Args:
            model: The model, as the schema calls it.
            name: The field.
            condition: On the rows, with `{column}` in it.
        """
        found = self.schema.models.get(model)
        column = found and found.field(name)
        quoted = f'"{column.column if column else name}"'
        text = f'SELECT {quoted} FROM "{found.table if found else model}"'
        return f"{text} WHERE {condition.format(column=quoted)}" if condition else text


def plan_next(
    root: Path,
    planned: Mapping[str, str],
    *,
    engine: Path,
    now: datetime,
    options: MigrationOptions | None = None,
) -> Migration | NothingToDo | Pending:
    """Compute the migration from the newest snapshot to the planned schema.

    Needs node and the project's npm packages, but no database and no network.

    Args:
        root: The project; its migrations and npm packages are read.
        planned: Every `prisma/**/*.prisma` as it will be after the run, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.
        now: The time of the migration, with its zone.
        options: What the user has said about it; nothing by default.

    Raises:
        MigrationError: The schema is not valid, or the change could lose data or fail on rows.
        UsageError: The name is none.
    """
    options = options or MigrationOptions()
    if path := conflicted(planned):
        return Pending(f"{path} holds an unsettled merge", f"settle it: {path}")
    history = read(root).without(options.redo)
    preconditions.check(history)
    base = _base(history)
    if isinstance(base, Pending):
        return base
    snapshot = compose(planned)
    if snapshot == plain(base.text) and not _exchanges(base, options.former):
        return NothingToDo()
    _check_provider(base, snapshot)
    try:
        with Engine(engine_for(provider_of(snapshot), root, engine), root) as running:
            return _planned(running, base, planned, now, options)
    except EngineMissing as error:
        return Pending(str(error), error.hint or "")


def _exchanges(base: Base, former: PreviousNames) -> bool:
    """Tell whether names are still to be exchanged, which no schema shows where types are alike."""
    schema = parse(base.text)
    return bool(resolve(schema, schema, former, exchanges(base.text)).exchanges)


def _planned(
    engine: Engine, base: Base, planned: Mapping[str, str], now: datetime, options: MigrationOptions
) -> Migration | NothingToDo:
    draft = _draft(engine, base, planned, options)
    # SQLite keeps enums as text: a new value needs no SQL, but its snapshot has to know it.
    if not draft.sql and not draft.changes.values:
        return NothingToDo()
    title = checked(options.name) if options.name else name_of(draft.changes, draft.names)
    # From here on all that specs say of it is done, or means nothing, as in a resource that is new.
    kept = noting(compose(planned), circles(options.former))
    parts = cut(draft, base.text, kept, engine)
    made = written(base.history, now, title, parts)
    return replace(made, agreed=draft.agreed, gained=undone.gained(draft.changes))


def _draft(
    engine: Engine, base: Base, planned: Mapping[str, str], options: MigrationOptions
) -> Draft:
    before, after = parse(base.text), parse(compose(planned))
    names = resolve(before, after, options.former, exchanges(base.text))
    renamed = substitute(before, after, names)
    text = base.text if renamed == before else write(renamed)
    changes = compare(renamed, after, before)
    filled = fills.fills(changes, options.backfills)
    way = [{base.path: text or _empty(after)}, planned]
    if filled:
        way.insert(1, {"prisma/between.prisma": write(fills.between(after, filled))})
    first, *others = _differences(engine, way)
    agreed = refuse(schema_checks.dangers(changes, filled, options.former), options.consent)
    agreed |= refuse(sql_allowlist.dangers("\n".join([first, *others]), changes), options.consent)
    replaced = tuple(data_loss.updates(changes))
    start = [
        rename_sql.statements(before, renamed, names),
        *fills.checks(after, filled),
        updates.script(replaced, _note(after, names)),
        first,
    ]
    return Draft(
        names=names,
        before=text,
        changes=changes,
        replaced=replaced,
        start="\n".join(part for part in start if part),
        between=way[1] if filled else {},
        filled=(*fills.updates(after, filled), *fills.times(changes, filled)),
        end="\n".join(part for part in others if part),
        agreed=agreed,
    )


def _note(after: Schema, names: Renames) -> str:
    """Return why rows that lose a value need no batches, for whoever reads the script."""
    if after.provider == "sqlite":
        return updates.ALONE
    # Under new names nothing is replaced ahead of the migration.
    return updates.AGAIN if names.is_empty else updates.AGREED


def newest_schema(root: Path) -> Schema | None:
    """Return the schema that the newest migration leads to, or None when it was never kept."""
    base = _base(read(root))
    return parse(base.text) if isinstance(base, Base) else None


def newest(root: Path) -> Newest:
    """Return what the newest migration leads to; nothing where its snapshot was never kept."""
    base = _base(read(root))
    return Newest(parse(base.text), exchanges(base.text)) if isinstance(base, Base) else Newest()


def _base(history: History) -> Base | Pending:
    if not history.names:
        return Base(history=history, path=FOLDER, text="")
    newest = history.names[-1]
    text = history.snapshot(newest)
    if text is None:
        return Pending(
            f"{FOLDER}/{newest} has no {SNAPSHOT} to start from",
            "t3gen migrate snapshot",
        )
    return Base(history=history, path=f"{FOLDER}/{newest}/{SNAPSHOT}", text=text)


def _empty(schema: Schema) -> str:
    """Return a schema without a model, for the first migration."""
    # Not nothing: PostgreSQL's `public` is there, and making it again would need a right that
    # careful users do not have.
    return f'datasource db {{\n  provider = "{schema.provider}"\n}}\n'


def _differences(engine: Engine, way: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the SQL of each step of a way from schema to schema; nothing where none is needed."""
    try:
        found = [engine.diff(before, after) for before, after in pairwise(way)]
    except EngineFailure as failure:
        raise as_error(failure, where="prisma") from None
    return ["" if difference.is_empty else difference.sql for difference in found]


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
