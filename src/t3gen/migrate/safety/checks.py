"""The rows that violate a check, before the change that adds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from t3gen.migrate.diff import Changes, checks
from t3gen.migrate.safety.backfills import BackfilledColumn
from t3gen.migrate.safety.risks import Risk
from t3gen.model import ASSUMPTION
from t3gen.psl import Model, check_columns, compared_values, renamed_check

_NULL = "NULL"
_WORDS = re.compile(r" (?:OR|AND|IS) ")
_COLUMN = re.compile(r"'(?:[^']|'')*'|\"((?:[^\"]|\"\")+)\"")


def risks(
    changes: Changes, backfilled: Mapping[tuple[str, str], BackfilledColumn]
) -> Iterator[Risk]:
    """Yield the risk of each check that an existing table gets.

    Args:
        changes: The change.
        backfilled: The columns in which existing rows get a value, by model and field.
    """
    for model, name, condition in checks.changed(changes):
        values = {
            column: _before(model, column, changes, backfilled)
            for column in check_columns(condition)
        }
        if _NULL in values.values() and not _WORDS.search(condition):
            continue
        stored = renamed_check(condition, {}, _stored_values(model, changes))
        violated = _COLUMN.sub(partial(_replaced, values), stored)
        query = f'SELECT count(*) FROM "{changes.stored_table(model.table)}" WHERE NOT ({violated})'
        place = f"{model.name}.{name}"
        what = "a new check fails on rows that violate it"
        yield Risk(place, what, f"this counts them: {query}", ASSUMPTION, (place,))


def added_values(changes: Changes) -> Iterator[Risk]:
    """Yield checks that fail: PostgreSQL uses no enum value in the transaction that adds it."""
    stored = {
        (it.enum, changes.after.enums[it.enum].values[it.value]): it.value for it in changes.values
    }
    for model in changes.after.models.values():
        for name, condition in model.checks.items():
            enums = {it.column: it.type for it in model.fields}
            for value in compared_values(condition, enums) & stored.keys():
                what = f"{stored[value]} cannot be in a check of the migration that adds it"
                hint = "generate with the new value first, and add the check after that"
                yield Risk(f"{model.name}.{name}", what, hint)


def _replaced(values: Mapping[str, str], word: re.Match[str]) -> str:
    return values.get(word[1], word[0])


def _before(
    model: Model,
    column: str,
    changes: Changes,
    backfilled: Mapping[tuple[str, str], BackfilledColumn],
) -> str:
    """Return what existing rows have in a column after the change, in SQL before it."""
    field = model.field_of(column)
    if field is None or not changes.is_new(model.name, column):
        return f'"{changes.stored_column(model.table, column)}"'
    filled = backfilled.get((model.name, field.name))
    source = model.field(filled.source) if filled else None
    if source is not None:
        return f'"{changes.stored_column(model.table, source.column)}"'
    return _literal((filled.default if filled else None) or field.default)


def _literal(default: str | None) -> str:
    if default is None:
        return _NULL
    if default == "now()":
        return "CURRENT_TIMESTAMP"
    if re.fullmatch(r"-?\d+(?:\.\d+)?|true|false", default):
        return default
    text = default.strip('"').replace("'", "''")
    return f"'{text}'"


def _stored_values(model: Model, changes: Changes) -> Mapping[str, Mapping[str, str]]:
    """Return the previous values of renamed ones, by column."""
    stored = dict(zip(changes.before.enums, changes.stored.enums.values(), strict=True))
    values = {}
    for field in model.fields:
        enum, old = changes.before.enums.get(field.type), stored.get(field.type)
        if enum and old:
            values[field.column] = dict(zip(enum.values.values(), old.values.values(), strict=True))
    return values
