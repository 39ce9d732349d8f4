"""`t3gen fmt`: formatting of specs."""

from __future__ import annotations

from pathlib import Path

from t3gen import project, spec
from t3gen.actions.steps import Outcome, migration, specs
from t3gen.errors import SpecErrors


def fmt(start: Path, where: Path | None = None, *, dry_run: bool = False) -> Outcome:
    """Format the specs of a project, without changing their meaning.

    Args:
        start: A folder of the project.
        where: A folder of specs, or a file; by default the project's `resources/`.
        dry_run: Whether to write nothing.

    Raises:
        SpecErrors: A spec cannot be read.
        ProjectError: The folder is in no project, or cannot be written.
        UsageError: There is no such folder or file.
    """
    root = project.find(start)
    texts = specs.texts(root, where or root / specs.FOLDER)
    problems = spec.read(texts).problems
    if problems:
        raise SpecErrors(list(problems))
    formatted: dict[str, bytes | None] = {
        name: spec.layout(text.decode("utf-8-sig")).encode() for name, text in texts.items()
    }
    plan = project.make_plan(project.Disk(root), {}, {}, formatted)
    if not dry_run:
        with project.transaction(root):
            project.apply(root, plan)
    return Outcome(root, plan, migration.DueMigration(), dry_run)
