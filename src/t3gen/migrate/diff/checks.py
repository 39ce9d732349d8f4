"""The SQL of checks, which Prisma's diff does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from t3gen.migrate.diff.changes import Changes
from t3gen.psl import Attribute, Field, Model, Schema, checks, checks_of

_ANY_DEFAULT = Attribute("default", {"0": 'dbgenerated("0")'})


def changed(changes: Changes) -> Iterator[tuple[Model, str, str]]:
    """Yield each check that existing tables get: the model, the name and the condition."""
    for before, after in changes.kept_models:
        for name, condition in after.checks.items():
            if before.checks.get(name) != condition:
                yield after, name, condition


def dropped(changes: Changes) -> Iterator[str]:
    """Yield the statements that drop checks of PostgreSQL: those that change, or must be again."""
    for before, after in changes.kept_models:
        kept = _kept(before, after, changes)
        for name in (one for one in _conditions(before) if one not in kept):
            yield f'-- DropCheck\nALTER TABLE {_table(after)} DROP CONSTRAINT "{name}";\n'


def added(changes: Changes) -> Iterator[str]:
    """Yield the statements that add checks to existing tables of PostgreSQL."""
    for before, after in changes.kept_models:
        kept = _kept(before, after, changes)
        for name, condition in _conditions(after).items():
            if name not in kept:
                constraint = f'ADD CONSTRAINT "{name}" CHECK ({condition})'
                yield f"-- AddCheck\nALTER TABLE {_table(after)} {constraint};\n"


def in_tables(scripts: Sequence[str], after: Schema) -> list[str]:
    """Return scripts that create tables with their checks: each in the last one that creates it.

    SQLite adds a check to a table only by a rebuild, which Prisma's diff writes for other reasons
    too.
    """
    result = list(scripts)
    for model in after.models.values():
        constraints = "".join(
            f',\n    CONSTRAINT "{name}" CHECK ({condition})'
            for name, condition in _conditions(model).items()
        )
        created = re.compile(
            rf'(CREATE TABLE (?:"[^"]+"\.)?"(?:new_)?{re.escape(model.table)}" \(\n.*?)\n\);',
            re.DOTALL,
        )
        found = [at for at, script in enumerate(result) if created.search(script)]
        for at in found[-1:]:
            before, table, behind = created.split(result[at], maxsplit=1)
            result[at] = f"{before}{table}{constraints}\n);{behind}"
    return result


def rebuilt(changes: Changes) -> Schema:
    """Return the schema before a change, in which tables with other checks differ from it.

    Prisma's diff from it rebuilds them, as SQLite needs it: by a default of a column, which the
    rows do not have.
    """
    models = dict(changes.before.models)
    stored = dict(zip(changes.before.models, changes.stored.models.values(), strict=True))
    for before, after in changes.kept_models:
        if _as_stored(before, stored[before.name]) != _conditions(after):
            columns = changes.before.columns(before)
            kept = [it for it in columns if after.field_of(it.column)]
            values = [it for it in kept if it.column not in after.key]
            models[before.name] = _with_another_default(before, (values or kept)[0])
    return replace(changes.before, models=models)


def _as_stored(before: Model, stored: Model) -> Mapping[str, str]:
    """Return the checks that a table of SQLite has once its columns are renamed."""
    pairs = zip(stored.fields, before.fields, strict=True)
    names = {old.column: new.column for old, new in pairs}
    return {one.name: checks.renamed(one.where, names, {}) for one in checks_of(stored)}


def _with_another_default(model: Model, column: Field) -> Model:
    attributes = tuple(it for it in column.attributes if it.name != "default")
    if attributes == column.attributes:
        attributes = (*attributes, _ANY_DEFAULT)
    other = replace(column, attributes=attributes)
    return replace(model, fields=tuple(other if it == column else it for it in model.fields))


def _kept(before: Model, after: Model, changes: Changes) -> set[str]:
    """Return the names of checks that stay: PostgreSQL compares no enum with one made anew."""
    enums = {each.enum for each in changes.dropped_values}
    retyped = {it.column for it in after.fields if it.type in enums}
    old = _conditions(before)
    return {
        name
        for name, condition in _conditions(after).items()
        if old.get(name) == condition and retyped.isdisjoint(checks.columns(condition))
    }


def _conditions(model: Model) -> Mapping[str, str]:
    return {one.name: one.where for one in checks_of(model)}


def _table(model: Model) -> str:
    return f'"{model.schema}"."{model.table}"' if model.schema else f'"{model.table}"'
