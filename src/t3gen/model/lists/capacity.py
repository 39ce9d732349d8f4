"""Capacities: how many rows of a resource the factories of tests and seed can insert at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from t3gen.model.record import MOST_ROWS, Dependent, Field, Resource, Unique

_LETTERS = 36
"""What a factory counts with in a text."""


def measured(resources: Collection[Resource]) -> list[Resource]:
    """Return the resources with their capacities, in the insert order.

    Factories insert a target of its own for each row with a required relation, so that there are
    no more rows than targets.
    """
    capacities: dict[str, int] = {}
    measured = []
    for one in sorted(resources, key=lambda one: one.rank):
        resource = replace(one, uniques=tuple(_uniques(one)))
        targets = [one.target.name for one in resource.fields if _is_needed(one) and one.target]
        above = [capacities.get(name, MOST_ROWS) for name in targets]
        capacities[resource.name] = min([_own(resource), *above])
        capacity = capacities[resource.name]
        dependents = _dependents(resource, resources) if capacity < MOST_ROWS else ()
        measured.append(replace(resource, capacity=capacity, dependents=dependents))
    return measured


def _dependents(resource: Resource, resources: Iterable[Resource]) -> tuple[Dependent, ...]:
    """Return what refers to a resource, directly or not, in the order of deletion."""
    paths: dict[str, list[tuple[str, ...]]] = {resource.name: [()]}
    dependents = []
    for other in sorted(resources, key=lambda one: (one.rank, one.slug)):
        for relation in other.relations:
            if other.rank <= resource.rank or relation.self or relation.on_delete == "SetNull":
                continue
            for path in paths.get(relation.target.name, []):
                paths.setdefault(other.name, []).append((relation.name, *path))
                dependents.append(Dependent(other.var, (relation.name, *path)))
    return tuple(reversed(dependents))


def _uniques(resource: Resource) -> Iterator[Unique]:
    """Yield the unique keys; of some rows, with what tests avoid where a user can have few."""
    conditions = resource.conditions.fixed if resource.conditions else ()
    fixed = {one.field: one for one in conditions}
    for unique in resource.uniques:
        avoided = unique.outside[:1]
        few = _combinations(resource, unique.fields) < MOST_ROWS
        if few and all(fixed.setdefault(one.field, one) == one for one in avoided):
            yield replace(unique, avoided=avoided)
        else:
            yield unique


def _own(resource: Resource) -> int:
    """Return how many rows one user can have, by what has to be unique among them."""
    single = [(one.name,) for one in resource.fields if one.unique]
    groups = (*single, *(one.fields for one in resource.uniques if not one.avoided))
    return min([MOST_ROWS, *(_combinations(resource, group) for group in groups)])


def _combinations(resource: Resource, group: Sequence[str]) -> int:
    """Return how many values a factory gives a group of fields that are unique together."""
    lines = {one.name: one for one in resource.fields}
    of_caller = {one.key for one in (resource.owner, resource.tenant) if one and not one.through}
    sizes = [1]
    for name in group:
        line = lines.get(name)
        if name not in of_caller and (line is None or not _is_constant(line)):
            sizes.append(MOST_ROWS if line is None or _is_null(line) else _values(line))
    # Small ones are counted through side by side: of two booleans, two combinations are reached.
    return max(sizes)


def _is_needed(line: Field) -> bool:
    return line.points and line.required and not line.external


def _is_constant(line: Field) -> bool:
    """Return whether bodies of tests leave it at its default."""
    return line.default is not None and (not line.in_create or line.write is not None)


def _is_null(line: Field) -> bool:
    """Return whether bodies of tests leave it out: nulls are never in each other's way."""
    return not line.required and (line.type == "reference" or not line.in_create)


def _values(line: Field) -> int:
    if line.type == "boolean":
        return 2
    if line.type == "enum":
        return len(line.choices)
    if line.match is None and line.type == "string":
        longest = line.max if line.length is None else line.length
        return min(MOST_ROWS, _LETTERS ** int(longest)) if longest is not None else MOST_ROWS
    if line.min is None or line.max is None or line.type == "datetime":
        return MOST_ROWS
    return min(MOST_ROWS, _range(line))


def _range(line: Field) -> int:
    if line.type == "date":
        return (date.fromisoformat(str(line.max)) - date.fromisoformat(str(line.min))).days + 1
    digits = {"int": 0, "bigint": 0, "float": 2, "decimal": line.scale}.get(line.type)
    if digits is None:
        return MOST_ROWS
    return int((Decimal(str(line.max)) - Decimal(str(line.min))).scaleb(digits)) + 1
