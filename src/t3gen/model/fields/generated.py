"""Defaults that Prisma makes for each row: `= cuid()`, as ids have them."""

from __future__ import annotations

from t3gen.model.fields.bounds import Bounds
from t3gen.spec import FieldSpec

LENGTHS = {
    "cuid()": 25,
    "cuid(2)": 24,
    "uuid()": 36,
    "uuid(4)": 36,
    "uuid(7)": 36,
    "nanoid()": 21,
    "ulid()": 26,
}
"""The functions, with the length of what they make."""
_TEXTS = ("string", "text")


def function(line: FieldSpec) -> str:
    """Return the function that makes the default of a field; empty where it is a value."""
    written = line.default
    if written is None or written.kind == "quoted" or line.is_list:
        return ""
    is_uuid = line.type.text == "uuid" and written.text.startswith("uuid")
    is_known = written.text in LENGTHS and (is_uuid or line.type.text in _TEXTS)
    return written.text if is_known else ""


def is_outside(made: str, limits: Bounds) -> bool:
    """Return whether what a function makes is too short or too long for a text."""
    size = LENGTHS[made]
    least, most = limits.min, limits.max
    is_long = isinstance(most, int) and size > most
    return is_long or (isinstance(least, int) and size < least)
