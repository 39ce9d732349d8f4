"""The table of field types: what they take in parentheses, and which modifiers they know."""

from __future__ import annotations

from dataclasses import dataclass

COMMON = frozenset({"optional", "default", "unique", "index", "immutable", "readonly", "hidden"})
TEXTUAL = frozenset({"min", "max", "len", "match", "trim", "lower", "upper"})
RANGE = frozenset({"min", "max"})


@dataclass(frozen=True)
class FieldType:
    """What may be said about a field of a type.

    Args:
        arguments: How many numbers stand in parentheses, at least and at most; -1 is any names.
        modifiers: The modifiers that mean something for it.
        example: How it is written.
    """

    example: str
    arguments: tuple[int, int] = (0, 0)
    modifiers: frozenset[str] = COMMON


TYPES = {
    "string": FieldType("string(32)", (0, 1), COMMON | TEXTUAL),
    "text": FieldType("text", modifiers=(COMMON | TEXTUAL) - {"unique", "index"}),
    "int": FieldType("int", modifiers=COMMON | RANGE),
    "bigint": FieldType("bigint", modifiers=COMMON | RANGE),
    "float": FieldType("float", modifiers=COMMON | RANGE),
    "decimal": FieldType("decimal(12, 2)", (1, 2), COMMON | RANGE),
    "boolean": FieldType("boolean"),
    "date": FieldType("date", modifiers=COMMON | RANGE),
    "datetime": FieldType("datetime", modifiers=COMMON | RANGE),
    "uuid": FieldType("uuid"),
    "email": FieldType("email", modifiers=COMMON | TEXTUAL),
    "url": FieldType("url", modifiers=COMMON | TEXTUAL),
    "slug": FieldType("slug", modifiers=COMMON | TEXTUAL),
    "enum": FieldType("enum(draft, placed)", (-1, -1)),
}

MODIFIERS = COMMON | TEXTUAL

LATER_TYPES = frozenset({"json", "bytes", "file", "image"})
LATER_MODIFIERS = frozenset({"was", "through", "search", "message", "backfill"})

ALIASES = {
    "str": "string",
    "varchar": "string",
    "char": "string",
    "integer": "int",
    "number": "int",
    "long": "bigint",
    "double": "float",
    "real": "float",
    "money": "decimal",
    "numeric": "decimal",
    "bool": "boolean",
    "timestamp": "datetime",
    "time": "datetime",
    "guid": "uuid",
    "uri": "url",
    "link": "url",
}
"""Names of other languages for the same thing, for "did you mean"."""

RELATION_FLAGS = frozenset({"optional", "unique", "immutable", "many"})
RELATION_SETTINGS = frozenset({"inverse", "on_delete"})
ON_DELETE = ("cascade", "restrict", "set_null", "no_action")
EXAMPLES = {
    "default": "= 0",
    "min": "min=1",
    "max": "max=100",
    "len": "len=2",
    "match": "match=/^[A-Z]+$/",
    "inverse": "inverse=children",
    "on_delete": "on_delete=cascade",
}
VALUED = frozenset({"default", "min", "max", "len", "match"})
