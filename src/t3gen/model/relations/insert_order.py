"""The order in which rows can be made: first what others point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from t3gen.model.findings import Findings
from t3gen.model.relations.links import Link
from t3gen.spec import ResourceSpec


def resolve(
    specs: Mapping[str, ResourceSpec], links: Sequence[Link], findings: Findings
) -> dict[str, int]:
    """Return the rank of each resource.

    A resource ranks above everything that it must point to, and above what it may point to as far
    as the two do not point to each other in a circle.
    """
    keys = [link for link in links if not link.many and not link.external]
    required = [link for link in keys if not link.optional]
    for circle in _circles(required):
        link = circle[0]
        others = " and ".join(f"{one.source}.{one.name}" for one in circle)
        what = f"no row can ever be made: {others} each need a row that is there before"
        if len(circle) == 1:
            what = f"no row can ever be made: {others} needs a row that is there before"
        findings.add(link.spec, link.at, "CYCLE", what, 'Make one of them optional with "?".')
    return _ranks(specs, required, [link for link in keys if link.optional])


def _circles(links: Sequence[Link]) -> list[list[Link]]:
    ways = _leaving(links)
    found: dict[frozenset[str], list[Link]] = {}
    for link in links:
        way = _way(link.target, link.source, ways)
        if way is not None:
            circle = [link, *way]
            found.setdefault(frozenset(one.source for one in circle), circle)
    return list(found.values())


def _leaving(links: Iterable[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.source, []).append(link)
    return found


def _way(start: str, end: str, leaving: Mapping[str, Sequence[Link]]) -> list[Link] | None:
    """Return the shortest way from one resource to another."""
    ways: dict[str, list[Link]] = {start: []}
    queue = [start]
    for at in queue:
        if at == end:
            return ways[at]
        for link in leaving.get(at, ()):
            if link.target not in ways:
                ways[link.target] = [*ways[at], link]
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
    ordered = _ordered([*required, *optional])
    ways = _leaving(required)
    obeyed = [
        link
        for link in required
        if link.source in ordered or _way(link.target, link.source, ways) is None
    ]
    ways = _leaving(obeyed)
    for link in optional:
        if link.source in ordered or _way(link.target, link.source, ways) is None:
            ways.setdefault(link.source, []).append(link)
            obeyed.append(link)
    ranks = dict.fromkeys(specs, 0)
    for _ in specs:
        before = dict(ranks)
        for link in obeyed:
            ranks[link.source] = max(ranks[link.source], ranks[link.target] + 1)
        if ranks == before:
            break
    return ranks
