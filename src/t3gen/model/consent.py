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
    """

    losses: frozenset[str] = frozenset()
    assumptions: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


def consent(reading: Reading) -> Consent:
    """Collect what specs and `_project.yaml` agree to."""
    losses = {word.text for word in reading.shared.losses}
    assumptions = {word.text for word in reading.shared.assumptions}
    for spec in reading.specs:
        losses |= {f"{spec.name}.{word}" for word in spec.losses}
        assumptions |= {f"{spec.name}.{word}" for word in spec.assumptions}
    files = {spec.name.text: spec.source.file for spec in reading.specs}
    return Consent(frozenset(losses), frozenset(assumptions), files)
