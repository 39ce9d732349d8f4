"""`t3gen upgrade`: another version of the template, by the same merge as everything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from t3gen import ANSWERS_FILE, project, render
from t3gen.actions import change
from t3gen.actions.change import Change, Outcome
from t3gen.actions.versions import Versions
from t3gen.errors import ProjectError, UsageError

_VERSION = re.compile(r"v?\d+\.\d+(\.\d+)?\w*")


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Args:
        version: The version to go to, such as "0.2.0"; None for that of this t3gen.
        source: A git address or a clone; None for the address that the project has recorded.
        dry_run: Whether only to say what would be done.
    """

    version: str | None = None
    source: str | None = None
    dry_run: bool = False


def upgrade(start: Path, wish: Wish) -> Outcome:
    """Bring a project from its template to another version of it.

    The recorded resources are rendered with both; the specs are not read, as with `copier update`.

    Raises:
        UsageError: It is no version.
        ProjectError: The version does not exist, is older, or its template cannot be fetched.
        MigrationError: The schema of the new template would lose data.
    """
    root = project.find(start)
    if wish.version and not _VERSION.fullmatch(wish.version):
        hint = "for example: --to 0.2.0"
        raise UsageError(f'"{wish.version}" is no version', where="--to", hint=hint)
    with change.session(root, dry_run=wish.dry_run) as recovered:
        answers = project.read_answers(root)
        version = (
            f"v{wish.version.removeprefix('v')}" if wish.version else render.installed_commit()
        )
        _check_order(answers.commit, version)
        base, new = _generations(answers, version, wish.source or answers.source)
        found = Change(root, base, new)
        outcome = change.carry_out(found, recovered, dry_run=wish.dry_run)
    return replace(outcome, notes=tuple(_notes(version)))


def _generations(
    answers: project.Answers, version: str, source: str
) -> tuple[Mapping[str, render.Rendered], Mapping[str, render.Rendered]]:
    """Render what is recorded with the old template and with the new one."""
    with TemporaryDirectory(prefix="t3gen-") as folder:
        versions = Versions(source, Path(folder))
        old = versions.template(answers.commit, answers.source)
        base = old.render(answers.values)
        if version == answers.commit:
            return base, base
        new = versions.template(version, answers.source)
        return base, new.render(answers.values)


def _check_order(recorded: str, wanted: str) -> None:
    if _numbers(wanted) < _numbers(recorded):
        raise ProjectError(
            f"the project has template {recorded}, which is newer than {wanted}",
            where=ANSWERS_FILE,
            hint="name a newer one with --to, or take a newer t3gen",
            code="version",
        )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _notes(version: str) -> list[str]:
    if version == render.installed_commit():
        return []
    return [
        f"Go on with the t3gen of this template: pip install t3gen=={version.removeprefix('v')}"
    ]
