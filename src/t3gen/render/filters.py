"""The filters that a template may use beside Jinja's own; each answers as copier's does."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import yaml


def to_json(value: Any, *args: Any, **options: Any) -> str:
    """Write a value as JSON on one line."""
    return json.dumps(value, *args, **options)


def to_nice_json(value: Any, indent: int = 4, sort_keys: bool = True, **options: Any) -> str:
    """Write a value as indented JSON."""
    return json.dumps(value, indent=indent, sort_keys=sort_keys, separators=(",", ": "), **options)


def to_nice_yaml(value: Any, indent: int = 4, **options: Any) -> str:
    """Write a value as YAML blocks."""
    return str(
        yaml.dump(value, indent=indent, allow_unicode=True, default_flow_style=False, **options)
    )


def regex_replace(
    value: Any = "", pattern: str = "", replacement: str = "", ignorecase: bool = False
) -> str:
    """Replace every match of a Python regular expression."""
    return re.sub(pattern, replacement, str(value), flags=re.IGNORECASE if ignorecase else 0)


def regex_search(value: str, pattern: str, *, ignorecase: bool = False) -> str | None:
    """Return the first match of a Python regular expression."""
    found = re.search(pattern, value, re.IGNORECASE if ignorecase else 0)
    return found.group() if found else None


def regex_findall(
    value: str, pattern: str, multiline: bool = False, ignorecase: bool = False
) -> list[Any]:
    """Return every match of a Python regular expression."""
    flags = (re.MULTILINE if multiline else 0) | (re.IGNORECASE if ignorecase else 0)
    return re.findall(pattern, value, flags)


def ternary(value: Any, when_true: Any, when_false: Any, when_none: Any = None) -> Any:
    """Choose by the truth of a value."""
    if value is None and when_none is not None:
        return when_none
    return when_true if bool(value) else when_false


def pathjoin(*parts: str) -> str:
    """Join path parts with slashes."""
    return str(PurePosixPath(*parts))


FILTERS: dict[str, Callable[..., Any]] = {
    "from_json": json.loads,
    "quote": shlex.quote,
    "regex_escape": re.escape,
    "regex_findall": regex_findall,
    "regex_replace": regex_replace,
    "regex_search": regex_search,
    "ternary": ternary,
    "to_json": to_json,
    "to_nice_json": to_nice_json,
    "to_nice_yaml": to_nice_yaml,
}
