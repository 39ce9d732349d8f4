"""Inputs of the files of one resource: its record, and an excerpt of each related record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]


class Inputs:
    """What the files of each resource of a generation are rendered from.

    Two resources are related if the record of one holds the name of the other. Files of a resource
    read no other record than those of related ones, and of these only some keys; so equal inputs
    give equal files, whatever else has changed.
    """

    def __init__(self, resources: Sequence[Record], keys: Collection[str]) -> None:
        """Relate the records of a generation.

        Args:
            resources: The records.
            keys: The keys of related records that templates read.
        """
        self._records = {str(record["name"]): record for record in resources}
        self._excerpts = {
            name: {key: record[key] for key in keys if key in record}
            for name, record in self._records.items()
        }
        self._related = _related(self._records)

    def resources(self, name: str) -> list[Record]:
        """Return what templates see as `resources` in the files of a resource."""
        return [self._excerpts[other] for other in self._related[name]]

    def shared(self, other: Inputs) -> frozenset[str]:
        """Return the names of the resources whose inputs are equal in another generation."""
        equal = {
            name for name, excerpt in self._excerpts.items() if excerpt == other._excerpts.get(name)
        }
        return frozenset(
            name
            for name in equal
            if self._records[name] == other._records[name]
            and self._related[name] == other._related[name]
            and equal.issuperset(self._related[name])
        )


def _related(records: Mapping[str, Record]) -> dict[str, list[str]]:
    """Return the names of related records, each in the order of the records."""
    related: defaultdict[str, set[str]] = defaultdict(set)
    for name, record in records.items():
        for other in {name, *(text for text in _texts(record) if text in records)}:
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
        elif isinstance(inner, Mapping):
            rest += inner.values()
        elif isinstance(inner, list | tuple):
            rest += inner
