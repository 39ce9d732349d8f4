"""Compare two schemas for a reader: the columns that change, and the risks for existing rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from t3gen.migrate.diff import Changes, Renames, compare, resolve, substitute
from t3gen.migrate.safety import Risk, backfills, schema_checks
from t3gen.model import Backfill, PreviousNames
from t3gen.psl import Field, Model, Schema, parse

ADDED, REMOVED, CHANGED, RENAMED = "added", "removed", "changed", "renamed"


@dataclass(frozen=True)
class ColumnChange:
    """A column, or a whole table, that a change of schema concerns.

    Args:
        change: added, removed, changed or renamed.
        table: The table, by its name after the change.
        column: The column; empty for a table that is renamed, or joins many to many.
        before: The type before, or the old name; empty if it is added.
        after: The type after, or the new name; empty if it is removed.
    """

    change: str
    table: str
    column: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Comparison:
    """The difference of two schemas.

    Args:
        columns: What changes, by table and column.
        risks: What could lose data or fail on existing rows.
    """

    columns: tuple[ColumnChange, ...] = ()
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True)
class Names:
    """What specs declare about names and rows of the schema before.

    Args:
        previous: The previous names of renamed things.
        backfills: The values of existing rows in columns that become required.
        swaps: The name swaps that were made before.
    """

    previous: PreviousNames = field(default_factory=PreviousNames)
    backfills: Mapping[tuple[str, str], Backfill] = field(default_factory=dict)
    swaps: Collection[str] = ()


def compare_schemas(before: str, after: str, names: Names) -> Comparison:
    """Return the difference of two schemas; needs neither Node nor a database."""
    old, new = parse(before), parse(after)
    renames = resolve(old, new, names.previous, names.swaps)
    renamed = substitute(old, new, renames)
    changes = compare(renamed, new, old)
    columns = backfills.backfilled_columns(changes, names.backfills)
    found = schema_checks.risks(changes, columns, names.previous)
    rows = sorted({*found}, key=lambda risk: (risk.where, risk.what))
    listed = sorted({*_columns(changes), *_renamed(old, renamed, renames)}, key=_place)
    return Comparison(tuple(listed), tuple(rows))


def columns_of(text: str, model: str, names: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    """Return the columns of fields: table, column and type.

    Args:
        text: A schema.
        model: The name of the model.
        names: The names of the fields; relations have no column.
    """
    schema = parse(text)
    found = schema.models.get(model)
    if found is None:
        return ()
    fields = [one for one in schema.columns(found) if one.name in names]
    return tuple((found.table, one.column, _type(one)) for one in fields)


def _place(one: ColumnChange) -> tuple[str, ...]:
    return one.table, one.column, one.change


def _columns(changes: Changes) -> Iterator[ColumnChange]:
    before, after = changes.before, changes.after
    for name in changes.models:
        yield from _table(ADDED, after.models[name], after)
    for name in changes.dropped_models:
        yield from _table(REMOVED, before.models[name], before)
    for name, one in changes.fields:
        yield ColumnChange(ADDED, after.models[name].table, one.column, after=_type(one))
    for name, one in changes.dropped_fields:
        yield ColumnChange(REMOVED, before.models[name].table, one.column, before=_type(one))
    for change in changes.changed_fields:
        table, column = after.models[change.model].table, change.after.column
        yield ColumnChange(CHANGED, table, column, _type(change.before), _type(change.after))
    yield from _others(changes)


def _others(changes: Changes) -> Iterator[ColumnChange]:
    """Yield the changes of enums, and of tables that join many to many."""
    for value in changes.values:
        yield ColumnChange(ADDED, value.enum, value.value, after="value")
    for value in changes.dropped_values:
        yield ColumnChange(REMOVED, value.enum, value.value, before="value")
    for joined in changes.join_tables:
        yield ColumnChange(ADDED, joined.table, "", after="table")
    for joined in changes.dropped_join_tables:
        yield ColumnChange(REMOVED, joined.table, "", before="table")


def _table(change: str, model: Model, schema: Schema) -> Iterator[ColumnChange]:
    for one in schema.columns(model):
        text = _type(one)
        types = {"after": text} if change == ADDED else {"before": text}
        yield ColumnChange(change, model.table, one.column, **types)


def _renamed(old: Schema, new: Schema, renames: Renames) -> Iterator[ColumnChange]:
    """Yield the tables and columns that keep their rows under another name."""
    for name, model in old.models.items():
        other = new.models.get(renames.models.get(name, name))
        if other is None:
            continue
        if model.table != other.table:
            yield ColumnChange(RENAMED, other.table, "", model.table, other.table)
        for one in old.columns(model):
            field_ = other.field(renames.fields.get((name, one.name), one.name))
            if field_ is not None and field_.column != one.column:
                yield ColumnChange(RENAMED, other.table, field_.column, one.column, field_.column)


def _type(one: Field) -> str:
    """Return the type of a column as a Prisma schema has it."""
    name, sizes = one.native
    native = f" @db.{name}" + (f"({', '.join(map(str, sizes))})" if sizes else "") if name else ""
    default = f" = {one.default}" if one.default is not None else ""
    return f"{one.type}{one.arity}{native}{default}"
