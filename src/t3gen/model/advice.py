"""What is allowed, but will hurt: warnings, with the line that avoids them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from t3gen.errors import Problem
from t3gen.model import reserved, shapes
from t3gen.model.resource import Resource
from t3gen.spec import ResourceSpec, Word, suggestion


def warnings(specs: Sequence[ResourceSpec], resources: Iterable[Resource]) -> list[Problem]:
    """Return what specs that have been resolved should say besides, sorted by place."""
    by_name = {resource.name: resource for resource in resources}
    roles = Counter(role for one in by_name.values() for role in _roles(one))
    found = [one for spec in specs for one in _unindexed(spec, by_name[spec.name.text])]
    found += [one for spec in specs for one in _misspelt(spec, roles)]
    return sorted([*found, *(one for spec in specs for one in _unused(spec))])


def _roles(resource: Resource) -> set[str]:
    """Return the roles that the rules of a resource name."""
    found: set[str] = set()
    rules = [one.rule for one in resource.access]
    for rule in rules:
        rules += rule.rules
        found |= {rule.role} if rule.role else set()
    return found


def _misspelt(spec: ResourceSpec, roles: Counter[str]) -> Iterator[Problem]:
    rules = list(spec.access.values())
    for rule in rules:
        rules += rule.rules
        better = [one for one in roles if roles[one] > roles[rule.role]]
        meant = next((one for one in better if suggestion.is_one_edit(rule.role, one)), None)
        if rule.role and meant is not None:
            what = f'nobody else speaks of the role "{rule.role}"'
            hint = f'Did you mean "{meant}"?'
            yield spec.source.problem(rule.place, "SPEC.RARE_ROLE", what, hint)


def _unused(spec: ResourceSpec) -> Iterator[Problem]:
    used = shapes.used_types(spec)
    for one in spec.types:
        if one.name.text not in used:
            what = f'no field is of the type "{one.name}"'
            hint = f'Remove it, or use it: "json({one.name})".'
            yield spec.source.problem(one.name.place, "SPEC.UNUSED_TYPE", what, hint)


def _unindexed(spec: ResourceSpec, resource: Resource) -> Iterator[Problem]:
    leading = {one.name for one in resource.fields if one.unique}
    leading |= {one.fields[0] for one in resource.uniques}
    leading |= {one.parts[0].name for one in resource.indexes}
    keys = {one.name: one.key for one in resource.relations}
    if resource.owner is not None:
        keys[resource.owner.name] = resource.owner.key
    many = {one.name for one in resource.many} | {one.name for one in resource.linked}
    told: set[str] = set()
    for verb, words in (("filtered", spec.api.filters), ("ordered", spec.api.sorts)):
        for word in words:
            name = keys.get(word.text, word.text)
            if "." in name or name in many:
                continue
            if name not in (*leading, *told, *reserved.TIMESTAMPS):
                told.add(name)
                yield _problem(spec, word, verb, resource.indexes and spec.indexes)


def _problem(spec: ResourceSpec, word: Word, verb: str, others: Sequence[object]) -> Problem:
    what = f'lists are {verb} by "{word}", and no index begins with it'
    line = next((one for one in spec.fields if one.name.text == word.text), None)
    hint = f'Add it: "index: [[{word}]]"'
    if others:
        hint = f'Add [{word}] to "index"'
    if line is not None and line.type.text != "text":
        hint = f'Write "index" behind the type of {word}'
    return spec.source.problem(word.place, "SPEC.NO_INDEX", what, f"{hint}.")
