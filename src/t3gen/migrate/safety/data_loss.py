"""What becomes of values that go or are too long, once it is agreed that they do not stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from t3gen.migrate.diff import Changes, ValueChange
from t3gen.migrate.sql import Update
from t3gen.psl import Field, Model, shortens, widens


@dataclass(frozen=True)
class Holder:
    """A column whose rows may hold a value that goes.

    Args:
        model: Its model as it was.
        field: The column as it was.
        after: The column as it will be.
    """

    model: Model
    field: Field
    after: Field


def holders(lost: ValueChange, changes: Changes) -> Iterator[Holder]:
    """Yield the columns of an enum that stay."""
    for before, after in changes.kept_models:
        for field in before.fields:
            found = after.find(field.column)
            if field.type == lost.enum and found is not None:
                yield Holder(before, field, found)


def replacement(lost: ValueChange, holder: Holder, changes: Changes) -> str | None:
    """Return what rows get instead as SQL, or None when nothing says it."""
    if holder.field.arity == "?":
        return "NULL"
    known, after = (schema.enums[lost.enum].values for schema in (changes.before, changes.after))
    value = holder.after.default
    # SQLite keeps texts; elsewhere the type has no new value yet when rows are changed.
    is_known = value in after and (value in known or changes.after.provider == "sqlite")
    return _text(after[value]) if value and is_known else None


def lost(changes: Changes) -> Iterator[str]:
    """Yield what loses its values: "Order", "Order.note", "Order.status.draft"."""
    yield from changes.dropped_models
    yield from (link.label for link in changes.dropped_links)
    yield from (f"{model}.{field.name}" for model, field in changes.dropped_fields)
    for value in changes.dropped_values:
        for holder in holders(value, changes):
            yield f"{holder.model.name}.{holder.field.name}.{value.value}"
    for change in changes.changed_fields:
        is_wider = widens(change.before, change.after)
        if shortens(change.before, change.after) and not is_wider:
            yield f"{change.model}.{change.after.name}"


def updates(changes: Changes) -> Iterator[Update]:
    """Yield what leaves no row with a value that cannot stay."""
    yield from _cut(changes)
    for lost in changes.dropped_values:
        value = _text(changes.before.enums[lost.enum].values[lost.value])
        for holder in holders(lost, changes):
            table, column = f'"{holder.model.table}"', f'"{holder.field.column}"'
            if holder.field.arity == "[]":
                without = f"array_remove({column}, {value})"
                text = f"UPDATE {table} SET {column} = {without} WHERE {value} = ANY ({column})"
            else:
                instead = replacement(lost, holder, changes)
                text = f"UPDATE {table} SET {column} = {instead} WHERE {column} = {value}"
            yield Update(holder.model, holder.field.column, text)


def _cut(changes: Changes) -> Iterator[Update]:
    """Yield what cuts long texts, which a shorter type would refuse; numbers round themselves."""
    for change in changes.changed_fields:
        name, sizes = change.after.native
        if name == "VarChar" and sizes and not widens(change.before, change.after):
            model = changes.after.models[change.model]
            column, length = f'"{change.after.column}"', sizes[0]
            text = f'UPDATE "{model.table}" SET {column} = left({column}, {length})'
            text = f"{text} WHERE char_length({column}) > {length}"
            yield Update(model, change.after.column, text)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
