"""The tables of the keys of a field and of a relation: each is a modifier of the short form too.

The reader, the documents of the long form, the JSON Schema, the writer, prompts and docs follow
from them. What a key of a field means is in `t3gen.model.fields`; a `carried` one goes into the
record as it is, where the template finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

VALUE = "value"
STORED = "stored"
DEFAULTED = "defaulted"
TIMED = "timed"
COMPARED = "compared"
TEXT = "text"
RANGE = "range"
UPLOADED = "uploaded"
"""The groups of keys; a type names those that apply to it."""

FLAG = "flag"
NAME = "name"
COLUMN = "column"
FIELD_NAME = "field name"
MODEL_NAME = "model name"
RULE = "rule"
TEXT_VALUE = "string"
LENGTH = "length"
COUNT = "count"
BOUND = "bound"
ANY = "any"
ACTION = "action"
"""The kinds of values. A flag has none: it is true where it is written."""

ON_DELETE = ("cascade", "restrict", "set_null", "no_action")


@dataclass(frozen=True)
class Key:
    """A key of a field or of a relation.

    Args:
        name: The key of the long form, and the modifier of the short one.
        kind: The kind of its value.
        meaning: The description, in the JSON Schema and in the docs.
        effect: The code that it produces, for the docs.
        example: The modifier as it is written; the name of a flag.
        values: Examples of the value in the long form.
    """

    name: str
    kind: str
    meaning: str
    effect: str
    example: str = ""
    values: tuple[Any, ...] = ()

    @property
    def is_flag(self) -> bool:
        """Return whether it has no value."""
        return self.kind == FLAG

    @property
    def usage(self) -> str:
        """Its example, or its name."""
        return self.example or self.name


@dataclass(frozen=True)
class FieldKey(Key):
    """A key of a field.

    Args:
        groups: The groups that it belongs to; a key without one applies to lists only.
        of_lists: Whether it applies to lists.
        in_json: Whether it applies to the fields of a JSON type.
        carried: Whether the record has it under the same name, as it is written.
    """

    groups: frozenset[str] = frozenset({VALUE})
    of_lists: bool = True
    in_json: bool = True
    carried: bool = False


FIELD_KEYS = (
    FieldKey(
        "optional",
        FLAG,
        "The value may be null: `?`.",
        "`?` in Prisma; null or nothing in bodies, null in answers",
        example="?",
        values=(True,),
        groups=frozenset({VALUE, UPLOADED}),
        of_lists=False,
    ),
    FieldKey(
        "default",
        ANY,
        "The value when a body has none: `= value`.",
        "`@default` in Prisma; may be left out of bodies",
        example="= 0",
        values=(0, "draft", "now"),
        groups=frozenset({STORED, DEFAULTED}),
        in_json=False,
    ),
    FieldKey(
        "unique",
        FLAG,
        "No two rows have the same value.",
        "`@unique`; 409 when it is taken",
        groups=frozenset({COMPARED}),
        of_lists=False,
        in_json=False,
        carried=True,
    ),
    FieldKey(
        "index",
        FLAG,
        "An index on its column.",
        "`@@index`",
        groups=frozenset({COMPARED}),
        of_lists=False,
        in_json=False,
    ),
    FieldKey(
        "immutable",
        FLAG,
        "Set on create, never updated.",
        "part of the body of `POST`, not of `PATCH`",
        in_json=False,
    ),
    FieldKey(
        "readonly",
        FLAG,
        "Part of responses, never of request bodies.",
        "in no body",
        in_json=False,
    ),
    FieldKey(
        "updated",
        FLAG,
        "The time of the last update, like `updatedAt`.",
        "`@updatedAt`; in no body",
        groups=frozenset({TIMED}),
        of_lists=False,
        in_json=False,
        carried=True,
    ),
    FieldKey(
        "hidden", FLAG, "Never part of a response.", "in no response", in_json=False, carried=True
    ),
    FieldKey(
        "read",
        RULE,
        "Who may read it, of those who may read the row.",
        "left out for all others; [closed](../how-to/fields.md)",
        example="read=role(staff)",
        values=("role(staff)", "role(staff) | role(admin)"),
        in_json=False,
    ),
    FieldKey(
        "write",
        RULE,
        "Who may set it, of those who may create or update the row.",
        "403 with a pointer for the others",
        example="write=role(staff)",
        values=("role(staff)", "signed_in & (role(staff) | role(admin))"),
        in_json=False,
    ),
    FieldKey(
        "min",
        BOUND,
        "The least value, or length of a text.",
        "a check of the body; `minimum` or `minLength` in OpenAPI",
        example="min=1",
        values=(0, "0.01"),
        groups=frozenset({TEXT, RANGE}),
    ),
    FieldKey(
        "max",
        BOUND,
        "The greatest value, or length of a text.",
        "a check of the body; `maximum` or `maxLength` in OpenAPI",
        example="max=100",
        values=(100, "2026-12-31"),
        groups=frozenset({TEXT, RANGE, UPLOADED}),
    ),
    FieldKey(
        "len",
        LENGTH,
        "The exact length of a text.",
        "a check of the body",
        example="len=2",
        values=(2,),
        groups=frozenset({TEXT}),
    ),
    FieldKey(
        "match",
        NAME,
        "A JavaScript regular expression.",
        "a check of the body; `pattern` in OpenAPI",
        example="match=/^[A-Z]+$/",
        values=("/^[A-Z]+$/", "/^SO-\\d+$/i"),
        groups=frozenset({TEXT}),
    ),
    FieldKey(
        "trim",
        FLAG,
        "Removes whitespace at both ends.",
        "the body is changed before it is checked",
        groups=frozenset({TEXT}),
        carried=True,
    ),
    FieldKey(
        "lower",
        FLAG,
        "Converts to lower case.",
        "the body is changed before it is checked",
        groups=frozenset({TEXT}),
        carried=True,
    ),
    FieldKey(
        "upper",
        FLAG,
        "Converts to upper case.",
        "the body is changed before it is checked",
        groups=frozenset({TEXT}),
        carried=True,
    ),
    FieldKey(
        "items",
        COUNT,
        "The greatest number of values in a list.",
        "a check of the body; `maxItems` in OpenAPI",
        example="items=20",
        values=(20,),
        groups=frozenset(),
    ),
    FieldKey(
        "column",
        COLUMN,
        "The name of its column, where that is not the name of the field.",
        "`@map` in Prisma; a change renames the column",
        example="column=order_no",
        values=("order_no",),
        groups=frozenset({VALUE, UPLOADED}),
        in_json=False,
    ),
    FieldKey(
        "native",
        NAME,
        "The native type of PostgreSQL, where the column has another one.",
        "`@db.Timestamp(6)` and the like in Prisma",
        example="native=Timestamp(6)",
        values=("Timestamp(6)", "Json", "SmallInt", "Char(2)"),
        of_lists=False,
        in_json=False,
        carried=True,
    ),
    FieldKey(
        "was",
        NAME,
        "The previous name: a rename keeps the data.",
        "the next migration renames the column; no effect after that",
        example="was=orderNo",
        values=("orderNo",),
        in_json=False,
    ),
    FieldKey(
        "backfill",
        ANY,
        "The value of existing rows, once: a value, or `$field` to copy another field.",
        "the next migration updates existing rows; no effect after that",
        example="backfill=none",
        values=("none", 0, "$title"),
        groups=frozenset({STORED}),
        of_lists=False,
        in_json=False,
    ),
)

RELATION_KEYS = (
    Key("optional", FLAG, "There may be none: `?`.", "a key that may be null", "Customer?"),
    Key(
        "unique",
        FLAG,
        "One to one: no two rows have the same.",
        "`@unique` on the key; the inverse is one row",
    ),
    Key(
        "immutable",
        FLAG,
        "Set on create, never updated.",
        "a key that is not part of the body of `PATCH`",
    ),
    Key(
        "no_index",
        FLAG,
        "No index on the foreign key. Deletes of the other row then read the whole table.",
        "no `@@index` on the key, unless a list filters by it",
    ),
    Key(
        "many",
        FLAG,
        "Many to many.",
        "a table of pairs; `tagIds` in bodies and answers",
        "Tag[] many",
    ),
    Key(
        "embed",
        FLAG,
        "A nested create: the body of `POST` may contain the related rows.",
        "a list in the body of `POST`; all rows are created, or none",
        "OrderItem[] embed",
    ),
    Key(
        "through",
        MODEL_NAME,
        "The resource that links the two, when the link has fields: it has the keys, "
        "and its endpoints make and change the links; here their ids are read.",
        "`tagIds` in answers, read through the rows of that resource",
        "through=OrderTag",
        ("OrderTag",),
    ),
    Key(
        "inverse",
        FIELD_NAME,
        "The name of the inverse relation.",
        "the relation line of the other model",
        "inverse=children",
        ("children",),
    ),
    Key(
        "key",
        FIELD_NAME,
        "The name of the foreign key, where that is not the name of the relation with `Id`; `id` "
        "for one to one by the same id.",
        "the key in Prisma, in bodies and in answers",
        "key=buyerRef",
        ("buyerRef",),
    ),
    Key(
        "on_delete",
        ACTION,
        "The referential action: what happens to this row when the other is deleted.",
        "`onDelete`; what restricts is answered with 409",
        "on_delete=cascade",
    ),
    Key(
        "column",
        COLUMN,
        "The name of the key's column, where that is not the name of the key.",
        "`@map` of the key; a change renames the column",
        "column=buyer_id",
        ("buyer_id",),
    ),
    Key(
        "was",
        NAME,
        "The previous name: a rename keeps the data.",
        "the next migration renames the key; no effect after that",
        "was=orderNo",
        ("buyer",),
    ),
    Key(
        "backfill",
        TEXT_VALUE,
        "The id of existing rows, once; or `$relation` to copy another relation.",
        "the next migration updates existing rows; no effect after that",
        "backfill=none",
        ("0190b8e0-0000-7000-8000-000000000001",),
    ),
)

MODIFIERS = {key.name: key for key in FIELD_KEYS}
RELATION_MODIFIERS = {key.name: key for key in RELATION_KEYS}
RULES = frozenset(key.name for key in FIELD_KEYS if key.kind == RULE)
VALUES = tuple(key.name for key in FIELD_KEYS if key.kind == ANY)
"""Keys for which true and false are values."""
VALUED = frozenset(key.name for key in FIELD_KEYS if not key.is_flag)
RELATION_SETTINGS = frozenset(key.name for key in RELATION_KEYS if not key.is_flag)
