"""Enums: their values, and their names among those of all resources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from t3gen.model import reserved
from t3gen.model.findings import Findings
from t3gen.model.record import Resource
from t3gen.spec import EnumSpec, ResourceSpec, Word
from t3gen.spec.vocabulary import names

CHOICE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")
INNER_CHOICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,59}")
"""A value of an enum within JSON, which no database names."""
_NAME = re.compile(names.RESOURCE)


def wrong_values(
    words: Sequence[Word], form: re.Pattern[str] = CHOICE
) -> Iterator[tuple[Word, str, str, str]]:
    """Yield the values that an enum cannot have: the word, a code, what is wrong and a hint.

    Args:
        words: The values.
        form: The pattern that each of them has to match.
    """
    seen: set[str] = set()
    for word in words:
        reason = _reason(word.text, seen, form)
        if reason is not None:
            yield (word, *reason)
        seen.add(word.text.lower())


def _reason(
    value: str, seen: Collection[str], form: re.Pattern[str]
) -> tuple[str, str, str] | None:
    """Return why an enum cannot have a value: a code, what is wrong and a hint."""
    if not form.fullmatch(value):
        hint = "Write letters, digits and _, and begin with a letter."
        if form is INNER_CHOICE:
            hint = "Write letters, digits, _ and -, and begin with a letter or digit."
        return "ENUM", f'"{value}" cannot be the value of an enum', hint
    if value in reserved.OBJECT_PROTOCOL:
        what = f'"{value}" is a property of every JavaScript object'
        return "RESERVED_NAME", what, "Choose another value."
    if value.lower() in seen:
        return "SAID_TWICE", f'duplicate value "{value}"', "Remove one of them."
    return None


def check(
    specs: Mapping[str, ResourceSpec], resources: Sequence[Resource], findings: Findings
) -> None:
    """Add names of enums that are in use, and what is wrong with enums that specs name."""
    used = dict.fromkeys(reserved.ENUMS | reserved.SCALARS, "of a type of Prisma")
    used |= dict.fromkeys(specs, "of a resource")
    for enum in _named(specs.values()):
        _check_named(enum, used, findings)
    for resource in resources:
        spec = specs[resource.name]
        declarations = {declaration.name.text: declaration.name for declaration in spec.fields}
        for field in resource.fields:
            if field.enum is None or field.named_enum:
                continue
            first = used.setdefault(field.enum, f"of {resource.name}.{field.name}")
            if first != f"of {resource.name}.{field.name}":
                what = f'its enum would be named "{field.enum}", which is already the name {first}'
                findings.add(spec, declarations[field.name], "SAME_NAME", what, "Rename the field.")


def _named(specs: Iterable[ResourceSpec]) -> Iterator[EnumSpec]:
    """Yield the enums that specs name, each once."""
    places = {}
    for spec in specs:
        for enum in spec.enums.values():
            places[(enum.source.file, enum.name.place.line, enum.name.place.column)] = enum
    yield from places.values()


def _check_named(enum: EnumSpec, used: dict[str, str], findings: Findings) -> None:
    name = enum.name.text
    first = used.setdefault(name, f"of the enum in {enum.source.file}")
    if not _NAME.fullmatch(name):
        hint = 'Write it in PascalCase, up to 40 letters and digits, as in "OrderStatus".'
        findings.add_at(enum.source, enum.name, "NAME", f'"{name}" is not a valid name', hint)
    elif first != f"of the enum in {enum.source.file}":
        hint = "Rename one of them, or declare what several resources use in _project.yaml."
        what = f'"{name}" is already the name {first}'
        findings.add_at(enum.source, enum.name, "SAME_NAME", what, hint)
    for problem in wrong_values(enum.values):
        findings.add_at(enum.source, *problem)
