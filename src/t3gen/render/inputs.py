"""Inputs of the files of one resource: its record, and an excerpt of each related record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]


class Inputs:
    """The inputs from which the files of each resource of a generation are rendered.

    Two resources are related if the record of one holds the name of the other. Files of a resource
    read no other record than those of related ones, and of these only some keys; so equal inputs
    give equal files, whatever else has changed.
    """

    def __init__(
        self,
        resources: Sequence[Record],
        keys: Collection[str],
        mentions: Mapping[int, Collection[str]],
    ) -> None:
        """Relate the records of a generation.

        Args:
            resources: The records.
            keys: The keys of related records that templates read.
            mentions: The names that each record holds; see `mentions`.
        """
        self._records = {str(record["name"]): record for record in resources}
        self._excerpts = {
            name: {key: record[key] for key in keys if key in record}
            for name, record in self._records.items()
        }
        self._related = _related(self._records, mentions)

    def resources(self, name: str) -> list[Record]:
        """Return the value of `resources` in the files of a resource."""
        return [self._excerpts[other] for other in self._related[name]]

    def shared(self, other: Inputs) -> frozenset[str]:
        """Return the names of the resources whose inputs are equal in another generation."""
        same = {
            name: record is other._records[name] or record == other._records[name]
            for name, record in self._records.items()
            if name in other._records
        }
        unaffected = {
            name
            for name, is_same in same.items()
            if is_same or self._excerpts[name] == other._excerpts[name]
        }
        return frozenset(
            name
            for name, is_same in same.items()
            if is_same
            and self._related[name] == other._related[name]
            and unaffected.issuperset(self._related[name])
        )


def mentions(resources: Sequence[Record]) -> dict[int, frozenset[str]]:
    """Return the names of resources that each record holds, by the record's identity."""
    names = {str(record["name"]) for record in resources}
    distinct = {id(record): record for record in resources}
    return {
        identity: frozenset(names.intersection(_texts(record)))
        for identity, record in distinct.items()
    }


def _related(
    records: Mapping[str, Record], mentions: Mapping[int, Collection[str]]
) -> dict[str, list[str]]:
    """Return the names of related records, each in the order of the records."""
    related: defaultdict[str, set[str]] = defaultdict(set)
    for name, record in records.items():
        for other in mentions[id(record)]:
            if other in records:
                related[name].add(other)
                related[other].add(name)
    order = {name: number for number, name in enumerate(records)}
    return {name: sorted(others, key=order.__getitem__) for name, others in related.items()}


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in plain data."""
    rest = [value]
    while rest:
        inner = rest.pop()
        if isinstance(inner, str):
            yield inner
        elif isinstance(inner, dict):
            rest += inner.values()
        elif isinstance(inner, list | tuple):
            rest += inner
