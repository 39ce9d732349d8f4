"""Names of the fields and relations of a model: validity and clashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from t3gen.model import inflection, reserved
from t3gen.model.findings import Findings
from t3gen.model.record import Owner
from t3gen.model.relations import Link, ThroughRelation, by_source, by_target, ids
from t3gen.spec import ResourceSpec, Word, vocabulary

NAME = re.compile(vocabulary.names.FIELD)
ANOTHER = "Choose another name."


@dataclass(frozen=True)
class _Member:
    """A name in a model.

    Args:
        name: The name.
        what: A description of what it names.
        spec: The spec that declares it, and `at` the word there.
        hint: How to solve a clash.
        derived: Whether it is derived from a name that is checked elsewhere.
        is_variable: Whether emitted code has a variable of that name, not just a property.
    """

    name: str
    what: str
    spec: ResourceSpec
    at: Word
    hint: str = ANOTHER
    derived: bool = False
    is_variable: bool = False


def check(
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
    through_relations: Mapping[str, Sequence[ThroughRelation]],
    owners: Mapping[str, Owner],
    findings: Findings,
) -> None:
    """Add invalid names, and names of a model that clash."""
    outgoing, incoming = by_source(links), by_target(links)
    for name, spec in specs.items():
        own = (outgoing.get(name, ()), incoming.get(name, ()))
        used = {one.lower(): _Member(one, what, spec, spec.name) for one, what in _built_in(spec)}
        owner = owners.get(name)
        if owner is not None and not owner.through and spec.owner is not None:
            for one, what in ((owner.name, "the owner"), (owner.key, "the owner's key")):
                used[one.lower()] = _Member(one, what, spec, spec.owner)
        for member in _members(spec, own, through_relations[name]):
            if not member.derived:
                _check_name(member, findings)
            first = used.setdefault(member.name.lower(), member)
            if first is not member:
                _report(name, first, member, findings)


def _check_name(member: _Member, findings: Findings) -> None:
    check_word(member.spec, member.at, findings, member.name)
    if member.is_variable and member.name in reserved.KEYWORDS:
        what, hint = f'"{member.name}" is a reserved word in JavaScript', _longer(member.name)
        findings.add(member.spec, member.at, "RESERVED_NAME", what, hint)


def _report(model: str, first: _Member, second: _Member, findings: Findings) -> None:
    of = "" if second.spec.name.text == model else f" of {model}"
    what = f'"{second.name}"{of} would be both {first.what} and {second.what}'
    if first.spec.name is first.at:
        what = f'"{second.name}" is {first.what}'
    elif first.name != second.name:
        what = f'"{first.name}" and "{second.name}"{of} differ only in case'
    findings.add(second.spec, second.at, "SAME_NAME", what, second.hint)


def _built_in(spec: ResourceSpec) -> Iterator[tuple[str, str]]:
    """Yield the built-in names of a model, with descriptions."""
    if ids.is_generated(spec):
        yield reserved.ID, "already a field of every model"
    for name in spec.timestamp_fields:
        option = "true" if spec.timestamps is True else spec.timestamps
        yield name, f"added by options: {{timestamps: {option}}}"
    if spec.version:
        yield reserved.VERSION, "added by options: {version: true}"
    if spec.soft_delete:
        yield reserved.DELETED, "added by options: {soft_delete: true}"


def _members(
    spec: ResourceSpec,
    links: tuple[Iterable[Link], Iterable[Link]],
    through_relations: Sequence[ThroughRelation],
) -> Iterator[_Member]:
    outgoing, incoming = links
    for declaration in spec.fields:
        yield _Member(declaration.name.text, "a field", spec, declaration.name)
    for word in spec.unread:
        yield _Member(word.text, "a field", spec, word)
    for link in outgoing:
        description = "a relation" if link.spec is spec else f"the inverse of {link.inverse}"
        yield _Member(link.name, description, link.spec, link.at, is_variable=link.many)
        at, derived = link.foreign_key or link.at, link.foreign_key is None
        yield _Member(link.key, f"the key of {link.name}", link.spec, at, derived=derived)
    for relation in through_relations:
        at = relation.relation.name
        yield _Member(relation.name, "a relation", spec, at)
        yield _Member(relation.key, f"the key of {relation.name}", spec, at, derived=True)
    for link in incoming:
        hint = f'Name the inverse: "inverse={_alternative(link)}".'
        what = f"the inverse of {link.source}.{link.name}"
        derived = link.derived_inverse
        read = any(relation.near is link for relation in through_relations)
        yield _Member(link.inverse, what, link.spec, link.inverse_at, hint, derived, read)


def _alternative(link: Link) -> str:
    many = inflection.plural(link.source) if link.many or not link.unique else link.source
    return f"{link.name}{many}"


def check_word(
    spec: ResourceSpec,
    at: Word,
    findings: Findings,
    name: str | None = None,
    *,
    in_database: bool = True,
) -> None:
    """Add a problem if a name cannot be that of a property or a column.

    Args:
        spec: The spec that declares it.
        at: The word there.
        findings: Receives the problem.
        name: The name, if it is not the word itself.
        in_database: Whether it becomes a column.
    """
    name = at.text if name is None else name
    if not NAME.fullmatch(name):
        better = inflection.camel(name)
        hint = "Write it in camelCase, up to 40 letters and digits"
        hint += f', as in "{better if NAME.fullmatch(better) else "placedAt"}".'
        findings.add(spec, at, "NAME", f'"{name}" is not a valid name', hint)
        return
    reserved_words = {
        "is a built-in property of JavaScript objects": reserved.OBJECT_PROTOCOL,
        "is a system column in PostgreSQL": reserved.SYSTEM_COLUMNS,
    }
    for why, words in reserved_words.items():
        if name in words and (in_database or words is not reserved.SYSTEM_COLUMNS):
            findings.add(spec, at, "RESERVED_NAME", f'"{name}" {why}', _longer(name))


def _longer(name: str) -> str:
    return f'Choose another name, such as "{name}Value".'
