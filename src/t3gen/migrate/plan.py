"""Plan the next migration, in memory: nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from t3gen.errors import MigrationError
from t3gen.migrate.diff import (
    Renames,
    checks,
    compare,
    declared_swaps,
    rename_sql,
    resolve,
    substitute,
)
from t3gen.migrate.engine import Engine, EngineFailure, engine_error, engine_for
from t3gen.migrate.files import Migration, migration_files
from t3gen.migrate.history import FOLDER, LOCK, SNAPSHOT, History, preconditions, read
from t3gen.migrate.naming import default_name, normalize_name
from t3gen.migrate.online import Draft, steps
from t3gen.migrate.safety import (
    backfills,
    data_loss,
    partial,
    refuse,
    schema_checks,
    sql_allowlist,
    undone,
)
from t3gen.migrate.sql import updates
from t3gen.model import Backfill, Consent, PreviousNames
from t3gen.programs import EngineMissing
from t3gen.psl import (
    Schema,
    compose,
    conflicted_file,
    name_swaps,
    parse,
    provider_of,
    with_name_swaps,
    without_name_swaps,
    write,
)


@dataclass(frozen=True)
class NothingToDo:
    """The result of planning when the newest migration leads to the planned schema."""


@dataclass(frozen=True)
class Pending:
    """The result of planning when the migration cannot be made in this run.

    Args:
        reason: The reason.
        hint: What to do before the next run.
    """

    reason: str
    hint: str


@dataclass(frozen=True)
class MigrationOptions:
    """Options of a migration, from specs and the command line.

    Args:
        name: Its name; by default it is named after the change.
        consent: The consent to losses and assumptions.
        previous: The previous names of renamed things.
        backfills: The values of existing rows in columns that become required, by the names of
            model and field.
        redo: Migrations to make again, which are ignored in the history.
        note: Who has consented to what is lost, and why, for comments in scripts.
    """

    name: str | None = None
    consent: Consent = field(default_factory=Consent)
    previous: PreviousNames = field(default_factory=PreviousNames)
    backfills: Mapping[tuple[str, str], Backfill] = field(default_factory=dict)
    redo: Collection[str] = ()
    note: str = ""


@dataclass(frozen=True)
class Base:
    """The start of the next migration.

    Args:
        history: The migrations on disk.
        path: The path of the newest snapshot, for messages.
        text: The snapshot; empty for the first migration.
    """

    history: History
    path: str
    text: str


@dataclass(frozen=True)
class Newest:
    """The result of the newest migration.

    Args:
        text: Its snapshot; empty without one.
    """

    text: str = ""

    @property
    def schema(self) -> Schema:
        """The schema that it leads to."""
        return parse(self.text)

    @property
    def swaps(self) -> frozenset[str]:
        """The name swaps that were made, as its snapshot records them."""
        return name_swaps(self.text)

    def query(self, model: str, name: str, condition: str = "") -> str:
        """Return an SQL query of the values of a field.

        Args:
            model: The name of the model.
            name: The name of the field.
            condition: A condition on the rows, with `{column}` in place of the column.
        """
        existing = self.schema.models.get(model)
        column = existing and existing.field(name)
        quoted = f'"{column.column if column else name}"'
        text = f'SELECT {quoted} FROM "{existing.table if existing else model}"'
        return f"{text} WHERE {condition.format(column=quoted)}" if condition else text


def plan_next(
    root: Path,
    planned: Mapping[str, str],
    *,
    engine: Path,
    now: datetime,
    options: MigrationOptions | None = None,
) -> Migration | NothingToDo | Pending:
    """Plan the migration from the newest snapshot to the planned schema.

    Needs node and the npm packages of the project, but no database and no network.

    Args:
        root: The project; its migrations and npm packages are read.
        planned: Every `prisma/**/*.prisma` as it will be after the run, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.
        now: The time of the migration, with its time zone.
        options: Options from specs and the command line.

    Returns:
        The files of the migration, or the reason for none.

    Raises:
        MigrationError: The schema is not valid, or the change could lose data or fail on rows.
        UsageError: The given name has no letter or digit.
    """
    options = options or MigrationOptions()
    if path := conflicted_file(planned):
        return Pending(f"{path} has an unresolved merge conflict", f"resolve it: {path}")
    history = read(root).without(options.redo)
    preconditions.check(history)
    base = _base(history)
    if isinstance(base, Pending):
        return base
    snapshot = compose(planned)
    if snapshot == without_name_swaps(base.text) and not _has_swaps(base, options.previous):
        return NothingToDo()
    _check_provider(base, snapshot)
    try:
        with Engine(engine_for(provider_of(snapshot), root, engine), root) as running:
            return _planned(running, base, planned, now, options)
    except EngineMissing as error:
        return Pending(str(error), error.hint or "")


def _has_swaps(base: Base, previous: PreviousNames) -> bool:
    """Return whether name swaps are pending, which leave a schema with equal types unchanged."""
    if not declared_swaps(previous):
        return False
    schema = parse(base.text)
    return bool(resolve(schema, schema, previous, name_swaps(base.text)).swaps)


def _planned(
    engine: Engine, base: Base, planned: Mapping[str, str], now: datetime, options: MigrationOptions
) -> Migration | NothingToDo:
    draft = _draft(engine, base, planned, options)
    # SQLite stores enums as text: a new value needs no SQL, but a snapshot that has it.
    if not draft.sql and not draft.changes.values:
        return NothingToDo()
    name = normalize_name(options.name) if options.name else ""
    name = name or default_name(draft.changes, draft.names)
    # After this migration every declared swap is made, or concerns a model that is new.
    snapshot = with_name_swaps(compose(planned), declared_swaps(options.previous))
    parts = steps(draft, base.text, snapshot, engine)
    files = migration_files(base.history, now, name, parts, options.note)
    return replace(files, accepted=draft.accepted, gained=undone.gained(draft.changes))


def _draft(
    engine: Engine, base: Base, planned: Mapping[str, str], options: MigrationOptions
) -> Draft:
    before, after = parse(base.text), parse(compose(planned))
    names = resolve(before, after, options.previous, name_swaps(base.text))
    renamed = substitute(before, after, names)
    text = base.text if renamed == before else write(renamed)
    changes = compare(renamed, after, before)
    columns = backfills.backfilled_columns(changes, options.backfills)
    rebuilt = checks.rebuilt(changes) if after.provider == "sqlite" else renamed
    start_text = text if rebuilt == renamed else write(rebuilt)
    path = [{base.path: start_text or _empty(after)}, planned]
    if columns:
        intermediate = write(backfills.intermediate_schema(after, columns))
        path.insert(1, {"prisma/intermediate.prisma": intermediate})
    loose = partial.without_dropped_values(renamed, changes)
    if loose != renamed:
        path.insert(1, {"prisma/intermediate.prisma": write(loose)})
    diffs = checks.in_tables(_diffs(engine, path), after)
    dropped = "" if loose == renamed else diffs.pop(0)
    first, *others = diffs
    accepted = refuse(schema_checks.risks(changes, columns, options.previous), options.consent)
    sql = "\n".join([dropped, first, *others])
    accepted |= refuse(sql_allowlist.risks(sql, changes), options.consent)
    replacements = tuple(data_loss.updates(changes))
    is_altered = after.provider != "sqlite"
    start = [
        rename_sql.statements(before, renamed, names),
        *(checks.dropped(changes) if is_altered else ()),
        *backfills.foreign_key_checks(after, columns),
        dropped,
        updates.script(replacements, _note(after, names)),
        first,
    ]
    times = backfills.normalized_times(changes, columns)
    return Draft(
        names=names,
        before=text,
        changes=changes,
        replacements=replacements,
        start="\n".join(part for part in start if part),
        intermediate=path[-2] if columns else {},
        backfills=(*backfills.updates(after, columns), *times),
        end="\n".join([*filter(None, others), *(checks.added(changes) if is_altered else ())]),
        accepted=accepted,
    )


def _note(after: Schema, names: Renames) -> str:
    """Return the comment with the reason why replacements are not made in batches."""
    if after.provider == "sqlite":
        return updates.SINGLE_WRITER
    # Where something is renamed, there are no batches before this script.
    return updates.REMAINING if names.is_empty else updates.CONSENTED


def newest_schema(root: Path) -> Schema | None:
    """Return the schema that the newest migration leads to, or None without a snapshot."""
    base = _base(read(root))
    return parse(base.text) if isinstance(base, Base) else None


def newest(root: Path) -> Newest:
    """Return the result of the newest migration; an empty one without a snapshot."""
    base = _base(read(root))
    return Newest(base.text) if isinstance(base, Base) else Newest()


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
    # An empty schema would not do: the diff from it creates PostgreSQL's `public`, which exists
    # and which a user without the right to create schemas cannot create.
    return f'datasource db {{\n  provider = "{schema.provider}"\n}}\n'


def _diffs(engine: Engine, schemas: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the SQL from each schema to the next; empty where they are equal.

    Raises:
        MigrationError: A schema is not valid.
    """
    try:
        diffs = [engine.diff(before, after) for before, after in pairwise(schemas)]
    except EngineFailure as failure:
        raise engine_error(failure, where="prisma") from None
    return ["" if diff.is_empty else diff.sql for diff in diffs]


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
