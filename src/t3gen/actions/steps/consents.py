"""Names in `allow_loss` and `assume`, checked against the current and all earlier schemas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from t3gen import migrate, model
from t3gen.actions.steps import migration


def check(root: Path, consent: model.Consent, resources: Sequence[model.Resource]) -> None:
    """Refuse unknown names; before the first migration there is nothing to consent to.

    Args:
        root: The project.
        consent: The consent of the specs.
        resources: The resources of the specs.

    Raises:
        SpecErrors: A name is unknown.
    """
    if consent.declared and (history := migrate.read(root)).names:
        consent.check(_known(root, history, resources))


def _known(
    root: Path, history: migrate.History, resources: Sequence[model.Resource]
) -> Iterator[Collection[str]]:
    yield model.consent_names(resources)
    yield from map(migrate.names_in, migration.schema(root).values())
    for name in reversed(history.names):
        yield migrate.names_in(history.snapshot(name) or "")
