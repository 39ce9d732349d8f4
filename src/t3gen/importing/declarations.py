"""A field of a Prisma schema as a line of a spec; what a spec cannot declare has a reason."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import NoReturn

from t3gen.model import MADE, wrong_values
from t3gen.psl import Enum, Field, Schema, split_list
from t3gen.spec import Place, Word
from t3gen.spec.vocabulary import names

_NAME = re.compile(names.FIELD)
_ENUM = re.compile(names.RESOURCE)
_COLUMN = re.compile(names.COLUMN)
_SCALARS = {
    "Int": "int",
    "BigInt": "bigint",
    "Float": "float",
    "Boolean": "boolean",
    "Json": "json",
    "Bytes": "bytes",
}
_TYPES = {*_SCALARS, "String", "Decimal", "DateTime"}
_PLAIN_DECIMAL = "65, 30"
"""The digits that Prisma chooses where no attribute names them."""
_BARE_JSON = re.compile(r"\{\}|\[\]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_KNOWN = frozenset({"default", "unique", "map", "updatedAt", "id"})
_TIMES = {"": "datetime", "Timestamp": "datetime", "Timestamptz": "datetime", "Date": "date"}
_USUAL_TIMES = (("", ()), ("Timestamp", (3,)), ("Timestamptz", (3,)), ("Date", ()))
"""The native types that follow from the type and the option `time_zone`."""
_SMALL = "min=-32768 max=32767"


class Unsupported(Exception):
    """A part of a model that a spec cannot declare; the message is the reason."""


def refuse(reason: str) -> NoReturn:
    """Raise the reason why a spec cannot declare something."""
    raise Unsupported(reason)


def check_name(name: str) -> None:
    """Check the name of a field.

    Raises:
        Unsupported: A spec cannot declare a field of this name.
    """
    if not _NAME.fullmatch(name):
        refuse(f"{name}: fields of a spec are named in camelCase, up to 40 letters and digits")


def column(name: str, usual: str) -> str:
    """Return the modifier for the name of a column; empty where it is the usual one."""
    if name == usual:
        return ""
    if not _COLUMN.fullmatch(name):
        refuse(f'a spec cannot name the column "{name}"')
    return f" column={name}"


def line(schema: Schema, field: Field, named: Collection[str] = (), *, longest: int | None) -> str:
    """Return the declaration of a field that is no relation, in the short form.

    Args:
        schema: The schema, for its provider and enums.
        field: The field.
        named: The enums that specs declare by their names.
        longest: The most characters of a text, for one that an index holds or that is an id.

    Raises:
        Unsupported: A spec cannot declare it.
    """
    _check(schema, field)
    type_ = field.type if field.type in named else _type(schema, field)
    parts = [f"{type_}{field.arity}"]
    if parts[0].startswith("text") and longest is not None and field.arity != "[]":
        parts.append(f"max={longest}")
    parts += _native(field)
    parts += ["updated"] if field.attribute("updatedAt") else []
    if field.attribute("unique") and not field.attribute("id"):
        parts.append("unique")
    default = [*_default(schema, field)]
    if default == ['= ""']:
        parts.append("min=0")
    parts += default
    return " ".join(parts)


def _check(schema: Schema, field: Field) -> None:
    """Check the name, the type and the attributes of a field."""
    check_name(field.name)
    if field.type not in _TYPES and field.type not in schema.enums:
        is_name = field.type.isidentifier()
        refuse(f"{field.name}: {'the schema has no ' if is_name else ''}{field.type}")
    for attribute in field.attributes:
        if attribute.name not in _KNOWN and not attribute.name.startswith("db."):
            refuse(f"{field.name}: @{attribute.name}")
        if attribute.values.keys() & {"map", "sort", "length", "ops"} and attribute.name != "map":
            refuse(f"{field.name}: the arguments of @{attribute.name}")
    enum = schema.enums.get(field.type)
    if enum is not None and any(value != stored for value, stored in enum.values.items()):
        refuse(f"{field.name}: values of the enum {enum.name} have other names in the database")
    if enum is not None and (not _ENUM.fullmatch(enum.name) or [*_wrong_values(enum)]):
        refuse(f"{field.name}: a spec cannot declare the enum {enum.name}")


def _wrong_values(enum: Enum) -> Iterator[tuple[Word, str, str, str]]:
    return wrong_values([Word(value, Place(1, 1)) for value in enum.values])


def _type(schema: Schema, field: Field) -> str:
    native, _ = field.native
    if field.type in schema.enums:
        return f"enum({', '.join(schema.enums[field.type].values)})"
    if field.type == "String":
        return _text(field)
    if field.type == "Decimal":
        return _decimal(schema, field)
    if field.type == "DateTime" and native in _TIMES:
        return _TIMES[native]
    if field.type in _SCALARS:
        return _SCALARS[field.type]
    return refuse(f"{field.name}: {field.type}{f' @db.{native}' if native else ''}")


def _decimal(schema: Schema, field: Field) -> str:
    native, sizes = field.native
    if not native and schema.provider == "postgresql":
        return f"decimal({_PLAIN_DECIMAL})"
    if len(sizes) == len(("precision", "scale")):
        return f"decimal({sizes[0]}, {sizes[1]})"
    return refuse(f"{field.name}: Decimal{f' @db.{native}' if native else ''}")


def is_usual_time(field: Field) -> bool:
    """Return whether the native type of a time is one that standard columns may have."""
    return field.native in _USUAL_TIMES


def _native(field: Field) -> list[str]:
    """Return the modifiers for a native type that does not follow from the type."""
    native, sizes = field.native
    if native == "SmallInt":
        return [_SMALL, "native=SmallInt"]
    if native == "Char":
        return [f"len={sizes[0]}", f"native=Char({sizes[0]})"]
    is_time = field.type == "DateTime" and not is_usual_time(field)
    if is_time or (field.type, native) == ("Json", "Json"):
        return [f"native={native}{f'({sizes[0]})' if sizes else ''}"]
    return []


def _text(field: Field) -> str:
    native, sizes = field.native
    if native == "Char" and sizes:
        return "string"
    if native == "VarChar" and sizes:
        return f"string({sizes[0]})"
    if native == "Uuid":
        return "uuid"
    if native not in ("", "Text"):
        refuse(f"{field.name}: @db.{native}")
    return "text"


def _default(schema: Schema, field: Field) -> Iterator[str]:
    attribute = field.attribute("default")
    if attribute is None:
        return
    value = attribute.values.get("0", attribute.values.get("value", ""))
    if value == "now()" and field.type == "DateTime":
        yield "= now"
    elif value in MADE and field.type == "String":
        yield f"= {value}"
    elif field.arity == "[]":
        yield f"= [{', '.join(_items(schema, field, value))}]"
    elif value.startswith('"'):
        yield f"= {_quoted(field, value)}"
    elif field.type in schema.enums or value in ("true", "false") or _NUMBER.fullmatch(value):
        yield f"= {value}"
    else:
        refuse(f"{field.name}: the default {value}")


def _quoted(field: Field, value: str) -> str:
    """Return a default that Prisma writes in quotes, as specs write it."""
    text = _text_of(field, value)
    if field.type == "Decimal" and _NUMBER.fullmatch(text):
        return text
    if field.type == "Json" and _BARE_JSON.fullmatch(text):
        return text
    if field.type in ("Json", "String"):
        return json.dumps(text, ensure_ascii=False)
    return refuse(f"{field.name}: the default {value}")


def _items(schema: Schema, field: Field, value: str) -> Iterator[str]:
    """Yield the values of a list, as specs write them."""
    for one in filter(None, split_list(value)):
        if field.type == "String" and one.startswith('"'):
            yield json.dumps(_text_of(field, one), ensure_ascii=False)
        elif field.type in schema.enums or one in ("true", "false") or _NUMBER.fullmatch(one):
            yield one
        else:
            refuse(f"{field.name}: the default {value}")


def _text_of(field: Field, value: str) -> str:
    try:
        return str(json.loads(value))
    except ValueError:
        return refuse(f"{field.name}: the default {value}")
