"""Topological order of inserts: referenced rows first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from t3gen.model.findings import Findings
from t3gen.model.relations.links import Link, by_source
from t3gen.spec import ResourceSpec


def resolve(
    specs: Mapping[str, ResourceSpec], links: Sequence[Link], findings: Findings
) -> dict[str, int]:
    """Return the position of each resource in the insert order.

    A resource comes after all targets of its required relations, and after those of its optional
    ones unless that would be a cycle. Equal positions are independent of each other.
    """
    keys = [link for link in links if not link.many and not link.external]
    required = [link for link in keys if not link.optional]
    for cycle in _cycles(required):
        link = cycle[0]
        others = " and ".join(f"{one.source}.{one.name}" for one in cycle)
        what = f"no first row can be inserted: {others} require each other"
        if len(cycle) == 1:
            what = f"no first row can be inserted: {others} requires another row"
        findings.add(link.spec, link.at, "CYCLE", what, 'Make one of them optional with "?".')
    return _ranks(specs, required, [link for link in keys if link.optional])


def _cycles(links: Sequence[Link]) -> list[list[Link]]:
    outgoing = by_source(links)
    cycles: dict[frozenset[str], list[Link]] = {}
    for link in links:
        path = _path(link.target, link.source, outgoing)
        if path is not None:
            cycle = [link, *path]
            cycles.setdefault(frozenset(one.source for one in cycle), cycle)
    return list(cycles.values())


def _path(start: str, end: str, outgoing: Mapping[str, Sequence[Link]]) -> list[Link] | None:
    """Return the shortest path from one resource to another."""
    paths: dict[str, list[Link]] = {start: []}
    queue = [start]
    for at in queue:
        if at == end:
            return paths[at]
        for link in outgoing.get(at, ()):
            if link.target not in paths:
                paths[link.target] = [*paths[at], link]
                queue.append(link.target)
    return None


def _ordered(links: Iterable[Link]) -> set[str]:
    """Return the resources from which no links lead to a cycle."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for link in links:
        sorter.add(link.source, link.target)
    with suppress(CycleError):
        sorter.prepare()
    ordered: set[str] = set()
    while ready := sorter.get_ready():  # after a CycleError, up to the nodes that a cycle blocks
        ordered.update(ready)
        sorter.done(*ready)
    return ordered


def _ranks(
    specs: Mapping[str, ResourceSpec], required: list[Link], optional: list[Link]
) -> dict[str, int]:
    acyclic = _ordered([*required, *optional])
    outgoing = by_source(required)
    ordered = [
        link
        for link in required
        if link.source in acyclic or _path(link.target, link.source, outgoing) is None
    ]
    outgoing = by_source(ordered)
    for link in optional:
        if link.source in acyclic or _path(link.target, link.source, outgoing) is None:
            outgoing.setdefault(link.source, []).append(link)
            ordered.append(link)
    ranks = dict.fromkeys(specs, 0)
    for _ in specs:
        before = dict(ranks)
        for link in ordered:
            ranks[link.source] = max(ranks[link.source], ranks[link.target] + 1)
        if ranks == before:
            break
    return ranks
