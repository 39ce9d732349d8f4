"""`t3gen explain access`: who may do what, and which clause of a rule decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from t3gen import model
from t3gen.actions.steps import resolution


def explain(start: Path, name: str | None = None) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return the tables of a resource, or of all resources, by name.

    Args:
        start: A folder of the project.
        name: The resource; None for all of them.

    Raises:
        ProjectError: The folder is in no project.
        SpecErrors: A spec is invalid.
        UsageError: The resource does not exist.
    """
    found = resolution.resolve(start)
    names = [found.resource(name).name] if name else [one.name for one in found.resources]
    return {one: model.access_table(found.reading, found.app, one) for one in names}
