"""Warnings about valid specs, with hints that avoid them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from t3gen.errors import Problem
from t3gen.model.fields import json_types
from t3gen.model.record import Resource
from t3gen.spec import ResourceSpec, RuleSpec, UniqueSpec, suggestion
from t3gen.spec.access import parts
from t3gen.spec.vocabulary import LONGEST_INDEXED

HUGE = 1_000


def warnings(specs: Sequence[ResourceSpec], resources: Iterable[Resource]) -> list[Problem]:
    """Return the warnings about resolved specs, sorted by position."""
    by_name = {resource.name: resource for resource in resources}
    roles = Counter(rule.role for spec in specs for rule in _rules(spec) if rule.role)
    problems = [one for spec in specs for one in _unindexed(spec, by_name[spec.name.text])]
    problems += [one for spec in specs for one in _searched(spec, by_name[spec.name.text])]
    problems += [one for spec in specs for one in _misspelled(spec, roles)]
    problems += [one for spec in specs for one in _unequal(spec, by_name[spec.name.text])]
    return sorted([*problems, *(one for spec in specs for one in _unused(spec))])


def _rules(spec: ResourceSpec) -> list[RuleSpec]:
    """Return all access rules of a spec, including nested ones."""
    rules = [
        *spec.access.values(),
        *(rule for declaration in spec.fields for rule in declaration.rules.values()),
    ]
    for rule in rules:
        rules += rule.rules
    return rules


def _misspelled(spec: ResourceSpec, roles: Counter[str]) -> Iterator[Problem]:
    for rule in _rules(spec):
        commoner = [one for one in roles if roles[one] > roles[rule.role]]
        similar = next((one for one in commoner if suggestion.is_one_edit(rule.role, one)), None)
        if rule.role and similar is not None:
            what = f'the role "{rule.role}" may be misspelled'
            hint = f'Did you mean "{similar}"?'
            yield spec.source.problem(rule.place, "SPEC.RARE_ROLE", what, hint)


def _unequal(spec: ResourceSpec, resource: Resource) -> Iterator[Problem]:
    optional = {one.name: one.target for one in resource.relations if one.optional}
    for row in spec.uniques:
        given = _never_null(row)
        for word in row.fields:
            target = optional.get(word.text)
            if target is not None and word.text not in given:
                what = f'rows without a "{word}" may repeat the rest: NULL equals nothing'
                hint = (
                    f'Make it required ("{target.name}"), or add an index of the rows without one: '
                    "`t3gen explain SPEC.UNIQUE_NULL`."
                )
                yield spec.source.problem(word.place, "SPEC.UNIQUE_NULL", what, hint)


def _never_null(row: UniqueSpec) -> set[str]:
    """Return what is not null in the rows of a unique key, by its condition."""
    conditions = parts(row.where) if row.where else []
    return {one.name.text for one in conditions if one.name and one.operator == "is not null"}


def _unused(spec: ResourceSpec) -> Iterator[Problem]:
    used = json_types.used_types(spec)
    for one in spec.types:
        if one.name.text not in used:
            what = f'the type "{one.name}" is never used'
            hint = f'Remove it, or use it: "json({one.name})".'
            yield spec.source.problem(one.name.place, "SPEC.UNUSED_TYPE", what, hint)


def _unindexed(spec: ResourceSpec, resource: Resource) -> Iterator[Problem]:
    leading = {one.name for one in resource.fields if one.unique}
    leading |= {one.fields[0] for one in resource.uniques if not one.where}
    leading |= {one.parts[0].name for one in resource.indexes if one.kind == "btree"}
    fields_ = {one.name: one for one in resource.fields}
    for verb, words in (("filtered", spec.api.filters), ("ordered", spec.api.sorts)):
        for word in words:
            field = fields_.get(word.text)
            if field is not None and field.name not in leading:
                what = f'lists are {verb} by "{word}", which cannot be indexed'
                hint = f"Give it a length: max={LONGEST_INDEXED} or less."
                if field.list:
                    hint = "Make it a relation to a resource if there are many rows."
                yield spec.source.problem(word.place, "SPEC.NO_INDEX", what, hint)


def _searched(spec: ResourceSpec, resource: Resource) -> Iterator[Problem]:
    if any(index.kind == "trigram" for index in resource.indexes):
        return
    fields = {one.name: one for one in resource.fields}
    for word in spec.api.search:
        longest = fields[word.text].max
        if isinstance(longest, int) and longest > HUGE:
            what = f'a search scans "{word}" of every row, up to {longest} characters each'
            hint = "PostgreSQL has an index for it; on SQLite, search shorter fields."
            yield spec.source.problem(word.place, "SPEC.NO_INDEX", what, hint)
