"""Compare the types of two columns: whether values of one fit the other."""

from __future__ import annotations

from typing import NamedTuple

from t3gen.psl.schema import Field

_Native = tuple[str, tuple[int, ...]]
_USUAL = (
    ("Text", ()),
    ("Timestamp", (3,)),
    ("Boolean", ()),
    ("Integer", ()),
    ("BigInt", ()),
    ("DoublePrecision", ()),
    ("JsonB", ()),
    ("ByteA", ()),
    ("Decimal", (65, 30)),
)
"""The types that Prisma chooses on PostgreSQL where no attribute names one."""


class _Decimal(NamedTuple):
    """The numbers of digits of a decimal before its point (whole) and after it (scale)."""

    whole: int
    scale: int


def declared_native(field: Field) -> _Native:
    """Return the native type of a column, or ("", ()) for the one that Prisma would choose."""
    return ("", ()) if field.native in _USUAL else field.native


def widens(before: Field, after: Field) -> bool:
    """Return whether every value of a column fits its new type as it is."""
    if (before.type, after.type) == ("Int", "BigInt"):
        return not before.native[0] and not after.native[0]
    is_same_type = before.type == after.type
    return is_same_type and _native_widens(declared_native(before), declared_native(after))


def narrows(before: Field, after: Field) -> bool:
    """Return whether every value of a column fits its new type once it is truncated or rounded."""
    if before.type != after.type or before.arity == "[]":
        return False
    decimals = _decimals(before.native, after.native)
    if decimals:
        had, has = decimals
        return has.whole >= had.whole
    (old, _), (new, limit) = before.native, after.native
    return new == "VarChar" and bool(limit) and old in ("VarChar", "Text", "")


def _native_widens(before: _Native, after: _Native) -> bool:
    if before == after:
        return True
    if decimals := _decimals(before, after):
        had, has = decimals
        return has.scale >= had.scale and has.whole >= had.whole
    (old, length), (new, limit) = before, after
    if old == new == "VarChar" and length and limit:
        return limit >= length
    return old in ("VarChar", "Text", "") and new in ("Text", "")


def _decimals(before: _Native, after: _Native) -> tuple[_Decimal, _Decimal] | None:
    """Return both types as decimals, or None unless both are decimals with a precision."""
    match before, after:
        case ("Decimal", (had, had_scale)), ("Decimal", (has, has_scale)):
            return _Decimal(had - had_scale, had_scale), _Decimal(has - has_scale, has_scale)
    return None
