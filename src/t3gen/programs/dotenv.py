"""Reading `.env` as Node's `process.loadEnvFile` does."""

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
    """Read the variables of a file; without the file there are none."""
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8-sig")
    return {found["name"]: _value(found) for found in _LINE.finditer(text)}


def _value(found: re.Match[str]) -> str:
    if found["double"] is not None:
        return found["double"].replace("\\n", "\n")
    for quoted in (found["single"], found["back"]):
        if quoted is not None:
            return quoted
    return found["bare"].strip()
