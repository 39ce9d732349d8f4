"""The condition of a partial unique key, `where: { active: true }`, as specs write it."""

from __future__ import annotations

from collections.abc import Mapping

from t3gen.importing.declarations import refuse
from t3gen.psl import Attribute, Model, Schema, comparisons, operand

_UNSUPPORTED = "@@unique with where"
_PLAIN_TEXT = (("", ()), ("Text", ()))
_ARGUMENTS = {"0", "fields", "name", "where"}


def is_partial(attribute: Attribute) -> bool:
    """Return whether an attribute declares a unique key of some rows, and nothing unusual."""
    names = attribute.values.keys()
    return attribute.name == "unique" and "where" in names and names <= _ARGUMENTS


def declared(schema: Schema, model: Model, attribute: Attribute, keys: Mapping[str, str]) -> str:
    """Return the condition of a unique key.

    Args:
        schema: The schema.
        model: Its model.
        attribute: The unique key.
        keys: The relations of foreign keys.

    Raises:
        Unsupported: A spec cannot declare the condition.
    """
    compared = comparisons(attribute.values["where"])
    if not compared or "deletedAt" in compared:
        refuse(_UNSUPPORTED)
    parts = (_part(schema, model, name, text, keys) for name, text in compared.items())
    return " & ".join(parts)


def _part(schema: Schema, model: Model, name: str, compared: str, keys: Mapping[str, str]) -> str:
    field = model.field(name)
    value, is_negated = operand(compared)
    if field is None:
        return refuse(_UNSUPPORTED)
    shown = keys.get(name, name)
    if value == "null":
        return f"{shown} is {'not ' if is_negated else ''}null"
    if field.type == "Boolean":
        return shown if (value == "true") != is_negated else f"{shown} = false"
    operator = "!=" if is_negated else "="
    if field.type in schema.enums:
        return f"{shown} {operator} {value.strip(chr(34))}"
    is_number = field.type == "Int" and not value.startswith("-")
    is_text = field.type == "String" and field.native in _PLAIN_TEXT and "\\" not in value
    is_supported = name not in keys and (is_number or is_text)
    return f"{shown} {operator} {value}" if is_supported else refuse(_UNSUPPORTED)
