"""Enums that a spec, or `_project.yaml`, declares by their own names, for fields to share."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from t3gen.spec.yaml import Mapping, Node, Scalar, Sequence, Source, Word


@dataclass(frozen=True)
class EnumSpec:
    """An enum as it is declared, in the file of `source`."""

    name: Word
    values: tuple[Word, ...]
    source: Source


def read(source: Source, node: Node | None) -> dict[str, EnumSpec]:
    """Return the enums below `enums`, by name; `shape` reports what has another form."""
    enums = {}
    for name, values in node if isinstance(node, Mapping) else ():
        nodes = values.nodes if isinstance(values, Sequence) else ()
        words = tuple(one.word() for one in nodes if isinstance(one, Scalar))
        enums[name.text] = EnumSpec(name.word(), words, source)
    return enums


NO_ENUMS: MappingOf[str, EnumSpec] = {}
