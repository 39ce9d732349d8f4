"""The resolved resources of a project, for commands that only read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from t3gen import model, project, spec
from t3gen.actions.steps import generation, specs


@dataclass(frozen=True)
class Resolved:
    """The specs of a project, and what they mean.

    Args:
        root: The project.
        answers: Its recorded answers.
        app: The app that the specs are resolved for.
        reading: The parsed specs.
        resources: The resources, sorted by slug.
    """

    root: Path
    answers: project.Answers
    app: model.App
    reading: spec.Reading
    resources: tuple[model.Resource, ...]

    def resource(self, name: str) -> model.Resource:
        """Return a resource.

        Raises:
            UsageError: It does not exist.
        """
        found = specs.find(self.reading.specs, name).name.text
        return next(one for one in self.resources if one.name == found)


def resolve(start: Path) -> Resolved:
    """Resolve the specs of a project.

    Raises:
        ProjectError: The folder is in no project.
        SpecErrors: A spec is invalid.
    """
    root = project.find(start)
    answers = project.read_answers(root)
    folder = root / specs.FOLDER
    reading = spec.read(specs.texts(root, folder) if folder.exists() else {})
    app = generation.app(root, answers.values)
    return Resolved(root, answers, app, reading, model.resolve(reading, app))
