"""`t3gen generate`: everything that follows from the specs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from t3gen import ANSWERS_FILE, model, project, render, spec
from t3gen.actions import migration, scales
from t3gen.errors import ProjectError, UsageError

SPECS = "resources"
MIGRATIONS = "prisma/migrations"


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Args:
        root: The project.
        specs: The folder of specs.
        added: Specs to write and to generate from, by their path below the project.
        dry_run: Whether only to say what would be done.
    """

    root: Path
    specs: Path
    added: Mapping[str, bytes] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True)
class Outcome:
    """What has been done, or would be.

    Args:
        recovered: "finished" or "undone" when an interrupted run had left something.
    """

    root: Path
    plan: project.Plan
    migration: migration.Planned
    dry_run: bool
    recovered: str = ""


def request(start: Path, specs: Path | None = None, *, dry_run: bool = False) -> Request:
    """Ask for everything, from inside a project.

    Raises:
        ProjectError: The folder is in no project.
    """
    root = project.find(start)
    return Request(root, specs or root / SPECS, dry_run=dry_run)


def generate(wanted: Request) -> Outcome:
    """Bring the project to what its specs say: all of it, or nothing.

    Raises:
        SpecErrors: Specs are wrong.
        ProjectError: The project cannot be read or written, or has another template version.
        MigrationError: The change would lose data.
    """
    with _session(wanted) as recovered:
        answers = project.read_answers(wanted.root)
        template = render.package_template()
        _check_version(answers.commit, template.commit)
        texts = _texts(wanted, has_resources=bool(answers.resources))
        resources = model.resolve(spec.read(texts), _app(answers.values))
        records = [resource.record() for resource in resources]
        if answers.values["database"] == "sqlite" and (wanted.root / MIGRATIONS).is_dir():
            scales.check(answers.resources, records)
        base = template.render(answers.values)
        new = base
        if records != answers.resources:
            new = template.render({**answers.values, "resources": records})
        disk = project.Disk(wanted.root)
        plan = project.make(disk, base, new, wanted.added)
        next_migration = migration.plan(wanted.root, plan)
        if next_migration.files:
            plan = project.make(disk, base, new, {**wanted.added, **next_migration.files})
        if not wanted.dry_run:
            project.apply(wanted.root, plan)
    return Outcome(wanted.root, plan, next_migration, wanted.dry_run, recovered)


def _app(answers: Mapping[str, Any]) -> model.App:
    return model.App(str(answers.get("database")), str(answers.get("auth")))


@contextmanager
def _session(wanted: Request) -> Iterator[str]:
    if not wanted.dry_run:
        with project.changing(wanted.root) as recovered:
            yield recovered
        return
    if project.is_interrupted(wanted.root):
        raise ProjectError(
            "an interrupted run has left something to finish",
            where=str(wanted.root),
            hint="finish it first: t3gen generate",
            code="interrupted",
        )
    yield ""


def _texts(wanted: Request, *, has_resources: bool) -> dict[str, bytes]:
    """Read the specs; those of the project are named by their path below it.

    An app without resources still has the tables of its auth library: no specs are fine there.
    """
    if not wanted.specs.is_dir():
        is_new_app = wanted.specs == wanted.root / SPECS and not has_resources
        if wanted.added or is_new_app:
            return dict(wanted.added)
        raise UsageError(
            "there are no specs, but the project has resources that were made from some"
            if has_resources
            else "there are no specs",
            where=str(wanted.specs),
            hint="bring them back: git checkout -- resources"
            if has_resources
            else "make one: t3gen new resource Post title:string",
            code="no-specs",
        )
    texts = spec.texts(wanted.specs.absolute())
    root = f"{wanted.root}/"
    return {**{name.removeprefix(root): text for name, text in texts.items()}, **wanted.added}


def _check_version(recorded: str, installed: str) -> None:
    """Refuse to render a project with another template than its own: edits would be misread."""
    if recorded == installed:
        return
    hint = f"take the t3gen of the project: pip install t3gen=={recorded.removeprefix('v')}"
    if _numbers(recorded) < _numbers(installed):
        hint = f"bring the project to this t3gen: copier update --vcs-ref {installed}\nor {hint}"
    raise ProjectError(
        f"the project has template {recorded}, this t3gen brings {installed}",
        where=ANSWERS_FILE,
        hint=hint,
        code="version",
    )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
