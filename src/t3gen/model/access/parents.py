"""Parents of rows: the relation by which a resource has its owner or its tenant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from t3gen.model.findings import Findings
from t3gen.model.relations import Link, by_source
from t3gen.spec import ResourceSpec, Word


@dataclass(frozen=True)
class Declaration:
    """The word of a spec that names the relation.

    Args:
        kind: "owner" or "tenant".
        word: The word.
        others: What it may be instead of a relation.
        models: Models without specs that the relation may point to.
        if_external: The hint for a relation to a model that is not a resource.
        if_optional: What else may be written instead of an optional relation.
    """

    kind: str
    word: Word
    others: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    if_external: str = "Describe {} in a spec of its own."
    if_optional: str = ""


def resolve(
    specs: Mapping[str, ResourceSpec],
    declarations: Mapping[str, Declaration],
    links: Sequence[Link],
    findings: Findings,
) -> dict[str, Link]:
    """Return the relation of each resource that declares one; it is required."""
    outgoing = by_source(links)
    parents = {}
    for name, declaration in declarations.items():
        own = {link.name: link for link in outgoing.get(name, ()) if not link.many}
        link = own.get(declaration.word.text)
        if link is None:
            candidates = [*declaration.others, *own]
            findings.unknown(specs[name], declaration.word, declaration.kind, candidates)
        elif problem := _problem(declaration, link):
            code = declaration.kind.upper()
            findings.add(specs[name], declaration.word, code, *problem)
        else:
            parents[name] = link
    return parents


def _problem(declaration: Declaration, link: Link) -> tuple[str, str] | None:
    """Return what is wrong with a relation, and a hint; None if it can be the parent."""
    if link.external and link.target not in declaration.models:
        what = f'"{link.name}" points to {link.target}, which is not a resource'
        return what, declaration.if_external.format(link.target)
    if link.optional:
        what = f'"{link.name}" is optional, so a row could have no {declaration.kind}'
        return what, f'Make it "{link.target}" without "?"{declaration.if_optional}.'
    return None
