"""Comparison of a model with the one that follows from its spec, as the database sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from t3gen.psl import Field, Model, Schema, constraints, declared_native, split_list


def difference(source: Schema, model: Model, rendered: Schema, written: Mapping[str, Model]) -> str:
    """Return the first difference between a model and its generated twin; empty without one.

    Args:
        source: The imported schema.
        model: The model there.
        rendered: The generated schema, with a model of the same name.
        written: The models of the imported schema as they are written, by name.
    """
    twin = rendered.models[model.name]
    models = source.models.keys() | rendered.models.keys()
    before = dict(_columns(source, model, models, source.models))
    after = dict(_columns(rendered, twin, models, {**written, **rendered.models}))
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in before or name not in after:
            return f"the column {name}"
        for what, value in before[name].items():
            if after[name][what] != value:
                return f"{name}: {what} {_shown(value)}, not {_shown(after[name][what])}"
    old, new = _constraints(source, model), _constraints(rendered, twin)
    missing = [one for one in old if one not in new]
    added = [one for one in new if one not in old]
    for kind, name, columns in [*missing, *added]:
        return f"the {_KINDS[kind]} {name or ', '.join(columns)}"
    return "" if model.table == twin.table else f"the table {model.table}"


_NUMBERS = ("Int", "BigInt", "Decimal")
_KINDS = {"pkey": "primary key", "key": "unique key", "idx": "index", "fkey": "foreign key"}


def _columns(
    schema: Schema, model: Model, models: Collection[str], targets: Mapping[str, Model]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for field in model.fields:
        if field.type in models:
            relation = field.attribute("relation")
            if relation is not None and "fields" in relation.values:
                what = _relation(field, targets[field.type])
                yield f"relation {field.name}", {"the relation": what}
            continue
        yield (
            field.column,
            {
                "the type": _type(schema, field),
                "the default": _default(field),
                "the field": field.name,
            },
        )


def _relation(field: Field, target: Model) -> tuple[Any, ...]:
    relation = field.attribute("relation")
    assert relation is not None
    usual = "SetNull" if field.arity else "Restrict"
    action = relation.values.get("onDelete") or usual
    return (
        field.type,
        field.arity,
        relation.names("fields"),
        target.columns(relation.names("references")),
        action,
        relation.values.get("onUpdate") or "Cascade",
    )


def _type(schema: Schema, field: Field) -> tuple[Any, ...]:
    enum = schema.enums.get(field.type)
    if enum is None:
        return field.type, field.arity, declared_native(field)
    return ("enum", enum.name, enum.type_name, *enum.values.values()), field.arity, ("", ())


def _default(field: Field) -> str | None:
    if field.attribute("updatedAt"):
        return f"@updatedAt {field.default or ''}".strip()
    value = field.default
    if value and field.arity == "[]":
        return ", ".join(split_list(value))
    if value and field.type == "Float":
        return str(float(value.strip('"')))
    return value.strip('"') if value and field.type in _NUMBERS else value


def _constraints(schema: Schema, model: Model) -> list[tuple[str, str, tuple[str, ...]]]:
    is_named = schema.provider == "postgresql"
    return [
        (
            one.kind,
            one.name if is_named else "",
            (*one.columns, *([f"where {one.where}"] if one.where else []), *one.type.split()),
        )
        for one in constraints(schema, model)
    ]


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(filter(None, map(_shown, value)))
    return "none" if value is None else str(value)
