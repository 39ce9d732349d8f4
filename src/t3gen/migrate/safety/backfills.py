"""Backfill existing rows in columns that become required.

The value is the default of the column in an intermediate schema, and no literal in SQL of ours:
Prisma writes it as the database needs it, and PostgreSQL adds such a column without a rewrite.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from t3gen.migrate.diff import Changes, relations
from t3gen.migrate.sql import Update
from t3gen.model import Backfill
from t3gen.psl import Attribute, Field, Model, Schema

_BARE = ("enum", "int", "bigint", "float", "decimal")


@dataclass(frozen=True)
class BackfilledColumn:
    """A column in which existing rows get a value.

    Args:
        model: The name of the model.
        field: The column after the change.
        is_new: Whether the change adds the column.
        default: The value, as the argument of `@default`; empty when it is copied.
        source: The field that it is copied from; else empty.
    """

    model: str
    field: Field
    is_new: bool
    default: str
    source: str = ""


def backfilled_columns(
    changes: Changes, declared: Mapping[tuple[str, str], Backfill]
) -> tuple[BackfilledColumn, ...]:
    """Return the columns that become required and have a backfill or a default.

    Args:
        changes: The changes.
        declared: The backfills that specs declare, by the names of model and field.
    """
    provider = changes.after.provider
    columns = []
    for model, field in changes.fields:
        value = declared.get((model, field.name))
        if value is not None:
            columns.append(_column(model, field, value, provider, is_new=True))
    for change in changes.changed_fields:
        value = declared.get((change.model, change.after.name))
        if (change.before.arity, change.after.arity) != ("?", ""):
            continue
        if value is not None:
            columns.append(_column(change.model, change.after, value, provider, is_new=False))
        elif change.after.default is not None:
            default = change.after.default
            columns.append(BackfilledColumn(change.model, change.after, False, default))
    return tuple(columns)


def intermediate_schema(after: Schema, backfilled: Sequence[BackfilledColumn]) -> Schema:
    """Return a schema in which the columns have their values as defaults, or are optional.

    Args:
        after: The schema that the migration leads to.
        backfilled: The columns.
    """
    by_model: dict[str, list[BackfilledColumn]] = {}
    for column in backfilled:
        by_model.setdefault(column.model, []).append(column)
    models = {
        name: _model(model, by_model.get(name, []), after.provider)
        for name, model in after.models.items()
    }
    return replace(after, models=models)


def updates(after: Schema, backfilled: Sequence[BackfilledColumn]) -> Iterator[Update]:
    """Yield the updates of rows that follow the migration to the intermediate schema.

    Args:
        after: The schema that the migration leads to.
        backfilled: The columns.
    """
    for each in backfilled:
        model, column = after.models[each.model], each.field.column
        update = f'UPDATE "{model.table}" SET "{column}" ='
        missing = f'WHERE "{column}" IS NULL'
        source = model.field(each.source)
        if source is not None:
            yield Update(model, column, f'{update} "{source.column}" {missing}')
        elif not each.is_new and after.provider != "sqlite":
            yield Update(model, column, f"{update} DEFAULT {missing}")


def foreign_key_checks(after: Schema, backfilled: Sequence[BackfilledColumn]) -> Iterator[str]:
    """Yield statements that fail when the row that a backfill references does not exist.

    They run first: PostgreSQL validates foreign keys in a later migration, and until then the
    default of the column would reference nothing.

    Args:
        after: The schema that the migration leads to.
        backfilled: The columns.
    """
    if after.provider == "sqlite":
        return
    for each in backfilled:
        model = after.models[each.model]
        for relation in relations(model):
            if each.default and relation.columns == (each.field.column,):
                target = after.models[relation.target]
                (column,) = target.columns(relation.references)
                value = json.loads(each.default)
                literal = "'" + str(value).replace("'", "''") + "'"
                yield (
                    f"SELECT 1 / count(*) -- by zero: the {target.name} that rows get is missing\n"
                    f'  FROM "{target.table}" WHERE "{column}" = {literal};\n'
                )


def normalized_times(changes: Changes, backfilled: Sequence[BackfilledColumn]) -> Iterator[Update]:
    """Yield updates that rewrite times from defaults in the format of Prisma's client.

    SQLite stores times as text. Prisma's client cannot read all formats that Prisma's defaults
    leave there, and compares them wrongly with its own.
    """
    if changes.after.provider != "sqlite":
        return
    columns = [(model, field) for model, field in changes.fields if field.default is not None]
    columns += [(each.model, each.field) for each in backfilled if each.default]
    for (model, column), field in {(name, it.column): it for name, it in columns}.items():
        if field.type == "DateTime":
            table = changes.after.models[model]
            text = f"""strftime('%Y-%m-%dT%H:%M:%f+00:00', "{column}")"""
            update = f'UPDATE "{table.table}" SET "{column}" = {text}'
            yield Update(table, column, f"""{update} WHERE "{column}" GLOB '????-??-?? *'""")


def _column(
    model: str, field: Field, value: Backfill, provider: str, *, is_new: bool
) -> BackfilledColumn:
    if value.source:
        return BackfilledColumn(model, field, is_new, "", value.source)
    return BackfilledColumn(model, field, is_new, _default(value, provider))


def _default(value: Backfill, provider: str) -> str:
    """Return a value as the argument of `@default`; SQLite stores decimals as scaled integers."""
    if value.kind == "datetime" and value.value == "now":
        return "now()"
    if value.kind == "decimal" and provider == "sqlite":
        whole, _, fraction = str(value.value).partition(".")
        return str(int(whole + fraction.ljust(value.scale, "0")))
    if value.kind == "date":
        return f'"{value.value}T00:00:00Z"'
    if value.kind == "boolean":
        return "true" if value.value else "false"
    if value.kind in _BARE:
        return str(value.value)
    return json.dumps(value.value, ensure_ascii=False)


def _model(model: Model, backfilled: Sequence[BackfilledColumn], provider: str) -> Model:
    by_name = {each.field.name: each for each in backfilled}
    fields = []
    for field in model.fields:
        relation = field.attribute("relation")
        keys = {*relation.names("fields")} if relation else set()
        if field.name in by_name:
            fields.append(_field(field, by_name[field.name], provider))
        elif any(_is_optional(it, provider) for name, it in by_name.items() if name in keys):
            fields.append(replace(field, arity="?"))
        else:
            fields.append(field)
    return replace(model, fields=tuple(fields))


def _field(field: Field, column: BackfilledColumn, provider: str) -> Field:
    kept = tuple(each for each in field.attributes if each.name != "default")
    if column.default:
        kept = (*kept, Attribute("default", {"0": column.default}))
    arity = "?" if _is_optional(column, provider) else field.arity
    return replace(field, arity=arity, attributes=kept)


def _is_optional(column: BackfilledColumn, provider: str) -> bool:
    """Return whether the column is optional in the intermediate schema."""
    # SQLite replaces NULL while it copies the table; other databases need a step of its own.
    return not column.default or (not column.is_new and provider != "sqlite")
