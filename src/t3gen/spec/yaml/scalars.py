"""Scalars by YAML 1.2's core schema: what a plain one means, and when a text needs quotes."""

from __future__ import annotations

import re
from typing import Any

from t3gen.spec.yaml.nodes import Scalar

WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
NULLS = tuple(word for word, value in WORDS.items() if value is None)
INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
LONGEST_NUMBER = 1_000
"""Python reads no number of thousands of digits; it is too large for anything here."""
PLAIN = re.compile(r"[A-Za-z0-9_(/.+][^\x00-\x1f\x7f]*")
UNSAFE = re.compile(r": |:$| #|\s$")
UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}]")


def value(node: Scalar) -> Any:
    """Return the value of a scalar: a text, number, boolean or None."""
    if not node.plain:
        return node.text
    lower = node.text.lower()
    if lower in WORDS:
        return WORDS[lower]
    if INTEGER.fullmatch(node.text) and len(node.text) <= LONGEST_NUMBER:
        return int(node.text)
    return float(node.text) if FLOAT.fullmatch(node.text) else node.text


def quoted_if_needed(text: str, *, flow: bool = False) -> str:
    """Return a text as a YAML scalar, in quotes only where it needs them.

    Args:
        text: The text.
        flow: Whether it is inside of a list or mapping in brackets.
    """
    plain = (
        PLAIN.fullmatch(text)
        and not UNSAFE.search(text)
        and not (flow and UNSAFE_IN_FLOW.search(text))
        and text.lower() not in WORDS
        and not INTEGER.fullmatch(text)
        and not FLOAT.fullmatch(text)
    )
    if plain:
        return text
    if text.isprintable() and "'" in text and not set(text) & {'"', "\\"}:
        return f'"{text}"'
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
