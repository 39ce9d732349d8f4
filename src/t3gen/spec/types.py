"""The table of field types: what they take in parentheses, and which modifiers they know."""

from __future__ import annotations

from dataclasses import dataclass

RULED = frozenset({"read", "write"})
COMMON = RULED | {
    *("optional", "default", "unique", "index"),
    *("immutable", "readonly", "hidden", "was", "backfill"),
}
TEXTUAL = frozenset({"min", "max", "len", "match", "trim", "lower", "upper"})
RANGE = frozenset({"min", "max"})
WHOLE = COMMON - {"default", "unique", "index", "backfill"}
"""What goes with values that the database neither compares nor makes."""
LIST = frozenset({"items"})


@dataclass(frozen=True)
class FieldType:
    """What may be said about a field of a type.

    Args:
        arguments: How many numbers stand in parentheses, at least and at most; -1 is any names.
        modifiers: The modifiers that mean something for it.
        example: How it is written.
        named: Whether the argument is a name instead of a number.
        lists: Whether there may be a list of it.
    """

    example: str
    arguments: tuple[int, int] = (0, 0)
    modifiers: frozenset[str] = COMMON
    named: bool = False
    lists: bool = False

    def known(self, *, is_list: bool) -> frozenset[str]:
        """Return the modifiers of one value, or of a list of them."""
        if not is_list:
            return self.modifiers
        return (self.modifiers - {"optional", "unique", "index", "backfill"}) | LIST


TYPES = {
    "string": FieldType("string(32)", (0, 1), COMMON | TEXTUAL, lists=True),
    "text": FieldType("text", modifiers=(COMMON | TEXTUAL) - {"unique", "index"}, lists=True),
    "int": FieldType("int", modifiers=COMMON | RANGE, lists=True),
    "bigint": FieldType("bigint", modifiers=COMMON | RANGE),
    "float": FieldType("float", modifiers=COMMON | RANGE, lists=True),
    "decimal": FieldType("decimal(12, 2)", (1, 2), COMMON | RANGE),
    "boolean": FieldType("boolean", lists=True),
    "date": FieldType("date", modifiers=COMMON | RANGE),
    "datetime": FieldType("datetime", modifiers=COMMON | RANGE),
    "uuid": FieldType("uuid", lists=True),
    "email": FieldType("email", modifiers=COMMON | TEXTUAL, lists=True),
    "url": FieldType("url", modifiers=COMMON | TEXTUAL, lists=True),
    "slug": FieldType("slug", modifiers=COMMON | TEXTUAL, lists=True),
    "enum": FieldType("enum(draft, placed)", (-1, -1), lists=True),
    "json": FieldType("json(Address)", (0, 1), WHOLE, named=True),
    "bytes": FieldType("bytes", modifiers=WHOLE | RANGE),
    "file": FieldType(
        "file(image/png, image/jpeg)", (-1, -1), frozenset({"optional", "max"}), named=True
    ),
}

MODIFIERS = COMMON | TEXTUAL | LIST

WAYS = {
    "time": r"Write a time of day as a text: string(5) match=/^([01]\d|2[0-3]):[0-5]\d$/.",
    "interval": 'Write a duration as a number of a unit: "minutes: int min=0".',
    "duration": 'Write a duration as a number of a unit: "minutes: int min=0".',
}
"""What there is no type for, and how it is written."""
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
    "object": "json",
    "jsonb": "json",
    "binary": "bytes",
    "blob": "bytes",
    "image": "file(image/png, image/jpeg, image/webp)",
    "photo": "file(image/png, image/jpeg, image/webp)",
    "attachment": "file(application/pdf)",
    "upload": "file(application/pdf)",
}
"""Names of other languages for the same thing, for "did you mean"."""

RELATION_FLAGS = frozenset({"optional", "unique", "immutable", "many", "embed"})
RELATION_SETTINGS = frozenset({"inverse", "on_delete", "through", "was", "backfill"})
ON_DELETE = ("cascade", "restrict", "set_null", "no_action")
EXAMPLES = {
    "default": "= 0",
    "min": "min=1",
    "max": "max=100",
    "len": "len=2",
    "match": "match=/^[A-Z]+$/",
    "items": "items=20",
    "inverse": "inverse=children",
    "on_delete": "on_delete=cascade",
    "through": "through=OrderTag",
    "was": "was=orderNo",
    "backfill": "backfill=none",
    "read": "read=role(staff)",
    "write": "write=role(staff)",
}
VALUED = RULED | {"default", "min", "max", "len", "match", "items", "was", "backfill"}
