"""The condition of a partial index: `where: { active: true, status: { not: "closed" } }`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VALUE = r'"(?:[^"\\]|\\.)*"|[^,{}\s]+'
_NOT = re.compile(rf"\{{\s*not\s*:\s*({_VALUE})\s*\}}", re.DOTALL)
_ENTRY = re.compile(rf"(\w+)\s*:\s*(\{{\s*not\s*:\s*(?:{_VALUE})\s*\}}|{_VALUE})", re.DOTALL)


def comparisons(where: str) -> dict[str, str]:
    """Return what is compared with each field; nothing for a condition in SQL, `raw(...)`."""
    text = where.strip()
    return dict(_ENTRY.findall(text[1:-1])) if text.startswith("{") else {}


def operand(compared: str) -> tuple[str, bool]:
    """Return what a field is compared with, and whether it must be another value."""
    negated = _NOT.fullmatch(compared)
    return (negated[1], True) if negated else (compared, False)


def renamed(where: str, fields: Mapping[str, str], values: Mapping[str, Mapping[str, str]]) -> str:
    """Return a condition with new names.

    Args:
        where: The condition.
        fields: The new names of fields, by the old ones.
        values: The new names of the values of enums, by field and old name.
    """
    entries = []
    for field, compared in comparisons(where).items():
        value, is_negated = operand(compared)
        new = values.get(field, {}).get(value.strip('"'))
        shown = f'"{new}"' if new else value
        shown = f"{{ not: {shown} }}" if is_negated else shown
        entries.append(f"{fields.get(field, field)}: {shown}")
    return f"{{ {', '.join(entries)} }}" if entries else where


def comparison_sql(column: str, compared: str) -> str:
    """Return a comparison in SQL, as Prisma writes it.

    Args:
        column: The column, quoted.
        compared: What it is compared with.
    """
    value, is_negated = operand(compared)
    if value == "null":
        return f"{column} IS {'NOT ' if is_negated else ''}NULL"
    if value.startswith('"'):
        text = re.sub(r"\\(.)", r"\1", value[1:-1]).replace("'", "''")
        value = f"'{text}'"
    return f"{column} {'!=' if is_negated else '='} {value}"
