"""Rules that no row satisfies, and rules that every row satisfies, by a table over their atoms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from t3gen.model.findings import Findings
from t3gen.model.policies import representatives, truth
from t3gen.model.policies.conditions import RuleContext, resolve
from t3gen.model.record import Field, Rule
from t3gen.spec import ResourceSpec, RuleSpec, TransitionSpec, Word

World = Mapping[Rule, bool]


def check(context: RuleContext, spec: ResourceSpec, fields: Sequence[Field]) -> None:
    """Add rules, and parts of rules, that conditions make impossible or superfluous."""
    by_name = {one.name: one for one in fields}
    transitions = [one for states in spec.states for one in states.transitions]
    actions = [one.access for one in transitions if one.access]
    for declared in (*spec.access.values(), *spec.checks.values(), *actions):
        _check(context, declared, by_name)
    for states in spec.states:
        for one in states.transitions:
            rule = one.access or spec.access.get("update")
            if rule is not None and states.field.text in by_name:
                _check_sources(context, one, (states.field.text, rule), by_name)


def _check_sources(
    context: RuleContext,
    one: TransitionSpec,
    condition: tuple[str, RuleSpec],
    fields: Mapping[str, Field],
) -> None:
    """Add the states from which a transition starts, but in which its rule opens no row."""
    field, declared = condition
    unresolved = Findings()
    rule = resolve(replace(context, findings=unresolved), declared)
    atoms = list(dict.fromkeys(truth.atoms(rule)))
    compared = [atom for atom in atoms if atom.kind == "compare" and atom.field == field]
    if unresolved.problems or not compared:
        return
    worlds = list(_worlds(atoms, fields))
    for word in one.sources:
        known = {atom: truth.holds(atom, word.text) for atom in compared}
        of_state = [world for world in worlds if known.items() <= world.items()]
        if of_state and not any(_value(rule, world) for world in of_state):
            what = f'"{one.name}" never starts from "{word}": its rule opens no such row'
            hint = f'Remove "{word}", or give "{one.name}" a rule of its own: '
            hint += f'"{{from: {word}, to: {one.target}, access: ...}}".'
            context.add(word, what, hint)


def _check(context: RuleContext, declared: RuleSpec, fields: Mapping[str, Field]) -> None:
    unresolved = Findings()
    rule = resolve(replace(context, findings=unresolved), declared)
    if unresolved.problems:
        return
    atoms = list(dict.fromkeys(truth.atoms(rule)))
    if declared.kind == "compare":
        return
    results = {_value(rule, world) for world in _worlds(atoms, fields)}
    # Without conditions, what is always true is `public`, whatever else it is joined with.
    compares = any(atom.kind == "compare" for atom in atoms)
    if len(results) != 1 or (results == {True} and not compares):
        for inner in declared.rules:
            _check(context, inner, fields)
        return
    word = Word("", declared.place)
    if results == {True}:
        context.add(word, "the rule is always true", 'Write "public" if everybody may.')
    else:
        what = "the rule can never be true"
        hint = 'Use "|" between alternatives, or remove a condition; an operation for nobody is '
        hint += 'left out of "operations".'
        context.add(word, what, hint)


def _value(rule: Rule, world: World) -> bool:
    if rule.kind == "not":
        return not _value(rule.rules[0], world)
    if rule.kind in ("any", "all"):
        inner = (_value(one, world) for one in rule.rules)
        return any(inner) if rule.kind == "any" else all(inner)
    return world[rule]


def _worlds(atoms: Sequence[Rule], fields: Mapping[str, Field]) -> Iterator[World]:
    """Yield every combination of truth values that the atoms can have together."""
    compared: dict[str, list[Rule]] = {}
    for atom in atoms:
        if atom.kind == "compare":
            compared.setdefault(atom.field, []).append(atom)
    others = [atom for atom in atoms if atom.kind != "compare"]
    choices = [_outcomes(some, fields[name]) for name, some in compared.items()]
    if 2 ** len(others) > representatives.MOST:
        return
    for rows in representatives.combinations(choices):
        world = {atom: result for row in rows for atom, result in row}
        for results in product((False, True), repeat=len(others)):
            free = dict(zip(others, results, strict=True))
            if _is_possible(free):
                yield world | free


def _outcomes(atoms: Sequence[Rule], field: Field) -> list[tuple[tuple[Rule, bool], ...]]:
    return [
        tuple((atom, truth.holds(atom, value)) for atom in atoms)
        for value in representatives.values_of(atoms, field)
    ]


def _is_possible(free: World) -> bool:
    """Return whether one actor can be all that at once."""
    true = [atom for atom, holds in free.items() if holds]
    false = [atom.kind for atom, holds in free.items() if not holds]
    roles = {atom.role for atom in true if atom.kind == "role"}
    signed_in = {"owner", "role", "relation_owner", "member"} & {atom.kind for atom in true}
    return "public" not in false and len(roles) <= 1 and not (signed_in and "signed_in" in false)
