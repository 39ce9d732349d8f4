"""What specs agree to, for the rows that exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from t3gen.spec import Reading


@dataclass(frozen=True)
class Consent:
    """Names such as "Order", "Order.note" and "Order.status.draft".

    Args:
        losses: What may go with its values.
        assumptions: What rows fulfil already.
        files: The spec of each resource, for the line that agrees to more.
        places: Where "Order" and "Order.note" stand: file, line and column.
    """

    losses: frozenset[str] = frozenset()
    assumptions: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)

    def place(self, name: str) -> tuple[str, int, int] | None:
        """Return where a field stands, or the resource that it belongs to, if any spec has it."""
        return self.places.get(name) or self.places.get(name.partition(".")[0])


def consent(reading: Reading) -> Consent:
    """Collect what specs and `_project.yaml` agree to."""
    losses = {word.text for word in reading.shared.losses}
    assumptions = {word.text for word in reading.shared.assumptions}
    for spec in reading.specs:
        losses |= {f"{spec.name}.{word}" for word in spec.losses}
        assumptions |= {f"{spec.name}.{word}" for word in spec.assumptions}
    files = {spec.name.text: spec.source.file for spec in reading.specs}
    return Consent(frozenset(losses), frozenset(assumptions), files, _places(reading))


def _places(reading: Reading) -> dict[str, tuple[str, int, int]]:
    found = {}
    for spec in reading.specs:
        words = {spec.name.text: spec.name}
        words |= {f"{spec.name}.{one.name}": one.name for one in spec.fields}
        for relation in spec.relations:
            name = f"{spec.name}.{relation.name}"
            words |= {name: relation.name, f"{name}Id": relation.name}
        for name, word in words.items():
            found[name] = (spec.source.file, word.place.line, word.place.column)
    return found
