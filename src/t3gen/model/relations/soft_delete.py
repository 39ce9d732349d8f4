"""Cascades of soft deletes: rows that are hidden while a parent is marked as deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import CascadeParent
from t3gen.model.relations.links import Link
from t3gen.spec import ResourceSpec


def parents(
    spec: ResourceSpec,
    specs: Mapping[str, ResourceSpec],
    outgoing: Mapping[str, Sequence[Link]],
    findings: Findings,
) -> tuple[CascadeParent, ...]:
    """Return the parents that hide the rows of a resource while they are marked as deleted.

    A row with on_delete=cascade is hidden with its parent, transitively. So cascades must not be
    circular, but for a relation of a resource to itself: rows below a deleted one are marked too.
    """
    name = spec.name.text
    result = _parents(name, specs, outgoing, (name,))
    for link in _cascades(name, specs, outgoing):
        if link.target == name:
            continue
        path = _path(link.target, name, specs, outgoing, (name,))
        if path is not None and any(specs[one].soft_delete for one in (name, *path)):
            cycle = " -> ".join((name, *path, name))
            what = f"soft_delete cannot follow circular cascades: {cycle}"
            hint = "Write on_delete=restrict, or no_action, in one of the relations."
            findings.add(link.spec, link.at, "CYCLE", what, hint)
    return result


def needs(
    spec: ResourceSpec,
    parents: Sequence[CascadeParent],
    specs: Mapping[str, ResourceSpec],
    outgoing: Mapping[str, Sequence[Link]],
) -> tuple[CascadeParent, ...]:
    """Return the parents that must not be deleted for a row to be restored."""
    if not spec.soft_delete:
        return ()
    name = spec.name.text
    kept = [
        CascadeParent(link.name, link.key, link.optional, soft_delete=True, parents=())
        for link in outgoing.get(name, ())
        if (link.on_delete == "Restrict" or (link.on_delete, link.target) == ("Cascade", name))
        and link.target in specs
        and specs[link.target].soft_delete
    ]
    return (*parents, *kept)


def _parents(
    name: str,
    specs: Mapping[str, ResourceSpec],
    outgoing: Mapping[str, Sequence[Link]],
    path: tuple[str, ...],
) -> tuple[CascadeParent, ...]:
    result = []
    for link in _cascades(name, specs, outgoing):
        if link.target in path:
            continue
        soft = specs[link.target].soft_delete
        above = _parents(link.target, specs, outgoing, (*path, link.target))
        if soft or above:
            result.append(
                CascadeParent(link.name, link.key, link.optional, soft_delete=soft, parents=above)
            )
    return tuple(result)


def _cascades(
    name: str, specs: Mapping[str, ResourceSpec], outgoing: Mapping[str, Sequence[Link]]
) -> list[Link]:
    return [
        link
        for link in outgoing.get(name, ())
        if link.on_delete == "Cascade" and link.target in specs
    ]


def _path(
    start: str,
    end: str,
    specs: Mapping[str, ResourceSpec],
    outgoing: Mapping[str, Sequence[Link]],
    seen: tuple[str, ...],
) -> tuple[str, ...] | None:
    """Return the resources on a path of cascades, without its end; None if there is none."""
    if start == end:
        return ()
    for link in _cascades(start, specs, outgoing):
        if link.target == end:
            return (start,)
        if link.target not in (*seen, start):
            rest = _path(link.target, end, specs, outgoing, (*seen, start))
            if rest is not None:
                return (start, *rest)
    return None
