"""`t3gen describe`: the resolved model in few words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from t3gen import model
from t3gen.actions.steps import resolution


def describe(start: Path, name: str | None = None) -> Sequence[model.Description]:
    """Return one resource, or all of them in fewer words.

    Args:
        start: A folder of the project.
        name: The resource; None for all of them.

    Raises:
        ProjectError: The folder is in no project.
        SpecErrors: A spec is invalid.
        UsageError: The resource does not exist.
    """
    resolved = resolution.resolve(start)
    if name is None:
        return [model.describe(one, whole=False) for one in resolved.resources]
    return [model.describe(resolved.resource(name), whole=True)]
