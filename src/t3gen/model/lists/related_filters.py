"""Filters through a to-one relation: `customer.name` narrows orders by their customer's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from t3gen.model.findings import Findings
from t3gen.model.lists.columns import UNORDERED
from t3gen.model.record import Through
from t3gen.model.relations import Link
from t3gen.spec import ResourceSpec, Word, suggestion


def resolve(
    spec: ResourceSpec,
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
    findings: Findings,
) -> tuple[Through, ...]:
    """Return which fields of which relations narrow the lists of a resource."""
    found: dict[str, list[str]] = {}
    targets: dict[str, str] = {}
    for word in (one for one in spec.api.filters if "." in one.text):
        relation, _, field = word.text.partition(".")
        link = _link(spec, word, relation, links, findings)
        if link is None or not _is_usable(spec, word, field, specs.get(link.target), findings):
            continue
        if field in found.get(relation, ()):
            findings.add(spec, word, "SAID_TWICE", f'"{word}" is listed twice', "Remove one.")
            continue
        found.setdefault(relation, []).append(field)
        targets[relation] = link.target
    return tuple(Through(name, targets[name], tuple(fields)) for name, fields in found.items())


def fields_of(
    name: str, specs: Mapping[str, ResourceSpec], links: Sequence[Link]
) -> tuple[str, ...]:
    """Return the fields of a resource that lists of others are narrowed by."""
    ends = {(link.source, link.name) for link in links if link.target == name and not link.many}
    sources = {source for source, _ in ends}
    found = [
        field
        for spec in specs.values()
        if spec.name.text in sources
        for relation, dot, field in (word.text.partition(".") for word in spec.api.filters)
        if dot and (spec.name.text, relation) in ends
    ]
    return tuple(dict.fromkeys(found))


def _link(
    spec: ResourceSpec, word: Word, relation: str, links: Sequence[Link], findings: Findings
) -> Link | None:
    own = {link.name: link for link in links if link.source == spec.name.text and not link.many}
    link = own.get(relation)
    if link is not None and link.external:
        what = f'"{relation}" leads to {link.target}, and nothing says who may see its fields'
        findings.add(spec, word, "FILTER", what, f'Filter by the relation itself: "{relation}".')
        return None
    if link is None and relation not in spec.broken:
        what = f'"{relation}" is not a relation to one'
        known = [f"{name}{word.text.removeprefix(relation)}" for name in own]
        findings.add(spec, word, "FILTER", what, suggestion.hint(word.text, known))
    return link


def _is_usable(
    spec: ResourceSpec, word: Word, field: str, target: ResourceSpec | None, findings: Findings
) -> bool:
    if target is None:
        return False
    line = next((one for one in target.fields if one.name.text == field), None)
    if line is None:
        if field not in target.broken:
            known = [f"{word.text.partition('.')[0]}.{one.name}" for one in target.fields]
            what = f'{target.name} has no field "{field}"'
            hint = suggestion.hint(word.text, known)
            findings.add(spec, word, "UNKNOWN_FIELD", what, hint)
        return False
    if "hidden" in line.flags:
        what = f'"{word}" is hidden, and a filter would give it away'
        findings.add(spec, word, "HIDDEN", what, 'Remove it from "filter", or show it.')
    elif line.is_list or line.type.text in UNORDERED:
        kind = "a list" if line.is_list else line.type.text
        what = f'"{word}" is {kind}, and nothing can be looked up by that'
        findings.add(spec, word, "FILTER", what, 'Remove it from "filter".')
    return True
