"""State machines: the transitions between the values of enum fields, and who may make them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from t3gen.model.findings import Findings
from t3gen.model.names import check_word
from t3gen.model.record import Field, Rule, Transition
from t3gen.spec import (
    OPERATIONS,
    FieldSpec,
    ResourceSpec,
    StatesSpec,
    TransitionSpec,
    Word,
    suggestion,
)

HISTORY = "StateChange"
"""The model of the history."""
TAKEN = frozenset({*OPERATIONS, "remove", "restore", "bulk", "call", "apply"})
"""Names of operations, and those that tRPC does not take."""
EXCLUDED = ("readonly", "immutable", "unique", "hidden", "updated")


def transitions(spec: ResourceSpec, rules: Mapping[str, Rule]) -> tuple[Transition, ...]:
    """Return the transitions of a resource, with their rules by name."""
    return tuple(
        Transition(
            one.name.text,
            states.field.text,
            tuple(source.text for source in one.sources),
            one.target.text,
            rules[one.name.text],
            declared=one.access is not None,
        )
        for states in spec.states
        for one in states.transitions
    )


def with_states(spec: ResourceSpec, fields: Sequence[Field]) -> Iterator[Field]:
    """Yield the fields; those with states are in no request body."""
    names = {one.field.text for one in spec.states}
    for field in fields:
        if field.name in names:
            yield replace(field, state=True, in_create=False, in_update=False, required=False)
        else:
            yield field


def check(specs: Mapping[str, ResourceSpec], findings: Findings) -> None:
    """Add problems of the states of resources."""
    used = [spec for spec in specs.values() if spec.states]
    for spec in used:
        _check(spec, findings)
    if used and HISTORY in specs:
        spec = specs[HISTORY]
        what = f'"{HISTORY}" is the model of the history of states'
        findings.add(spec, spec.name, "RESERVED_NAME", what, "Choose another name.")


def _check(spec: ResourceSpec, findings: Findings) -> None:
    fields = {one.name.text: one for one in spec.fields}
    actions: dict[str, StatesSpec] = {}
    for states in spec.states:
        field = fields.get(states.field.text)
        if field is None:
            findings.unknown(spec, states.field, "field", fields)
        elif states.field.text not in spec.broken and _check_field(spec, field, states, findings):
            _check_reached(spec, field, states, findings)
        for one in states.transitions:
            _check_name(spec, one.name, findings)
            other = actions.setdefault(one.name.text, states)
            if other is not states:
                what = f'"{one.name}" is also a transition of "{other.field}"'
                findings.add(spec, one.name, "SAME_NAME", what, "Choose another name.")


def _check_name(spec: ResourceSpec, name: Word, findings: Findings) -> None:
    check_word(spec, name, findings, in_database=False)
    if name.text in TAKEN:
        what = f'"{name}" is the name of an operation'
        if name.text not in OPERATIONS:
            what = f'"{name}" is reserved'
        findings.add(spec, name, "RESERVED_NAME", what, "Choose another name.")


def _check_field(
    spec: ResourceSpec, field: FieldSpec, states: StatesSpec, findings: Findings
) -> bool:
    """Add problems of the field of states; return whether there are none."""
    name = states.field

    def add(word: Word, what: str, hint: str) -> bool:
        findings.add(spec, word, "STATE", what, hint)
        return False

    if field.type.text != "enum" or field.is_list:
        kind = f"a list of {field.type}" if field.is_list else field.type.text
        hint = f'Declare it as "{name}: enum(draft, placed) = draft".'
        return add(name, f'"{name}" is {kind}: states are the values of an enum', hint)
    if field.optional:
        return add(name, f'"{name}" is optional, and null is no state', f'Remove "?" of "{name}".')
    if field.default is None:
        first = field.arguments[0] if field.arguments else "draft"
        hint = f'Add the state of new rows as the default: "{name}: ... = {first}".'
        return add(name, f'"{name}" has no first state', hint)
    for flag in (*EXCLUDED, *field.rules):
        at = field.flags.get(flag)
        if at is not None or flag in field.rules:
            place = at or field.rules[flag].place
            what = f'"{flag}" does not go with states'
            hint = f'Remove "{flag}": only transitions change "{name}", and answers show it.'
            return add(Word(flag, place), what, hint)
    return True


def _check_reached(
    spec: ResourceSpec, field: FieldSpec, states: StatesSpec, findings: Findings
) -> None:
    known = [word.text for word in field.arguments]
    for one in states.transitions:
        _check_transition(spec, one, known, findings)
    start = field.default.text if field.default else ""
    reached, left = {start}, [start]
    while left:
        state = left.pop()
        added = {one.target.text for one in states.transitions if _starts(one, state)} - reached
        reached |= added
        left += added
    if not any(_starts(one, start) for one in states.transitions):
        what = f'no transition starts from "{start}", the state of new rows'
        findings.add(spec, states.field, "STATE", what, f'Add one: "name: {start} -> ...".')
        return
    for word in field.arguments:
        if word.text not in reached:
            # The values of an enum with a name may be in another file.
            at = states.field if field.enum else word
            what = f'no transitions lead from "{start}" to "{word}"'
            hint = "Add a transition to it, or remove the value."
            findings.add(spec, at, "STATE", what, hint)


def _starts(one: TransitionSpec, state: str) -> bool:
    return state in {source.text for source in one.sources}


def _check_transition(
    spec: ResourceSpec, one: TransitionSpec, known: Sequence[str], findings: Findings
) -> None:
    seen: set[str] = set()
    for word in (*one.sources, one.target):
        is_known = word.text in known
        if not is_known:
            hint = suggestion.hint(word.text, known)
            findings.add(spec, word, "STATE", f'unknown state "{word}"', hint)
        elif word is one.target and word.text in seen:
            what = f'"{one.name}" leads to "{word}", from where it starts'
            findings.add(spec, word, "STATE", what, f'Remove "{word}" from one of the two sides.')
        elif word.text in seen:
            what = f'"{word}" is declared twice'
            findings.add(spec, word, "SAID_TWICE", what, "Keep one.")
        seen.add(word.text)
