"""`t3gen explain access`: who may do what, and which clause of a rule decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from t3gen import model, project, spec
from t3gen.actions.steps import SPECS, generation
from t3gen.actions.steps import specs as spec_files


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
    root = project.find(start)
    reading = spec.read(spec_files.texts(root, root / SPECS))
    app = generation.app(root, project.read_answers(root).values)
    resources = model.resolve(reading, app)
    chosen = [spec_files.find(reading.specs, name).name.text] if name else None
    names = chosen or [one.name for one in resources]
    return {one: model.access_table(reading, app, one) for one in names}
