"""The JSON types of a spec, from its section `types`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from t3gen.model import inflection, reserved
from t3gen.model.fields import fields
from t3gen.model.findings import Findings
from t3gen.model.names import fields as members
from t3gen.model.record import Field, Shape
from t3gen.spec import FieldSpec, ResourceSpec, TypeSpec, Word
from t3gen.spec.vocabulary import MODIFIERS, names

NAME = re.compile(names.RESOURCE)


def resolve(spec: ResourceSpec, findings: Findings) -> tuple[Shape, ...]:
    """Return the JSON types that fields use, in topological order: after those that they use."""
    types = {one.name.text: one for one in spec.types}
    for one in spec.types:
        _check(spec, one, findings)
    for line in spec.fields:
        _check_use(spec, line, types, findings)
    _check_names(spec, findings)
    made = [
        Shape(one.name.text, "", tuple(_field(spec, one, line, findings) for line in one.fields))
        for one in _in_order(spec, types, findings)
    ]
    used = used_types(spec)
    return tuple(one for one in made if one.name in used)


def used_types(spec: ResourceSpec) -> set[str]:
    """Return the names of the types that fields use, directly or not."""
    types = {one.name.text: one for one in spec.types}
    used: set[str] = set()
    queue = [word.text for word in _uses(spec.fields)]
    for name in queue:
        if name in types and name not in used:
            used.add(name)
            queue += [word.text for word in _uses(types[name].fields)]
    return used


def _field(spec: ResourceSpec, owner: TypeSpec, line: FieldSpec, findings: Findings) -> Field:
    if line.name.text in owner.broken:
        return Field(line.name.text, line.type.text)
    return fields.field(spec, line, findings, prefix=owner.name.text)


def _check(spec: ResourceSpec, one: TypeSpec, findings: Findings) -> None:
    if not NAME.fullmatch(one.name.text):
        better = inflection.pascal(one.name.text)
        example = better if NAME.fullmatch(better) else "Address"
        hint = f'Write it in PascalCase, 2 to 40 letters and digits, as in "{example}".'
        findings.add(spec, one.name, "NAME", f'"{one.name}" is not the name of a type', hint)
    elif one.name.text in reserved.SCHEMA_TYPES | (reserved.STATE_TYPES if spec.states else set()):
        what = f'"{one.name}" is the name of a type in every schema.ts'
        hint = f'Choose another name, such as "{one.name}Value".'
        findings.add(spec, one.name, "RESERVED_NAME", what, hint)
    if not one.fields and not one.broken:
        hint = 'Write its fields: "Address: {street: string, city: string}".'
        findings.add(spec, one.name, "EMPTY", f"the type {one.name} has no fields", hint)
    types = {other.name.text: other for other in spec.types}
    for line in one.fields:
        members.check_word(spec, line.name, findings, in_database=False)
        _check_line(spec, line, findings)
        _check_use(spec, line, types, findings)


def _check_line(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> None:
    refused = [
        Word(name, place) for name, place in line.flags.items() if not MODIFIERS[name].in_json
    ]
    if line.default is not None:
        refused.append(Word("default", line.default.place))
    if line.backfill is not None:
        refused.append(Word("backfill", line.backfill.place))
    refused += [Word(name, rule.place) for name, rule in line.rules.items()]
    refused += [
        Word("was", word.place) for word in (line.was, *line.previous_values.values()) if word
    ]
    for word in refused:
        what = f'"{word}" does not apply to the fields of a JSON type'
        findings.add(spec, word, "MODIFIER_NOT_FOR_TYPE", what, "Remove it.")
    if line.type.text == "file":
        what = "a JSON type cannot have a file"
        findings.add(spec, line.type, "FILE", what, 'Move it below "fields".')


def _check_use(
    spec: ResourceSpec, line: FieldSpec, types: Mapping[str, TypeSpec], findings: Findings
) -> None:
    for word in line.arguments if line.type.text == "json" else ():
        if word.text and word.text not in types:
            findings.unknown(spec, word, "type", types)


def _check_names(spec: ResourceSpec, findings: Findings) -> None:
    """Note types and enums that would have one name in the code of the resource."""
    taken: dict[str, str] = {}
    for line in spec.fields:
        if line.type.text == "enum":
            name = inflection.upper_first(line.name.text)
            taken[name.lower()] = f'the enum of "{line.name}"'
    for one in spec.types:
        first = taken.setdefault(one.name.text.lower(), f'the type "{one.name}"')
        if first != f'the type "{one.name}"':
            what = f'"{one.name}" is the name of {first} too'
            findings.add(spec, one.name, "SAME_NAME", what, "Rename the type.")


def _in_order(
    spec: ResourceSpec, types: Mapping[str, TypeSpec], findings: Findings
) -> list[TypeSpec]:
    ordered: list[TypeSpec] = []
    for one in types.values():
        _visit(spec, one, types, (ordered, []), findings)
    return ordered


def _visit(
    spec: ResourceSpec,
    one: TypeSpec,
    types: Mapping[str, TypeSpec],
    state: tuple[list[TypeSpec], list[TypeSpec]],
    findings: Findings,
) -> None:
    ordered, path = state
    if one in ordered:
        return
    for word in _uses(one.fields):
        other = types.get(word.text)
        if other is None:
            continue
        if other is one or other in path:
            what = f'the type "{word}" is circular'
            hint = 'Use "json" without a type at one of the places.'
            findings.add(spec, word, "CYCLE", what, hint)
        else:
            _visit(spec, other, types, (ordered, [*path, one]), findings)
    ordered.append(one)


def _uses(lines: Iterable[FieldSpec]) -> list[Word]:
    return [word for line in lines if line.type.text == "json" for word in line.arguments]
