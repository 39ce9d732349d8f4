"""Consent of specs to risks for existing rows: `allow_loss` and `assume`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from t3gen.spec import Reading


@dataclass(frozen=True)
class Consent:
    """The consent of all specs, by names such as "Order", "Order.note" and "Order.status.draft".

    Args:
        losses: Resources, fields and values whose data may be lost.
        assumptions: Constraints that all rows already satisfy.
        files: The spec file of each resource, for hints.
        places: The positions of resources and fields: file, line and column.
    """

    losses: frozenset[str] = frozenset()
    assumptions: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)

    def place(self, name: str) -> tuple[str, int, int] | None:
        """Return the position of a field, or else of its resource; None if no spec has it."""
        return self.places.get(name) or self.places.get(name.partition(".")[0])


def consent(reading: Reading) -> Consent:
    """Return the consent of specs and `_project.yaml`."""
    losses = {word.text for word in reading.shared.losses}
    assumptions = {word.text for word in reading.shared.assumptions}
    for spec in reading.specs:
        losses |= {f"{spec.name}.{word}" for word in spec.losses}
        assumptions |= {f"{spec.name}.{word}" for word in spec.assumptions}
    files = {spec.name.text: spec.source.file for spec in reading.specs}
    return Consent(frozenset(losses), frozenset(assumptions), files, _places(reading))


def _places(reading: Reading) -> dict[str, tuple[str, int, int]]:
    places = {}
    for spec in reading.specs:
        named = {spec.name.text: spec.name}
        named |= {f"{spec.name}.{one.name}": one.name for one in spec.fields}
        for relation in spec.relations:
            name = f"{spec.name}.{relation.name}"
            named |= {name: relation.name, f"{name}Id": relation.name}
        for name, word in named.items():
            places[name] = (spec.source.file, word.place.line, word.place.column)
    return places
