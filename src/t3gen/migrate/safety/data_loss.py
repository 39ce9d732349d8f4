"""Update rows whose values cannot be kept: of a dropped enum value, or too long for a type.

The specs have consented to the loss by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from t3gen.migrate.diff import Changes, ValueChange
from t3gen.migrate.sql import Update
from t3gen.psl import Field, Model, narrows, widens


@dataclass(frozen=True)
class Holder:
    """A column whose rows may hold a dropped enum value.

    Args:
        model: The model before the change.
        field: The column before the change.
        after: The column after the change.
    """

    model: Model
    field: Field
    after: Field


def holders(dropped: ValueChange, changes: Changes) -> Iterator[Holder]:
    """Yield the columns of an enum that are kept."""
    for before, after in changes.kept_models:
        for field in before.fields:
            kept = after.field_of(field.column)
            if field.type == dropped.enum and kept is not None:
                yield Holder(before, field, kept)


def replacement(dropped: ValueChange, holder: Holder, changes: Changes) -> str | None:
    """Return the SQL of the value that replaces a dropped one, or None when there is none.

    That is NULL in an optional column, else the default after the change.
    """
    if holder.field.arity == "?":
        return "NULL"
    before, after = (it.enums[dropped.enum].values for it in (changes.before, changes.after))
    value = holder.after.default
    # On SQLite an enum is text; elsewhere its type lacks a new value when rows are updated.
    exists = value in after and (value in before or changes.after.provider == "sqlite")
    return _literal(after[value]) if value and exists else None


def lost(changes: Changes) -> Iterator[str]:
    """Yield what loses its values: "Order", "Order.note", "Order.status.draft"."""
    yield from changes.dropped_models
    yield from (link.label for link in changes.dropped_join_tables)
    yield from (f"{model}.{field.name}" for model, field in changes.dropped_fields)
    for value in changes.dropped_values:
        for holder in holders(value, changes):
            yield f"{holder.model.name}.{holder.field.name}.{value.value}"
    for change in changes.changed_fields:
        is_wider = widens(change.before, change.after)
        if narrows(change.before, change.after) and not is_wider:
            yield f"{change.model}.{change.after.name}"


def updates(changes: Changes) -> Iterator[Update]:
    """Yield the updates after which no row has a value that cannot be kept."""
    yield from _truncations(changes)
    for dropped in changes.dropped_values:
        value = _literal(changes.before.enums[dropped.enum].values[dropped.value])
        for holder in holders(dropped, changes):
            table, column = f'"{holder.model.table}"', f'"{holder.field.column}"'
            if holder.field.arity == "[]":
                rest = f"array_remove({column}, {value})"
                text = f"UPDATE {table} SET {column} = {rest} WHERE {value} = ANY ({column})"
            else:
                new = replacement(dropped, holder, changes)
                text = f"UPDATE {table} SET {column} = {new} WHERE {column} = {value}"
            yield Update(holder.model, holder.field.column, text)


def _truncations(changes: Changes) -> Iterator[Update]:
    """Yield updates that truncate texts for a shorter type; databases round decimals themselves."""
    for change in changes.changed_fields:
        name, sizes = change.after.native
        if name == "VarChar" and sizes and not widens(change.before, change.after):
            model = changes.after.models[change.model]
            column, length = f'"{change.after.column}"', sizes[0]
            text = f'UPDATE "{model.table}" SET {column} = left({column}, {length})'
            text = f"{text} WHERE char_length({column}) > {length}"
            yield Update(model, change.after.column, text)


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
