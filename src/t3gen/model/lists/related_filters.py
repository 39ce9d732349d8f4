"""Filters by fields of a to-one relation: `customer.name` for orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import RelatedFilter
from t3gen.model.relations import Link
from t3gen.spec import ResourceSpec, Word, suggestion
from t3gen.spec.vocabulary import UNORDERED


def resolve(
    spec: ResourceSpec,
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
    findings: Findings,
) -> tuple[RelatedFilter, ...]:
    """Return the fields of related resources to filter by, by relation; `links` are its own."""
    names: dict[str, list[str]] = {}
    targets: dict[str, str] = {}
    for word in (one for one in spec.api.filters if "." in one.text):
        relation, _, field = word.text.partition(".")
        link = _link(spec, word, relation, links, findings)
        if link is None or not _is_usable(spec, word, field, specs.get(link.target), findings):
            continue
        if field in names.get(relation, ()):
            findings.add(spec, word, "SAID_TWICE", f'"{word}" is listed twice', "Remove one.")
            continue
        names.setdefault(relation, []).append(field)
        targets[relation] = link.target
    return tuple(
        RelatedFilter(name, targets[name], tuple(fields)) for name, fields in names.items()
    )


def fields_of(specs: Mapping[str, ResourceSpec], incoming: Sequence[Link]) -> tuple[str, ...]:
    """Return the fields of a resource that lists of others filter by, through links to it."""
    relations = {(link.source, link.name) for link in incoming if not link.many}
    fields = [
        field
        for source in dict.fromkeys(link.source for link in incoming)
        for relation, dot, field in (word.text.partition(".") for word in specs[source].api.filters)
        if dot and (source, relation) in relations
    ]
    return tuple(dict.fromkeys(fields))


def _link(
    spec: ResourceSpec, word: Word, relation: str, links: Sequence[Link], findings: Findings
) -> Link | None:
    own = {link.name: link for link in links if not link.many}
    link = own.get(relation)
    if link is not None and link.external:
        what = f'"{relation}" points to {link.target}, which has no access rules'
        findings.add(spec, word, "FILTER", what, f'Filter by the relation itself: "{relation}".')
        return None
    if link is None and relation not in spec.broken:
        what = f'"{relation}" is not a to-one relation'
        candidates = [f"{name}{word.text.removeprefix(relation)}" for name in own]
        findings.add(spec, word, "FILTER", what, suggestion.hint(word.text, candidates))
    return link


def _is_usable(
    spec: ResourceSpec, word: Word, field: str, target: ResourceSpec | None, findings: Findings
) -> bool:
    if target is None:
        return False
    declaration = next((one for one in target.fields if one.name.text == field), None)
    if declaration is None:
        if field not in target.broken:
            candidates = [f"{word.text.partition('.')[0]}.{one.name}" for one in target.fields]
            what = f'{target.name} has no field "{field}"'
            hint = suggestion.hint(word.text, candidates)
            findings.add(spec, word, "UNKNOWN_FIELD", what, hint)
        return False
    if "hidden" in declaration.flags:
        what = f'"{word}" is hidden, and a filter would reveal it'
        findings.add(spec, word, "HIDDEN", what, 'Remove it from "filter", or show it.')
    elif declaration.is_list or declaration.type.text in UNORDERED:
        kind = "a list" if declaration.is_list else declaration.type.text
        what = f'"{word}" is {kind}, which cannot be filtered by'
        findings.add(spec, word, "FILTER", what, 'Remove it from "filter".')
    return True
