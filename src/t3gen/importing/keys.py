"""The key of several columns of a Prisma model, as a spec declares it."""

from __future__ import annotations

from collections.abc import Mapping

from t3gen.importing.declarations import refuse
from t3gen.psl import Attribute, Model, Schema, split_list

_TYPES = ("String", "Int", "BigInt")
_PLAIN = frozenset({"0", "fields", "name", "map"})
"""Arguments that a spec can do without: only the client knows `name`, and `map` is compared."""


def attribute(model: Model) -> Attribute | None:
    """Return the attribute of a key of several columns; None for a model that has one id."""
    return next((one for one in model.attributes if one.name == "id"), None)


def columns(model: Model) -> tuple[str, ...]:
    """Return the fields of a key of several columns; empty for a model that has one id."""
    key = attribute(model)
    return key.names("fields", "0") if key else ()


def parts(schema: Schema, model: Model, key: Attribute, relations: Mapping[str, str]) -> list[str]:
    """Return what the key is made of: fields, and the relations of foreign keys.

    Args:
        schema: The schema.
        model: The model.
        key: The attribute of the key.
        relations: The relations by their foreign keys.

    Raises:
        Unsupported: A spec cannot declare the key.
    """
    written = split_list(key.values.get("fields") or key.values.get("0", ""))
    if key.values.keys() - _PLAIN or any("(" in one for one in written):
        refuse("@@id with arguments")
    for name in columns(model):
        field = model.field(name)
        if field is None or (field.type not in _TYPES and field.type not in schema.enums):
            refuse(f"@@id: {name} is {field.type if field else 'no field'}")
        if field.attribute("default"):
            refuse(f"@@id: {name} has a default")
    return [relations.get(name, name) for name in columns(model)]
