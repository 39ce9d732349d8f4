"""Relations that responses can include: `include: [customer, items]`."""

from __future__ import annotations

from collections.abc import Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import Include
from t3gen.model.relations import Link, ThroughRelation
from t3gen.spec import ResourceSpec, Word


def resolve(
    spec: ResourceSpec,
    links: tuple[Sequence[Link], Sequence[Link]],
    through_relations: Sequence[ThroughRelation],
    findings: Findings,
) -> tuple[Include, ...]:
    """Return the relations that clients may include, in the order of the spec.

    Args:
        spec: The resource.
        links: Its links, and those to it.
        through_relations: Its through relations.
        findings: Receives the problems.
    """
    outgoing, incoming = links
    relations = {link.name: _outward(link) for link in outgoing}
    relations |= {link.inverse: _inward(link) for link in incoming}
    relations |= {
        relation.name: Include(relation.name, relation.far.target, list=True, key=relation.key)
        for relation in through_relations
    }
    external = {link.name: link for link in outgoing if link.external}
    external |= {
        relation.name: relation.far for relation in through_relations if relation.far.external
    }
    includes: dict[str, Include] = {}
    for word in spec.api.includes:
        if word.text in includes:
            findings.add(spec, word, "SAID_TWICE", f'"{word}" is listed twice', "Remove one.")
        elif word.text in external:
            _refuse(spec, word, external[word.text], findings)
        elif word.text in relations:
            includes[word.text] = relations[word.text]
        else:
            usable = [one for one in relations if one not in external]
            findings.unknown(spec, word, "relation", usable)
    return tuple(includes.values())


def _outward(link: Link) -> Include:
    return Include(link.name, link.target, list=link.many, key=link.key)


def _inward(link: Link) -> Include:
    return Include(link.inverse, link.source, list=link.many or not link.unique, key=None)


def _refuse(spec: ResourceSpec, word: Word, link: Link, findings: Findings) -> None:
    what = f'"{word}" points to {link.target}, which is not a resource and has no public fields'
    findings.add(spec, word, "INCLUDE", what, 'Remove it from "include".')
