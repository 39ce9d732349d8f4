"""The short forms as regular expressions, for editors: the grammar of `shorthand`, by type.

They are of JavaScript, which JSON Schema has. They know types, arguments and which modifiers go
with a type; whether values fit is for `t3gen` to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from t3gen.spec.vocabulary import (
    ON_DELETE,
    RELATION_KEYS,
    RULES,
    TYPES,
    FieldType,
    Key,
)

_ARGUMENT = r"[^\s(),]+(?:\s+was\s+[^\s(),]+)?"
# A word goes on to the next space, whatever is in it: without that, "=a=a=a" has too many readings.
_WORD = r"""[^\s"']\S*(?=\s|$)"""
_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*')"""
_VALUE = rf"(?:{_QUOTED}|{_WORD})"
_RULE = rf"""(?:{_QUOTED}|[^\s|&"'][^\s|&]*(?:\s*[|&]\s*[^\s|&]+)*(?=\s|$))"""
_EXPRESSION = r"\/(?:[^\/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[A-Za-z]*"
_NAME = r"[^\s()\[\]?=]+"


def field_pattern() -> str:
    """Return what the line of a field looks like."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name, kind in TYPES.items():
        rest = _arguments(kind)
        one = _modifiers(kind.keys(is_list=False))
        many = _modifiers(kind.keys(is_list=True))
        alike[f"{rest}(?:{one}|\\[\\]{many})" if kind.lists else f"{rest}{one}"].append(name)
    return _whole(f"(?:{'|'.join(names)}){rest}" for rest, names in alike.items())


def relation_pattern() -> str:
    """Return what the line of a relation looks like."""
    return _whole([rf"{_NAME}(?:\[\])?{_modifiers(RELATION_KEYS)}"])


def _whole(lines: Iterable[str]) -> str:
    return rf"^\s*(?:{'|'.join(lines)})\s*$"


def _arguments(kind: FieldType) -> str:
    least, most = kind.arguments
    if most == 0:
        return ""
    one = _ARGUMENT if least < 0 else _NAME if kind.named else r"\d+"
    more = "*" if most < 0 else f"{{{max(0, least - 1)},{most - 1}}}"
    rest = rf"(?:\s*,\s*{one}){more}" if most != 1 else ""
    listed = rf"\(\s*{one}{rest}\s*\)"
    return listed if least else f"(?:{listed})?"


def _modifiers(known: Iterable[Key]) -> str:
    """Return what may stand behind a type: each name behind a space, or right behind a `?`."""
    by_name = sorted(known, key=lambda key: key.name)
    names = [key.name for key in by_name]
    flags = [key.name for key in by_name if key.is_flag]
    by_value: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if name not in flags:
            by_value[_value(name)].append(name)
    words = [f"(?:{'|'.join(flags)})(?!=)"] if flags else []
    words += [f"(?:{'|'.join(some)})={value}" for value, some in by_value.items()]
    word = f"(?:{'|'.join(words)})"
    parts = [rf"\s+{word}"]
    if "optional" in names:
        parts = [rf"(?:\s+|\s*\?){word}", r"\s*\?"]
    if "default" in names:
        parts.append(rf"\s*=\s*{_VALUE}")
    return f"(?:{'|'.join(parts)})*"


def _value(name: str) -> str:
    if name == "match":
        return _EXPRESSION
    if name == "on_delete":
        return f"(?:{'|'.join(map(re.escape, ON_DELETE))})"
    return _RULE if name in RULES else _VALUE
