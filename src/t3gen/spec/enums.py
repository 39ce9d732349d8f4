"""Enums that a spec, or `_project.yaml`, declares by their own names, for fields to share."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from t3gen.spec.vocabulary import names
from t3gen.spec.yaml import Mapping, Node, Scalar, Sequence, Source, Word

_PREVIOUS = re.compile(names.PREVIOUS)


@dataclass(frozen=True)
class EnumSpec:
    """An enum as it is declared, in the file of `source`.

    Args:
        previous_values: The previous names of its values, by the values.
    """

    name: Word
    values: tuple[Word, ...]
    previous_values: MappingOf[str, Word]
    source: Source


def read(source: Source, node: Node | None) -> dict[str, EnumSpec]:
    """Return the enums below `enums`, by name; `shape` reports what has another form."""
    enums = {}
    for name, below in node if isinstance(node, Mapping) else ():
        nodes = below.nodes if isinstance(below, Sequence) else ()
        values = [_value(one) for one in nodes if isinstance(one, Scalar)]
        previous = {value.text: word for value, word in values if word}
        words = tuple(value for value, _ in values)
        enums[name.text] = EnumSpec(name.word(), words, previous, source)
    return enums


def _value(node: Scalar) -> tuple[Word, Word | None]:
    """Return a value, and the previous name behind `was`."""
    match = _PREVIOUS.fullmatch(node.text)
    if match is None:
        return node.word(), None
    return node.word(0, match[1]), node.word(match.start(2), match[2])


NO_ENUMS: MappingOf[str, EnumSpec] = {}
