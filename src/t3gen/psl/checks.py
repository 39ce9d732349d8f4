"""The checks of a model: `// @@check(paid) "total" >= "paid"`, to Prisma a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from t3gen.psl.lines import Line

_LINE = re.compile(r"// @@check\((\w+)\) (.+)")
_WORD = re.compile(r"\"(?:[^\"]|\"\")+\"|'(?:[^']|'')*'")
"""A column, or a text, as conditions of checks write them."""


def declared(lines: Iterable[Line]) -> dict[str, str]:
    """Return the conditions in SQL of the checks in the lines of a model, by name."""
    texts = (each.text.strip() for each in lines if not each.code)
    return {match[1]: match[2] for match in map(_LINE.fullmatch, texts) if match}


def comment(name: str, condition: str) -> str:
    """Return the line of a check."""
    return f"// @@check({name}) {condition}"


def columns(condition: str) -> frozenset[str]:
    """Return the columns that a condition compares."""
    words = _WORD.findall(condition)
    return frozenset(word[1:-1] for word in words if word.startswith('"'))


def compared_values(condition: str, enums: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the values that columns are compared with.

    Args:
        condition: The condition.
        enums: The types of columns.

    Returns:
        Types and texts.
    """
    found, column = set(), ""
    for word in _WORD.findall(condition):
        if word.startswith('"'):
            column = word[1:-1]
        elif column in enums:
            found.add((enums[column], word[1:-1]))
    return found


def renamed(
    condition: str, names: Mapping[str, str], values: Mapping[str, Mapping[str, str]]
) -> str:
    """Return a condition with new names.

    Args:
        condition: The condition; what a column is compared with stands behind it.
        names: The new names of columns, by the old ones.
        values: The new values of enums, by column and old value.
    """
    column = ""

    def new(word: re.Match[str]) -> str:
        nonlocal column
        text = word[0][1:-1]
        if word[0].startswith('"'):
            column = text
            return f'"{names.get(text, text)}"'
        return f"'{values.get(column, {}).get(text, text)}'"

    return _WORD.sub(new, condition)
