"""A parser for `.env` files, compatible with Node's `process.loadEnvFile`."""

from __future__ import annotations

import re
from pathlib import Path

_LINE = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?(?P<name>[\w.-]+)[ \t]*=[ \t]*
    (?: "(?P<double>(?:\\.|[^"\\])*)" | '(?P<single>[^']*)' | `(?P<back>[^`]*)`
    | (?P<bare>[^\#\n]*) )""",
    re.MULTILINE | re.VERBOSE,
)


def read_env(file: Path) -> dict[str, str]:
    """Return the variables of a file; none if it does not exist."""
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8-sig")
    return {match["name"]: _value(match) for match in _LINE.finditer(text)}


def _value(match: re.Match[str]) -> str:
    if match["double"] is not None:
        return match["double"].replace("\\n", "\n")
    for quoted in (match["single"], match["back"]):
        if quoted is not None:
            return quoted
    return match["bare"].strip()
