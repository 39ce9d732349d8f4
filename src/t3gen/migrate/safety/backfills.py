"""What rows that exist get in columns that become required.

Not by SQL of our own, but by a schema in between, which gives the column a default: Prisma writes
the value as the database wants it, and PostgreSQL need not touch a row for it.
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
class Fill:
    """A column whose rows get a value.

    Args:
        model: The model's name.
        field: The column as it will be.
        is_new: Whether there was no such column.
        default: The value, as Prisma writes a default; empty when it is copied.
        source: The field that it is copied from; else empty.
    """

    model: str
    field: Field
    is_new: bool
    default: str
    source: str = ""


def fills(changes: Changes, said: Mapping[tuple[str, str], Backfill]) -> tuple[Fill, ...]:
    """Return the columns that need values, and for which something says them.

    Args:
        changes: What changes.
        said: What specs say, by the names of model and field.
    """
    provider = changes.after.provider
    found = []
    for model, field in changes.fields:
        value = said.get((model, field.name))
        if value is not None:
            found.append(_fill(model, field, value, provider, is_new=True))
    for change in changes.changed_fields:
        value = said.get((change.model, change.after.name))
        if (change.before.arity, change.after.arity) != ("?", ""):
            continue
        if value is not None:
            found.append(_fill(change.model, change.after, value, provider, is_new=False))
        elif change.after.default is not None:
            found.append(Fill(change.model, change.after, False, change.after.default))
    return tuple(found)


def between(after: Schema, filled: Sequence[Fill]) -> Schema:
    """Return the schema in which the columns have their values as defaults, or may be empty."""
    by_model: dict[str, list[Fill]] = {}
    for fill in filled:
        by_model.setdefault(fill.model, []).append(fill)
    models = {
        name: _model(model, by_model.get(name, []), after.provider)
        for name, model in after.models.items()
    }
    return replace(after, models=models)


def updates(after: Schema, filled: Sequence[Fill]) -> Iterator[Update]:
    """Yield what fills the rows, once the schema in between is there."""
    for fill in filled:
        model, column = after.models[fill.model], fill.field.column
        update = f'UPDATE "{model.table}" SET "{column}" ='
        missing = f'WHERE "{column}" IS NULL'
        source = model.field(fill.source)
        if source is not None:
            yield Update(model, column, f'{update} "{source.column}" {missing}')
        elif not fill.is_new and after.provider != "sqlite":
            yield Update(model, column, f"{update} DEFAULT {missing}")


def checks(after: Schema, filled: Sequence[Fill]) -> Iterator[str]:
    """Yield what fails when the row is missing that all others are to point to.

    Ahead of everything else: PostgreSQL looks at foreign keys in a later migration, and until then
    the column would have a default that leads nowhere.
    """
    if after.provider == "sqlite":
        return
    for fill in filled:
        model = after.models[fill.model]
        for relation in relations(model):
            if fill.default and relation.columns == (fill.field.column,):
                target = after.models[relation.target]
                (column,) = target.columns(relation.references)
                value = json.loads(fill.default)
                literal = "'" + str(value).replace("'", "''") + "'"
                yield (
                    f"SELECT 1 / count(*) -- by zero: the {target.name} that rows get is missing\n"
                    f'  FROM "{target.table}" WHERE "{column}" = {literal};\n'
                )


def times(changes: Changes, filled: Sequence[Fill]) -> Iterator[Update]:
    """Yield what writes times as Prisma's client does, where a default has put them into rows.

    SQLite keeps times as text. Prisma's client cannot read all of what Prisma's defaults leave
    there, and compares it wrongly with what it writes itself.
    """
    if changes.after.provider != "sqlite":
        return
    given = [(model, field) for model, field in changes.fields if field.default is not None]
    given += [(fill.model, fill.field) for fill in filled if fill.default]
    for (model, column), field in {(name, one.column): one for name, one in given}.items():
        if field.type == "DateTime":
            table = changes.after.models[model]
            text = f"""strftime('%Y-%m-%dT%H:%M:%f+00:00', "{column}")"""
            update = f'UPDATE "{table.table}" SET "{column}" = {text}'
            yield Update(table, column, f"""{update} WHERE "{column}" GLOB '????-??-?? *'""")


def _fill(model: str, field: Field, value: Backfill, provider: str, *, is_new: bool) -> Fill:
    if value.source:
        return Fill(model, field, is_new, "", value.source)
    return Fill(model, field, is_new, _default(value, provider))


def _default(value: Backfill, provider: str) -> str:
    """Return a value as the argument of `@default`."""
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


def _model(model: Model, filled: Sequence[Fill], provider: str) -> Model:
    by_name = {fill.field.name: fill for fill in filled}
    fields = []
    for field in model.fields:
        relation = field.attribute("relation")
        keys = {*relation.names("fields")} if relation else set()
        if field.name in by_name:
            fields.append(_field(field, by_name[field.name], provider))
        elif any(_is_empty(fill, provider) for name, fill in by_name.items() if name in keys):
            fields.append(replace(field, arity="?"))
        else:
            fields.append(field)
    return replace(model, fields=tuple(fields))


def _field(field: Field, fill: Fill, provider: str) -> Field:
    kept = tuple(each for each in field.attributes if each.name != "default")
    if fill.default:
        kept = (*kept, Attribute("default", {"0": fill.default}))
    return replace(field, arity="?" if _is_empty(fill, provider) else field.arity, attributes=kept)


def _is_empty(fill: Fill, provider: str) -> bool:
    """Tell whether the column has to be optional until its rows are filled."""
    # SQLite fills what is empty while it copies the table; for others that is a step of its own.
    return not fill.default or (not fill.is_new and provider != "sqlite")
