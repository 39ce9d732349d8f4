"""The events of a resource, as spec files hold them: `emit: [created, placed]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from t3gen.spec.forms import Name, named
from t3gen.spec.resource import EventSpec
from t3gen.spec.vocabulary import names
from t3gen.spec.yaml import Mapping, Node, Scalar, Sequence, Word

EXAMPLES = ["created", "placed"], {"placed": "place", "ended": ["cancel", "delete"]}

_Sources = Annotated[list[Name], Field(min_length=1)]
Events = (
    Annotated[list[Name], Field(min_length=1)]
    | Annotated[
        dict[str, Name | _Sources], Field(min_length=1, json_schema_extra=named(names.FIELD))
    ]
)


def read(node: Node | None) -> tuple[EventSpec, ...]:
    """Return the events below `emit`; what has another shape is left out: `shape` reports it."""
    if isinstance(node, Sequence):
        return tuple(EventSpec(word) for word in _words(node))
    entries = node if isinstance(node, Mapping) else ()
    pairs = ((name.word(), tuple(_words(below))) for name, below in entries)
    return tuple(EventSpec(name, sources) for name, sources in pairs if sources)


def _words(node: Node) -> Iterator[Word]:
    nodes = node.nodes if isinstance(node, Sequence) else (node,)
    return (one.word() for one in nodes if isinstance(one, Scalar) and not one.is_null)
