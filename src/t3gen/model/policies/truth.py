"""Evaluation of access rules: what a rule opens of one row to one actor, as emitted rules do."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import Any

from t3gen.model.record import Owner, Rule

Path = tuple[str, ...]
Value = bool | int | float | str | None

OWNER = "owner"
NOW = "2500-01-01T00:00:00.000Z"
"""Stands for the present: between the past and the future of test data."""
CONDITIONS = ("compare", "relation_owner", "member", "can")
COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ALONG = ("relation_owner", "member", "can")


class Opening(IntEnum):
    """What a rule opens: no row, others than this one, this row, or all rows."""

    CLOSED = 0
    HIDDEN = 1
    SHOWN = 2
    ALL = 3

    @property
    def is_open(self) -> bool:
        """Whether the row is open."""
        return self >= Opening.SHOWN


@dataclass(frozen=True)
class Actor:
    """Who calls.

    Args:
        role: The role; None for an unauthenticated client.
        standing: Of what they are the owner or a member: `("owner",)` of the row,
            `("project", "owner")`, `("project", "members")`.
    """

    role: str | None
    standing: frozenset[Path] = frozenset()


@dataclass(frozen=True)
class Rules:
    """The rules of all resources, by name and operation, and their owners."""

    policies: Mapping[str, Mapping[str, Rule]]
    owners: Mapping[str, Owner] = field(default_factory=dict)

    def owner_path(self, resource: str, path: Path) -> Path:
        """Return the path of the owner of a resource at a path."""
        owner = self.owners.get(resource)
        return (*path, *(owner.through if owner else ()), OWNER)


@dataclass(frozen=True)
class Row:
    """A row, and what its relations lead to.

    Args:
        resource: Its resource.
        values: The values of fields, by path and name; unknown ones satisfy no comparison.
        path: The relations that lead to it.
    """

    resource: str
    values: Mapping[Path, Value]
    path: Path = ()


def opening(rule: Rule, actor: Actor, row: Row, rules: Rules) -> Opening:
    """Return what a rule opens to an actor, seen from a row."""
    if rule.kind in COMBINE:
        return COMBINE[rule.kind](opening(one, actor, row, rules) for one in rule.rules)
    if rule.kind in CONDITIONS or rule.kind == "owner":
        return _of_row(rule, actor, row, rules)
    if rule.kind == "public":
        return Opening.ALL
    is_admitted = actor.role is not None and rule.role in ("", actor.role)
    return Opening.ALL if is_admitted else Opening.CLOSED


def _of_row(rule: Rule, actor: Actor, row: Row, rules: Rules) -> Opening:
    """Return what a rule opens that depends on the row."""
    if rule.kind == "compare":
        value = row.values.get((*row.path, rule.field))
        return Opening.SHOWN if holds(rule, value) else Opening.HIDDEN
    if rule.kind == "can":
        target = Row(rule.target, row.values, (*row.path, *rule.through))
        followed = rules.policies[rule.target][rule.operation]
        return min(opening(followed, actor, target, rules), Opening.SHOWN)
    if actor.role is None:
        return Opening.CLOSED
    stands = path_of(rule, row, rules) in actor.standing
    return Opening.SHOWN if stands else Opening.HIDDEN


def _opposite(inner: Iterable[Opening]) -> Opening:
    # As in SQL, where NOT is of the rows: of none it is all, of all it is none.
    return Opening(Opening.ALL - min(inner))


COMBINE: Mapping[str, Callable[[Iterable[Opening]], Opening]] = {
    "any": max,
    "all": min,
    "not": _opposite,
}


def path_of(rule: Rule, row: Row, rules: Rules) -> Path:
    """Return the standing that a rule of an owner or of members asks for."""
    if rule.kind == "owner":
        return rules.owner_path(row.resource, row.path)
    if rule.kind == "relation_owner":
        return (*row.path, *rule.through, OWNER)
    return (*row.path, *rule.through)


def holds(rule: Rule, value: Value) -> bool:
    """Return whether a value satisfies a comparison; null satisfies none but `is null`."""
    if rule.operator.startswith("is "):
        return (value is None) == (rule.operator == "is null")
    if value is None:
        return False
    if isinstance(value, bool):
        return value == rule.values[0]
    key = comparable(rule.type, value)
    operands = [comparable(rule.type, one) for one in rule.values]
    if rule.operator in ("in", "not in"):
        return (key in operands) == (rule.operator == "in")
    first = operands[0]
    return bool(COMPARE[rule.operator](key, first))


def comparable(kind: str, value: bool | int | float | str) -> Decimal | str:
    """Return a value as it is ordered: numbers by their size, times by their text."""
    if kind in ("int", "bigint", "float", "decimal"):
        return Decimal(str(value))
    return NOW if value == "now" else str(value)


def atoms(rule: Rule) -> list[Rule]:
    """Return the rules within a rule that are no combinations."""
    if rule.kind in ("any", "all", "not"):
        return [atom for inner in rule.rules for atom in atoms(inner)]
    return [rule]


def is_conditional(rule: Rule) -> bool:
    """Return whether a rule has conditions, or negates something."""
    negates = rule.kind == "not" or any(map(is_conditional, rule.rules))
    return negates or rule.kind in CONDITIONS
