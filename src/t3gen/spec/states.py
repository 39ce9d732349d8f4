"""Transitions between the values of a field, as spec files hold them: `draft -> placed`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, create_model

from t3gen.errors import Problem
from t3gen.spec import access
from t3gen.spec.forms import Document, Name, named
from t3gen.spec.resource import RuleSpec, StatesSpec, TransitionSpec
from t3gen.spec.rules import Rule
from t3gen.spec.vocabulary import names
from t3gen.spec.yaml import Mapping, Node, Scalar, Sequence, Source, Word

ARROW = "->"
HINT = 'Write "draft -> placed", or "draft | placed -> cancelled".'
_STATE = re.compile(r"[^\s|>]+")
_VALUE = r"[^\s|>()-][^\s|>()]*"
PATTERN = rf"^\s*{_VALUE}(?:\s*\|\s*{_VALUE})*\s*->\s*{_VALUE}\s*$"
"""The short form of a transition."""

if TYPE_CHECKING:  # `from` is no name of an attribute

    class TransitionDocument(Document):
        """The long form of a transition."""

else:
    _FIELDS: dict[str, Any] = {
        "from": (
            Name | Annotated[list[Name], Field(min_length=1)],
            Field(description="The states from which it starts; or one.", examples=["draft"]),
        ),
        "to": (Name, Field(description="The state that it leads to.", examples=["placed"])),
        "access": (
            Rule | None,
            Field(
                default=None,
                description="Who may do it, and with which rows; as `update` by default.",
                examples=["role(admin)"],
            ),
        ),
    }
    TransitionDocument = create_model(
        "TransitionDocument",
        __base__=Document,
        __doc__="The long form of a transition.",
        __module__=__name__,
        **_FIELDS,
    )

Transition = Annotated[str, Field(json_schema_extra={"pattern": PATTERN})]
Transitions = Annotated[
    dict[str, Annotated[Transition | TransitionDocument, Field(union_mode="left_to_right")]],
    Field(min_length=1, json_schema_extra=named(names.FIELD)),
]
StatesOfFields = Annotated[dict[str, Transitions], Field(json_schema_extra=named(names.FIELD))]


def read(source: Source, node: Node | None) -> tuple[tuple[StatesSpec, ...], list[Problem]]:
    """Return the transitions below `states`, and the problems of their forms.

    What has another shape is left out: `shape` reports it.
    """
    found, problems = [], []
    for field, below in node if isinstance(node, Mapping) else ():
        transitions = []
        for name, value in below if isinstance(below, Mapping) else ():
            spec, wrong = _transition(source, name, value)
            problems += wrong
            if spec is not None:
                transitions.append(spec)
        found.append(StatesSpec(field.word(), tuple(transitions)))
    return tuple(found), problems


def _transition(
    source: Source, name: Scalar, node: Node
) -> tuple[TransitionSpec | None, list[Problem]]:
    if isinstance(node, Scalar):
        return _short(source, name, node)
    if not isinstance(node, Mapping):
        return None, []
    start, target, rule = node.get("from"), node.get("to"), node.get("access")
    sources = tuple(_words(start))
    if not sources or not isinstance(target, Scalar):
        return None, []
    declared, problems = _rule(source, rule)
    return TransitionSpec(name.word(), sources, target.word(), declared), problems


def _rule(source: Source, node: Node | None) -> tuple[RuleSpec | None, list[Problem]]:
    if not isinstance(node, Scalar) or node.is_null:
        return None, []
    return access.parse(source, node)


def _short(
    source: Source, name: Scalar, node: Scalar
) -> tuple[TransitionSpec | None, list[Problem]]:
    """Parse `draft | placed -> cancelled`."""
    if not re.fullmatch(PATTERN, node.text):
        what = f'"{node.text}" is not a transition'
        return None, [source.problem(node.place, "SPEC.STATE", what, HINT)]
    before, _, _ = node.text.partition(ARROW)
    behind = len(before) + len(ARROW)
    sources = tuple(node.word(one.start(), one[0]) for one in _STATE.finditer(before))
    target = next(_STATE.finditer(node.text, behind))
    return TransitionSpec(name.word(), sources, node.word(target.start(), target[0])), []


def _words(node: Node | None) -> Iterator[Word]:
    nodes = node.nodes if isinstance(node, Sequence) else (node,)
    return (one.word() for one in nodes if isinstance(one, Scalar) and not one.is_null)
