"""The table of field types. The reader, the JSON Schema, bounds, prompts and docs follow from it.

What a type becomes in Prisma, zod, examples and factories is in the template, in
`template/macros/types.jinja`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from t3gen.spec.vocabulary.keys import (
    COMPARED,
    DEFAULTED,
    FIELD_KEYS,
    RANGE,
    STORED,
    TEXT,
    TIMED,
    UPLOADED,
    VALUE,
    FieldKey,
)

PLAIN = frozenset({VALUE, STORED, COMPARED})
ENUM = "enum"
JSON = "json"
FILE = "file"
LONGEST_INDEXED = 650
"""Characters in an index: PostgreSQL has 2,704 bytes, and a character takes up to four."""
MANY = -1
"""No upper limit of arguments."""


@dataclass(frozen=True)
class Length:
    """Bounds of the length of a value, in characters, or in bytes for `bytes`.

    Args:
        default: The greatest length where the spec declares none.
        limit: The greatest length that a spec may declare.
        in_column: Whether a column of PostgreSQL has the length.
    """

    default: int
    limit: int
    in_column: bool = True


@dataclass(frozen=True)
class Form:
    """The form of the texts of a type: a pattern that a default has to match, and an example."""

    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True)
class Prompt:
    """A question for the arguments of a type, with an answer and the pattern of all answers."""

    question: str
    default: str
    answers: re.Pattern[str]


@dataclass(frozen=True)
class FieldType:
    """A type of fields.

    Args:
        example: The type in the short form.
        column: The column, for the docs.
        wire: The value in bodies and answers, for the docs.
        family: The types that a database may store alike: text, whole, time or json.
        groups: The groups of keys that apply to the type.
        arguments: The least and greatest number of arguments in parentheses.
        named: Whether the arguments are names; else they are whole numbers.
        lists: Whether `[]` makes a list of it.
        ordered: Whether databases compare its values.
        length: Bounds of its length, where it has one.
        form: The form of its texts, where not any text is a value.
        prompt: The question for its arguments.
        aliases: Names of the type in other languages, for hints.
    """

    example: str
    column: str
    wire: str
    family: str = ""
    groups: frozenset[str] = PLAIN
    arguments: tuple[int, int] = (0, 0)
    named: bool = False
    lists: bool = False
    ordered: bool = True
    length: Length | None = None
    form: Form | None = None
    prompt: Prompt | None = None
    aliases: tuple[str, ...] = ()

    def keys(self, *, is_list: bool = False) -> tuple[FieldKey, ...]:
        """Return the keys that apply to a field of the type, or to a list of its values."""
        return tuple(
            key
            for key in FIELD_KEYS
            if (key.of_lists and is_list and not key.groups)
            or (key.groups & self.groups and (key.of_lists or not is_list))
        )

    def modifiers(self, *, is_list: bool = False) -> frozenset[str]:
        """Return the names of these keys."""
        return frozenset(key.name for key in self.keys(is_list=is_list))


TYPES = {
    "string": FieldType(
        "string(32)",
        "String, `VarChar(n)`",
        "text of 1 to n characters (255)",
        family="text",
        groups=PLAIN | {TEXT},
        arguments=(0, 1),
        lists=True,
        length=Length(255, 10_000),
        prompt=Prompt("Longest length:", "255", re.compile(r"\d+")),
        aliases=("str", "varchar", "char"),
    ),
    "text": FieldType(
        "text",
        "String",
        "text of 1 to `max` characters (10,000)",
        family="text",
        groups=PLAIN | {TEXT},
        lists=True,
        length=Length(10_000, 1_000_000, in_column=False),
    ),
    "int": FieldType(
        "int",
        "Int",
        "a whole number of 32 bits",
        family="whole",
        groups=PLAIN | {RANGE},
        lists=True,
        aliases=("integer", "number"),
    ),
    "bigint": FieldType(
        "bigint",
        "BigInt",
        "a whole number of 64 bits, as text",
        family="whole",
        groups=PLAIN | {RANGE},
        aliases=("long",),
    ),
    "float": FieldType(
        "float",
        "Float",
        "a number",
        groups=PLAIN | {RANGE},
        lists=True,
        aliases=("double", "real"),
    ),
    "decimal": FieldType(
        "decimal(12, 2)",
        "Decimal(p, s); scaled on SQLite",
        "an exact number, as text",
        family="whole",
        groups=PLAIN | {RANGE},
        arguments=(1, 2),
        prompt=Prompt(
            "Digits, and how many of them after the point:", "12, 2", re.compile(r"\d+, *\d+")
        ),
        aliases=("money", "numeric"),
    ),
    "boolean": FieldType("boolean", "Boolean", "true or false", lists=True, aliases=("bool",)),
    "date": FieldType("date", "Date", "`2026-01-31`", family="time", groups=PLAIN | {RANGE}),
    "datetime": FieldType(
        "datetime",
        "Timestamptz(3)",
        "`2026-01-31T08:00:00.000Z`",
        family="time",
        groups=PLAIN | {RANGE, TIMED},
        aliases=("timestamp",),
    ),
    "uuid": FieldType("uuid", "Uuid", "a UUID", lists=True, aliases=("guid",)),
    "email": FieldType(
        "email",
        "String",
        "an address of up to 254 characters",
        family="text",
        groups=PLAIN | {TEXT},
        lists=True,
        length=Length(254, 254),
        form=Form(re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "a@b.org"),
    ),
    "url": FieldType(
        "url",
        "String",
        "an http(s) address of up to 2,048 characters",
        family="text",
        groups=PLAIN | {TEXT},
        lists=True,
        length=Length(2048, 10_000),
        form=Form(re.compile(r"https?://[^\s/]+\S*"), "https://b.org"),
        aliases=("uri", "link"),
    ),
    "slug": FieldType(
        "slug",
        "String",
        "`summer-sale`, up to 80 characters",
        family="text",
        groups=PLAIN | {TEXT},
        lists=True,
        length=Length(80, 255),
        form=Form(re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"), "summer-sale"),
    ),
    ENUM: FieldType(
        "enum(draft, placed)",
        "an enum",
        "one of the values",
        arguments=(MANY, MANY),
        lists=True,
        prompt=Prompt(
            "Values, with commas between:", "", re.compile(r"[A-Za-z]\w*( *, *[A-Za-z]\w*)*")
        ),
    ),
    JSON: FieldType(
        "json(Address)",
        "Json",
        "any JSON, or what the type says",
        family="json",
        groups=frozenset({VALUE, DEFAULTED}),
        arguments=(0, 1),
        named=True,
        ordered=False,
        aliases=("object", "jsonb"),
    ),
    "bytes": FieldType(
        "bytes",
        "Bytes",
        "base64, up to `max` bytes (65,536)",
        groups=frozenset({VALUE, RANGE}),
        ordered=False,
        length=Length(65_536, 700_000),  # base64 of more is longer than a body may be
        aliases=("binary", "blob"),
    ),
    FILE: FieldType(
        "file(image/png, image/jpeg)",
        "Json",
        "`{name, type, size, url}`; null until it is uploaded with `PUT`",
        family="json",
        groups=frozenset({UPLOADED}),
        arguments=(MANY, MANY),
        named=True,
        ordered=False,
        prompt=Prompt(
            "Types, with commas between:", "image/png, image/jpeg", re.compile(r"[\w/+., -]+")
        ),
    ),
}

ALIASES = {alias: name for name, kind in TYPES.items() for alias in kind.aliases} | {
    "image": "file(image/png, image/jpeg, image/webp)",
    "photo": "file(image/png, image/jpeg, image/webp)",
    "attachment": "file(application/pdf)",
    "upload": "file(application/pdf)",
}
"""The types, by their names in other languages, for "did you mean"."""
WITHOUT_TYPE = {
    "time": r"Write a time of day as a text: string(5) match=/^([01]\d|2[0-3]):[0-5]\d$/.",
    "interval": 'Write a duration as a number of a unit: "minutes: int min=0".',
    "duration": 'Write a duration as a number of a unit: "minutes: int min=0".',
}
"""Hints for values that have no type of their own."""


def of_family(family: str) -> tuple[str, ...]:
    """Return the names of the types of a family."""
    return tuple(name for name, kind in TYPES.items() if kind.family == family)


TEXTS = of_family("text")
UNORDERED = tuple(name for name, kind in TYPES.items() if not kind.ordered)
