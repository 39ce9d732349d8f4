"""The short forms as regular expressions, for editors: the grammar of `shorthand`, by type.

They are of JavaScript, which JSON Schema has. They know types, arguments and which modifiers go
with a type; whether values fit is for `t3gen` to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from t3gen.spec.short_form import prisma_spelling
from t3gen.spec.short_form.declarations import NO_NAMES
from t3gen.spec.vocabulary import (
    ON_DELETE,
    RELATION_KEYS,
    TYPES,
    FieldType,
    Key,
    keys,
    names,
)

_ARGUMENT = r"[^\s(),]+(?:\s+was\s+[^\s(),]+)?"
# A word goes on to the next space, whatever is in it: without that, "=a=a=a" has too many readings.
_WORD = r"""[^\s"']\S*(?=\s|$)"""
_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*')"""
_LIST = r"""\[(?:"(?:[^"\\]|\\.)*"|[^\[\]"'])*\](?=\s|$)"""
_VALUE = rf"(?:{_QUOTED}|{_LIST}|{_WORD})"
_EXPRESSION = r"\/(?:[^\/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[A-Za-z]*"
_NAME = r"[^\s()\[\]?=]+"
_FORMS = {keys.COLUMN: names.COLUMN, keys.FIELD_NAME: names.FIELD, keys.MODEL_NAME: names.MODEL}
_DEEPEST = 2
"""The parentheses within parentheses that are checked; deeper ones are for `t3gen` to judge."""


def field_pattern() -> str:
    """Return what the line of a field looks like."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name, kind in TYPES.items():
        rest = _arguments(kind)
        one = _modifiers(kind.keys(is_list=False))
        many = _modifiers(kind.keys(is_list=True))
        alike[f"{rest}(?:{one}|\\[\\]{many})" if kind.lists else f"{rest}{one}"].append(name)
    enum = TYPES["enum"]
    one, many = _modifiers(enum.keys(is_list=False)), _modifiers(enum.keys(is_list=True))
    named = rf"(?!(?:{'|'.join(prisma_spelling.TYPES)})(?![A-Za-z0-9_])){names.RESOURCE}"
    types = [f"(?:{'|'.join(some)}){rest}" for rest, some in alike.items()]
    return _whole([*types, rf"{named}(?:{one}|\\[\\]{many})"])


def relation_pattern() -> str:
    """Return what the line of a relation looks like."""
    others = "|".join([*TYPES, *prisma_spelling.TYPES, *NO_NAMES])
    target = rf"(?!(?:{others})(?![A-Za-z0-9_])){names.MODEL}"
    return _whole([rf"{target}(?:\[\])?{_modifiers(RELATION_KEYS)}"])


def rule_pattern() -> str:
    """Return what a rule below `access` looks like."""
    value, name = rf"(?:{_QUOTED}|-?[\w.:+-]+)", names.FIELD
    conditions = [
        rf"(?:org\s*\.\s*)?role\s*\(\s*{names.ROLE}\s*\)",
        rf"member\s*\(\s*{name}\s*\)",
        rf"can\s*\(\s*(?:list|get|update|delete)\s*,\s*{name}\s*\)",
        rf"{name}\s*\.\s*owner",
        rf"{name}\s*(?:!=|[<>]=?|=)\s*{value}",
        rf"{name}\s+(?:not\s+)?in\s*\(\s*{value}(?:\s*,\s*{value})*\s*\)",
        rf"{name}\s+is\s+(?:not\s+)?null",
        "signed_in",
        rf"(?!(?:not|can|role)\b){name}",
    ]
    return _whole([_rule(conditions, r"\s*", r"\)|$")])


def index_pattern() -> str:
    """Return what a column of an index looks like."""
    return rf"^{names.FIELD}(?: (?:{'|'.join(names.ORDERS)}))?$"


def _rule(kinds: list[str], space: str, end: str, depth: int = _DEEPEST) -> str:
    """Return what a rule looks like: behind each part stands an operator, or an end."""
    inner = _rule(kinds, space, end, depth - 1) if depth else r"[^\n]*"
    negation = rf"(?:not{space})?" if space else ""
    part = rf"(?:{'|'.join(kinds)}|{negation}\({space}{inner}\))"
    return rf"(?:{part}(?:\s*[|&]\s*(?=[A-Za-z(])|{space}(?={end})))+"


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
    listed = [key.name for key in by_name]
    flags = [key.name for key in by_name if key.is_flag]
    by_value: defaultdict[str, list[str]] = defaultdict(list)
    for key in by_name:
        if not key.is_flag:
            by_value[_value(key)].append(key.name)
    words = [f"(?:{'|'.join(flags)})(?!=)"] if flags else []
    words += [f"(?:{'|'.join(some)})={value}" for value, some in by_value.items()]
    word = f"(?:{'|'.join(words)})"
    parts = [rf"\s+{word}"]
    if "optional" in listed:
        parts = [rf"(?:\s+|\s*\?){word}", r"\s*\?"]
    if "default" in listed:
        parts.append(rf"\s*=\s*{_VALUE}")
    return f"(?:{'|'.join(parts)})*"


def _value(key: Key) -> str:
    if key.name == "match":
        return _EXPRESSION
    if key.kind == keys.ACTION:
        return f"(?:{'|'.join(map(re.escape, ON_DELETE))})"
    if key.kind == keys.RULE:
        # Without spaces but around operators: they end a value that is not in quotes.
        rule = _rule(["signed_in", rf"(?:org\.)?role\({names.ROLE}\)"], "", r"\)|\s|$")
        return f"(?:{_QUOTED}|{rule})"
    if key.kind in _FORMS:
        return f"(?:{_QUOTED}|{_FORMS[key.kind]}(?=\\s|$))"
    return _VALUE
