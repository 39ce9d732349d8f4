"""Regular expressions and quoted texts within a line: where they end, and what they say."""

from __future__ import annotations

import json


def end_of_expression(text: str, start: int) -> int | None:
    """Return the place behind the closing slash of the regular expression that opens at `start`."""
    if not text.startswith("/", start):
        return None
    in_class = False
    at = start + 1
    while at < len(text):
        mark = text[at]
        if mark == "\\":
            at += 1
        elif mark == "/" and not in_class:
            return at + 1 if at > start + 1 else None
        elif mark in "[]":
            in_class = mark == "["
        at += 1
    return None


def unquoted(literal: str) -> str | None:
    """Return the text between quotes, or None when it cannot be read."""
    if literal.startswith("'"):
        return literal[1:-1]
    try:
        return str(json.loads(literal))
    except ValueError:
        return None
