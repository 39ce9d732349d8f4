"""Whether the values of one type fit another."""

from __future__ import annotations

from t3gen.migrate.schema import Field


def widens(before: Field, after: Field) -> bool:
    """Tell whether every value of a column fits the type that it gets."""
    if (before.type, after.type) == ("Int", "BigInt"):
        return not before.native[0] and not after.native[0]
    return before.type == after.type and _native_widens(before.native, after.native)


def shortens(before: Field, after: Field) -> bool:
    """Tell whether every value fits once it has been cut or rounded, and how is known."""
    if before.type != after.type or before.arity == "[]":
        return False
    (old, had), (new, has) = before.native, after.native
    if old == new == "Decimal" and len(had) == len(has) == 2:  # noqa: PLR2004 - precision, scale
        return has[0] - has[1] >= had[0] - had[1]
    return new == "VarChar" and bool(has) and old in ("VarChar", "Text", "")


def _native_widens(before: tuple[str, tuple[int, ...]], after: tuple[str, tuple[int, ...]]) -> bool:
    if before == after:
        return True
    (old, had), (new, has) = before, after
    if old == "VarChar" and new == "VarChar" and had and has:
        return has[0] >= had[0]
    if old == new == "Decimal" and len(had) == len(has) == 2:  # noqa: PLR2004 - precision, scale
        return has[1] >= had[1] and has[0] - has[1] >= had[0] - had[1]
    return old in ("VarChar", "Text", "") and new in ("Text", "")
