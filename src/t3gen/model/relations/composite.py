"""Keys of several columns: the parts that they can have, and what their resources cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from t3gen.model.findings import Findings
from t3gen.model.record import Field, Resource, Unique
from t3gen.model.relations import ids
from t3gen.model.relations.links import Link
from t3gen.model.reserved import TIMESTAMPS
from t3gen.spec import ResourceSpec, Word
from t3gen.spec.vocabulary import TEXTS, UNORDERED

Problem = tuple[Word, str, str]
"""Where, what and a hint."""
_KEYS = ("reference", "owner")
_TYPES = ("string", "text", "email", "url", "slug", "int", "bigint", "uuid", "enum")
_WAY_OUT = 'Give it ids of its own, "options: {id: uuid7}", and "unique: [[order, product]]".'
_FIXED = "it stays as it is, and a path has to name it"


def with_key(
    key: Sequence[str], fields: Sequence[Field], uniques: Sequence[Unique]
) -> tuple[tuple[Field, ...], tuple[Unique, ...]]:
    """Return fields and unique keys with a key: its parts do not change, and are unique."""
    if not key:
        return tuple(fields), tuple(uniques)
    fixed = (replace(one, in_update=False) if one.name in key else one for one in fields)
    return tuple(fixed), (Unique(tuple(key), primary=True), *uniques)


def check(spec: ResourceSpec, resource: Resource, findings: Findings) -> None:
    """Note keys that cannot be, and what a resource with one cannot have."""
    by_name = {one.name: one for one in resource.fields}
    named = zip(spec.key, resource.key_parts, strict=True)
    parts = {word: by_name[name] for word, name in named if name in by_name}
    parts |= {word: Field(word.text, "datetime") for word in spec.key if word.text in TIMESTAMPS}
    problems = [*_of_resource(spec)] if spec.key else []
    for word, field in parts.items():
        problems += [(word, f'"{word}" {what}', hint) for what, hint in _of_part(field)][:1]
    if parts and all(one.type == "enum" for one in parts.values()):
        what = "a key of enums alone has few values"
        problems.append((spec.key[0], what, "Add a relation, or another field."))
    if parts and resource.tenant and not any(one.type in _KEYS for one in parts.values()):
        what = "keys that callers give would reveal which ones other tenants use"
        problems.append((spec.key[0], what, f"Add a relation to it. {_WAY_OUT}"))
    for word, what, hint in problems:
        findings.add(spec, word, "ID", what, hint)


def check_links(
    specs: Mapping[str, ResourceSpec], links: Iterable[Link], findings: Findings
) -> None:
    """Note relations to resources whose key has several columns, and lists that join them."""
    for link in links:
        target, source = specs.get(link.target), specs.get(link.source)
        if target is not None and target.key:
            what = f"the key of {link.target} has several columns, to which no relation can lead"
            findings.add(link.spec, link.at, "ID", what, _way_out(target))
        elif link.many and source is not None and source.key:
            what = f"the key of {link.source} has several columns, which a list of ids cannot hold"
            hint = f"Make a resource of the pairs, or give {link.source} ids of its own."
            findings.add(link.spec, link.at, "ID", what, hint)


def _way_out(target: ResourceSpec) -> str:
    parts = ", ".join(word.text for word in target.key)
    return f'Write "options: {{id: uuid7}}" and "unique: [[{parts}]]" in the spec of {target.name}.'


def _of_resource(spec: ResourceSpec) -> Iterator[Problem]:
    line, relation = ids.given(spec), ids.shared(spec)
    word = line.name if line else relation.settings["key"] if relation else None
    if word is not None:
        yield word, "options.id names another key already", "Remove one of the two."
    if len(spec.key) == 1:
        yield from _alone(spec, spec.key[0])
    if spec.soft_delete:
        what = "rows with a key of several fields cannot be deleted softly: another has their key"
        yield spec.key[0], what, f"Remove soft_delete. {_WAY_OUT}"
    for one in spec.fields:
        if one.type.text == "file":
            what = "files belong to rows with one id"
            yield one.type, what, f"Put it into a resource of its own. {_WAY_OUT}"


def _alone(spec: ResourceSpec, word: Word) -> Iterator[Problem]:
    relation = next((one for one in spec.relations if one.name.text == word.text), None)
    hint = 'Write a field of the name id, as "id: string(40)".'
    if relation is not None:
        hint = f'Write "{word}: {relation.target} key=id": its id is that of the row.'
    yield word, f'a key of several fields needs two, and "{word}" is one', hint


def _of_part(field: Field) -> Iterator[tuple[str, str]]:
    if field.optional:
        yield "is optional, and part of the key", f'Remove "?": {_FIXED}.'
    if field.type not in (*_TYPES, *_KEYS, *UNORDERED, "references"):
        yield f"is {field.type}, which a path cannot name", f"Types of parts: {', '.join(_TYPES)}."
    if field.default is not None:
        yield "has a default, and is part of the key", f"Remove the default: {_FIXED}."
    if field.hidden or field.read:
        yield "is hidden from some, and part of the key", f"Show it: {_FIXED}."
    if field.state:
        yield "has states, and is part of the key", f"Remove it from the key: {_FIXED}."
    longest = field.max if field.length is None else field.length
    if field.type in TEXTS and (not isinstance(longest, int) or longest > ids.LONGEST):
        yield "is a long text, and part of the key", f"Give it a length: max={ids.LONGEST}."
