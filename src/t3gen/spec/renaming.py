"""Renaming in the texts of specs, without any other change of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from t3gen.spec import access
from t3gen.spec.resource import FieldSpec, RelationSpec, ResourceSpec
from t3gen.spec.yaml import DOCUMENT, Word

_BOM = "\ufeff"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_BARE = re.compile(r"---\s*")
_NO_CONTENT = re.compile(r"(?:---|\.\.\.)?\s*(?:#.*)?\s*")
_MODELINE = "# yaml-language-server:"


def resource_words(spec: ResourceSpec, name: str) -> Iterator[Word]:
    """Yield every place in a spec that names a resource."""
    targets = [relation.target for relation in spec.relations]
    targets += [one.settings["through"] for one in spec.relations if "through" in one.settings]
    return (word for word in (spec.name, *targets) if word.text == name)


def member_words(spec: ResourceSpec, name: str) -> Iterator[Word]:
    """Yield every place in a spec that names one of its own fields or relations."""
    words = [*(one.name for one in spec.fields), *(one.name for one in spec.relations)]
    words += [word for row in spec.uniques for word in row.fields]
    words += [part.name for row in spec.indexes for part in row.parts]
    words += [*spec.api.sorts, *spec.api.search, *spec.api.includes]
    words += [*(part for part, _ in map(_parts, spec.api.filters))]
    words += [one for one in (spec.owner, spec.tenant) if one]
    words += [one.field for one in spec.states]
    actions = (step.access for one in spec.states for step in one.transitions if step.access)
    conditions = (row.where for row in spec.uniques if row.where is not None)
    checks = [one.rule for one in spec.invariants]
    rules = (*spec.access.values(), *spec.checks.values(), *actions, *conditions, *checks)
    words += [part.name for rule in rules for part in access.parts(rule) if part.name]
    words += _operands(spec)
    return (word for word in words if word.text == name)


def _operands(spec: ResourceSpec) -> Iterator[Word]:
    """Yield the words that conditions of rows compare fields with, but for values of enums."""
    choices = {one.name.text: [word.text for word in one.arguments] for one in spec.fields}
    for check in spec.invariants:
        for part in access.parts(check.rule):
            known = choices.get(part.name.text, []) if part.name else []
            words = (one for one in part.values if one.kind == "word" and one.text not in known)
            yield from (Word(one.text, one.place) for one in words)


def inverse_words(spec: ResourceSpec, target: str, name: str) -> Iterator[Word]:
    """Yield every place in a spec that names a relation of another resource as its inverse."""
    for relation in spec.relations:
        inverse = relation.settings.get("inverse")
        if relation.target.text == target and inverse and inverse.text == name:
            yield inverse


def through_words(spec: ResourceSpec, target: str, name: str) -> Iterator[Word]:
    """Yield every place in a spec that names a field of another resource, behind a relation."""
    targets = {one.name.text: one.target.text for one in spec.relations}
    for relation, field in map(_parts, spec.api.filters):
        if field is not None and field.text == name and targets.get(relation.text) == target:
            yield field


def _parts(word: Word) -> tuple[Word, Word | None]:
    """Parse `customer.name`."""
    relation, dot, field = word.text.partition(".")
    place = word.place
    behind = replace(place, column=place.column + len(relation) + 1)
    return Word(relation, place), Word(field, behind) if dot else None


def member_was(line: FieldSpec | RelationSpec, old: str) -> tuple[Word, str] | None:
    """Return the edit that declares the previous name of a field or relation, if there is one."""
    previous = line.was if isinstance(line, FieldSpec) else line.settings.get("was")
    if previous is not None:
        return previous, old
    return (Word("", line.end), f" was={old}") if line.end else None


def resource_was(spec: ResourceSpec, old: str) -> tuple[Word, str]:
    """Return the edit that declares the previous name of a resource."""
    if spec.was is not None:
        return spec.was, old
    place = spec.name.place
    line = spec.source.lines[place.line - 1]
    if "{" in line[: place.column]:
        return Word("", replace(place, column=place.column + place.width)), f", was: {old}"
    indent = line[: len(line) - len(line.lstrip())]
    return Word("", replace(place, column=len(line) + 1)), f"\n{indent}was: {old}"


def replaced(raw: bytes, words: Iterable[tuple[Word, str]]) -> bytes:
    """Return the text of a spec file with other words at some places.

    Args:
        raw: The file, with the words of all of its documents that change.
        words: The words to replace, with their places, and the replacements.
    """
    bom, lines = _lines(raw)
    end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    # From the end of a line to its beginning, so that the places in front of it stay right.
    for word, new in sorted(words, key=lambda one: _position(one[0]), reverse=True):
        at, line = word.place.column - 1, lines[word.place.line - 1]
        is_plain = line.startswith(word.text, at)
        width = len(word.text) if is_plain else word.place.width
        if not is_plain and word.text not in line[at : at + width]:
            raise AssertionError(f"{word.text!r} is not at {word.place}")
        lines[word.place.line - 1] = line[:at] + new.replace("\n", end) + line[at + width :]
    return (bom + "".join(lines)).encode()


def without(raw: bytes, spec: ResourceSpec) -> bytes | None:
    """Return a spec file without the document of one resource.

    The other documents stay byte for byte, and so does the line at the top that editors read.

    Returns:
        None when no document is left.
    """
    bom, lines = _lines(raw)
    starts = [number for number, line in enumerate(lines) if number and DOCUMENT.match(line)]
    ends = [*starts, len(lines)]
    at = next(place for place, end in enumerate(ends) if spec.name.place.line <= end)
    parts = [lines[start:end] for start, end in zip([0, *starts], ends, strict=True)]
    mine, behind = parts[at], [line for part in parts[at + 1 :] for line in part]
    front = [line for part in parts[:at] for line in part]
    if not any(map(_has_content, [*front, *behind])):
        return None
    if not front and not DOCUMENT.match(mine[0]):
        front = mine[:1] if mine[0].startswith(_MODELINE) else []
        behind = behind[1:] if not front and _BARE.fullmatch(behind[0]) else behind
    return (bom + "".join([*front, *behind])).encode()


def appended(raw: bytes, text: bytes) -> bytes:
    """Return a spec file with one more document, in the file's line ends."""
    bom, lines = _lines(raw)
    end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    last = end if lines and not lines[-1].endswith("\n") else ""
    more = [line for line in text.decode().splitlines() if not line.startswith(_MODELINE)]
    document = "".join(f"{line}{end}" for line in ["---", *more])
    return (bom + "".join(lines) + last + document).encode()


def _lines(raw: bytes) -> tuple[str, list[str]]:
    """Return the byte order mark, if any, and the lines as specs count them, with their ends."""
    text = raw.decode("utf-8")
    bom = _BOM if text.startswith(_BOM) else ""
    return bom, _LINE.findall(text.removeprefix(_BOM))


def _has_content(line: str) -> bool:
    return not _NO_CONTENT.fullmatch(line)


def _position(word: Word) -> tuple[int, int]:
    return word.place.line, word.place.column
