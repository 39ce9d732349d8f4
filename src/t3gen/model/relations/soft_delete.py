"""What becomes of a row when something that it belongs to is marked as deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import Parent
from t3gen.model.relations.links import Link
from t3gen.spec import ResourceSpec


def parents(
    spec: ResourceSpec,
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
    findings: Findings,
) -> tuple[Parent, ...]:
    """Return what hides the rows of a resource while it is marked.

    A cascade takes rows along: they are not there while the other end is not. That reaches as far
    as there are cascades, and so must end.
    """
    name = spec.name.text
    found = _parents(name, specs, links, (name,))
    for link in _cascades(name, specs, links):
        way = _way(link.target, name, specs, links, (name,))
        if way is not None and any(specs[one].soft_delete for one in (name, *way)):
            circle = " -> ".join((name, *way, name))
            what = f"soft_delete cannot follow circular cascades: {circle}"
            hint = "Write on_delete=restrict, or no_action, in one of the relations."
            findings.add(link.spec, link.at, "CYCLE", what, hint)
    return found


def needs(
    spec: ResourceSpec,
    parents: Sequence[Parent],
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
) -> tuple[Parent, ...]:
    """Return what must be there for a row to be restored: what hides it, and what it would keep."""
    if not spec.soft_delete:
        return ()
    kept = [
        Parent(link.name, link.key, link.optional, soft_delete=True, parents=())
        for link in links
        if (link.source, link.on_delete) == (spec.name.text, "Restrict")
        and link.target in specs
        and specs[link.target].soft_delete
    ]
    return (*parents, *kept)


def _parents(
    name: str, specs: Mapping[str, ResourceSpec], links: Sequence[Link], way: tuple[str, ...]
) -> tuple[Parent, ...]:
    found = []
    for link in _cascades(name, specs, links):
        if link.target in way:
            continue
        soft = specs[link.target].soft_delete
        above = _parents(link.target, specs, links, (*way, link.target))
        if soft or above:
            found.append(
                Parent(link.name, link.key, link.optional, soft_delete=soft, parents=above)
            )
    return tuple(found)


def _cascades(name: str, specs: Mapping[str, ResourceSpec], links: Sequence[Link]) -> list[Link]:
    return [
        link
        for link in links
        if (link.source, link.on_delete) == (name, "Cascade") and link.target in specs
    ]


def _way(
    start: str,
    end: str,
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
    seen: tuple[str, ...],
) -> tuple[str, ...] | None:
    """Return the resources on a way of cascades, without the end that it leads back to."""
    if start == end:
        return ()
    for link in _cascades(start, specs, links):
        if link.target == end:
            return (start,)
        if link.target not in (*seen, start):
            rest = _way(link.target, end, specs, links, (*seen, start))
            if rest is not None:
                return (start, *rest)
    return None
