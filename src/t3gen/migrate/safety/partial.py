"""The rows of a partial unique constraint, before the change that adds it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from t3gen.migrate.diff import Changes
from t3gen.psl import Model, Schema, comparison_sql, comparisons, operand


def can_hold(
    model: Model,
    where: Mapping[str, str],
    changes: Changes,
    backfilled: Container[tuple[str, str]],
) -> bool:
    """Return whether rows that exist may satisfy a condition: new columns have their default.

    Args:
        model: The model after the change.
        where: What is compared, by column.
        changes: The change.
        backfilled: The fields in which existing rows get a value, as (model, field).
    """
    return all(
        _can_equal(model, column, compared, backfilled)
        for column, compared in where.items()
        if changes.is_new(model.name, column)
    )


def among(model: Model, where: Mapping[str, str], changes: Changes) -> str:
    """Return a condition as the end of a query about the rows before the change."""
    conditions = [
        comparison_sql(f'"{changes.stored_column(model.table, column)}"', compared)
        for column, compared in where.items()
        if not changes.is_new(model.name, column)
    ]
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def without_dropped_values(schema: Schema, changes: Changes) -> Schema:
    """Return a schema without the partial indexes of enums with dropped values.

    PostgreSQL creates such a type again, and cannot compare their conditions with the new one.

    Args:
        schema: The schema before the change, after renames.
        changes: The change.
    """
    enums = {value.enum for value in changes.dropped_values}
    if schema.provider == "sqlite" or not enums:
        return schema
    models = {name: _without(model, enums) for name, model in schema.models.items()}
    return replace(schema, models=models)


def _without(model: Model, enums: Container[str]) -> Model:
    fields = {field.name for field in model.fields if field.type in enums}
    kept = [
        each
        for each in model.attributes
        if fields.isdisjoint(comparisons(each.values.get("where", "")))
    ]
    return replace(model, attributes=tuple(kept))


def _can_equal(
    model: Model, column: str, compared: str, backfilled: Container[tuple[str, str]]
) -> bool:
    field = model.field_of(column)
    if field is None or (model.name, field.name) in backfilled or "(" in (field.default or ""):
        return True
    value, is_negated = operand(compared)
    if field.default is None or value == "null":
        return (field.default is None) == (value == "null" and not is_negated)
    return (field.default.strip('"') == value.strip('"')) != is_negated
