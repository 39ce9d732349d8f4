"""The writer of the short form: a type, and its settings behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from t3gen.spec.short_form import parser
from t3gen.spec.vocabulary import RULES
from t3gen.spec.yaml import quoted_if_needed

BARE_VALUE = re.compile(r"[^\s\"']\S*")
Setting = tuple[str, str | None]
"""A key and the text of its value; a flag has None."""


def short(type_: str, settings: Iterable[Setting]) -> str:
    """Return a field or relation in the short form, in the usual spacing."""
    return tidy(" ".join([type_, *(_setting(name, text) for name, text in settings)]))


def yaml_value(line: str, doc: str | None, *, flow: bool = False) -> str:
    """Return a line as a YAML value; one with a doc is a mapping.

    Args:
        line: The short form.
        doc: The doc, already as a YAML scalar.
        flow: Whether the value is inside of a mapping in brackets.
    """
    if doc is None:
        return quoted_if_needed(line, flow=flow)
    return f"{{type: {quoted_if_needed(line, flow=True)}, doc: {doc}}}"


def tidy(line: str) -> str:
    """Return a line in the usual spacing, `decimal(12, 2) = 0 min=0`; unchanged if invalid."""
    parsed = parser.parse(line)
    if parsed.issues:
        return line
    text = parsed.type.text
    if parsed.parenthesised:
        text += f"({', '.join(_arguments(parsed))})"
    text += "[]" if parsed.is_list else ""
    optional = [one for one in parsed.modifiers if one.name.text == parser.OPTIONAL]
    text += "?" * len(optional)
    return " ".join([text, *(_modifier(one) for one in parsed.modifiers if one not in optional)])


def _setting(name: str, text: str | None) -> str:
    if text is None:
        return "?" if name == parser.OPTIONAL else name
    value = text if name == "match" else _bare(name, text)
    return f"= {value}" if name == parser.DEFAULT else f"{name}={value}"


def _arguments(line: parser.Line) -> Iterator[str]:
    for at, argument in enumerate(line.arguments):
        previous = line.previous.get(at)
        yield f"{argument.text} was {previous.text}" if previous else argument.text


def _modifier(modifier: parser.Modifier) -> str:
    value = modifier.value
    if value is None:
        return modifier.name.text
    text = f"/{value.text}/{value.flags}" if value.kind == "expression" else value.text
    if value.kind == "quoted":
        is_rule = modifier.name.text in RULES
        text = _bare(modifier.name.text, text) if is_rule else json.dumps(text, ensure_ascii=False)
    if modifier.name.text == parser.DEFAULT:
        return f"= {text}"
    return f"{modifier.name.text}={text}"


def _bare(name: str, text: str) -> str:
    """Return the value of a modifier, without quotes where its line is read as well without."""
    pattern = parser.RULE if name in RULES else BARE_VALUE
    return text if pattern.fullmatch(text) else json.dumps(text, ensure_ascii=False)
