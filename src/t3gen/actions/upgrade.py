"""`t3gen upgrade`: another version of the template, merged with the user's edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from t3gen import ANSWERS_FILE, project
from t3gen.actions import templates
from t3gen.actions.steps import Change, Outcome, change
from t3gen.errors import ProjectError, UsageError
from t3gen.render import Origin, Template


@dataclass(frozen=True)
class UpgradeOptions:
    """Options of an upgrade.

    Args:
        version: A tag, with or without its "v", a branch or a commit; None for the newest.
        template: `ADDRESS[@TAG]` of another template to move to; its address is recorded.
        clone: The repository to fetch from instead of the recorded address.
        answers: Answers to questions of the new version, by name.
        dry_run: Whether only to report what would change.
    """

    version: str | None = None
    template: str | None = None
    clone: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True)
class Target:
    """The target of an upgrade.

    Args:
        recorded: The current answers of the project.
        template: The version to upgrade to.
        unanswered: Questions of that version without an answer in the project, by name: text,
            choices by label and default of each.
    """

    recorded: project.Answers
    template: Template
    unanswered: Mapping[str, Mapping[str, Any]]


def target(start: Path, options: UpgradeOptions) -> Target:
    """Return the version to upgrade a project to.

    Raises:
        UsageError: The address is invalid.
        ProjectError: The version does not exist, is older, or its template cannot be fetched.
    """
    recorded = project.read_answers(project.find(start))
    origin = _origin(templates.recorded(recorded), options)
    if origin.address == recorded.source and templates.is_older(origin.commit, recorded.commit):
        raise ProjectError(
            f"the project has template {recorded.commit}, which is newer than {origin.commit}",
            where=ANSWERS_FILE,
            hint="name a newer one with --to, or install a newer t3gen",
            code="version",
        )
    template = templates.load(origin, options.clone)
    unanswered = {
        name: question
        for name, question in template.asked(recorded.values).items()
        if name not in recorded.values and name not in options.answers
    }
    return Target(recorded, template, unanswered)


def upgrade(start: Path, options: UpgradeOptions) -> Outcome:
    """Upgrade a project to another version of its template, or to another template.

    The recorded resources are rendered with both; specs are not read, as with `copier update`.

    Raises:
        UsageError: An address or an answer is invalid.
        ProjectError: The version does not exist, is older, or its template cannot be fetched.
        MigrationError: The schema of the new template would lose data.
    """
    root = project.find(start)
    with change.session(root, dry_run=options.dry_run) as recovered:
        to = target(start, options)
        answers = {**to.recorded.values, **options.answers}
        to.template.check(answers)
        origin = templates.recorded(to.recorded)
        base = templates.load_base(origin, options.clone).render(to.recorded.values)
        upgraded = Change(root, base, to.template.render(answers), notes=tuple(_notes(to)))
        return change.execute(upgraded, recovered, dry_run=options.dry_run)


def _origin(recorded: Origin, options: UpgradeOptions) -> Origin:
    """Return the version to upgrade to: by default the installed one, of the same template."""
    address, version = recorded.address, options.version
    if options.template:
        if options.version:
            hint = "name it once: --template ADDRESS@TAG"
            raise UsageError("--to and --template both name a version", where="--to", hint=hint)
        address, version = templates.split(options.template)
    installed = templates.installed.origin()
    if version is None and address == installed.address:
        return installed
    return templates.find(address, version, options.clone)


def _notes(target: Target) -> Iterator[str]:
    if target.template.origin == templates.installed.origin() and templates.installed.has_changes():
        yield "The installed template has uncommitted changes: commit them before others upgrade."
    for name, question in target.unanswered.items():
        yield f'New question "{name}": answered with its default, {question["default"]!r}'
