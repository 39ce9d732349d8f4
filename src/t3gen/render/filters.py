"""The filters of copier that templates may use, besides those of Jinja."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import yaml


def to_json(value: Any, *args: Any, **options: Any) -> str:
    """Write a value as JSON on one line."""
    return json.dumps(value, *args, **options)


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
    match = re.search(pattern, value, re.IGNORECASE if ignorecase else 0)
    return match.group() if match else None


FILTERS: dict[str, Callable[..., Any]] = {
    "regex_replace": regex_replace,
    "regex_search": regex_search,
    "to_json": to_json,
    "to_nice_yaml": to_nice_yaml,
}
