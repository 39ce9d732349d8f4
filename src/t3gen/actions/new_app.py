"""`t3gen new app`: a complete backend in a new folder."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen import migrate, project, render, spec
from t3gen.actions import migration
from t3gen.actions.change import Outcome
from t3gen.errors import UsageError

_PLACEHOLDER = re.compile(r"replace-me-[\w-]*")
_ALLOWED = frozenset({".git"})


@dataclass(frozen=True)
class NewApp:
    """What has been made, or would be."""

    answers: Mapping[str, Any]
    outcome: Outcome


def default_name(directory: Path) -> str:
    """Make a package name of a folder's name."""
    name = re.sub(r"[^a-z0-9._-]+", "-", directory.resolve().name.lower()).strip("-._")
    return name or "my-t3-app"


def questions(directory: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return what a user may choose: for each question its text, choices by label and default."""
    asked = {
        question.name: {
            "text": question.text,
            "choices": dict(question.choices),
            "default": question.default,
        }
        for question in render.package_template().questions.values()
        if question.asked
    }
    asked["project_name"]["default"] = default_name(directory)
    return asked


def wrong_folder(name: str) -> str | None:
    """Return why an app cannot be made in a folder, or None when it can."""
    folder = Path(name)
    if not name or (folder.exists() and not folder.is_dir()):
        return "a file is there" if name else "name a folder"
    try:
        _check_empty(folder, folder)
    except UsageError as error:
        return error.what
    return None


def new_app(directory: Path, answers: Mapping[str, Any], *, dry_run: bool = False) -> NewApp:
    """Write a complete backend, with fresh secrets in `.env`.

    Args:
        directory: Where to; it must not exist yet, or be empty but for `.git`.
        answers: Answers to the questions of copier.yml; the others take their defaults.
        dry_run: Whether only to say what would be done.

    Raises:
        UsageError: The folder is taken, or an answer is not allowed.
        ProjectError: The folder cannot be written.
    """
    values = {"project_name": default_name(directory), **answers}
    template = render.package_template()
    template.check(values)
    files = template.render(values)
    own = {
        ".env": _with_secrets(files[".env.example"].data),
        spec.SCHEMA_FILE: spec.schema_text().encode(),
    }
    with nullcontext(directory.resolve()) if dry_run else project.founding(directory) as root:
        _check_empty(root, directory)
        plan = project.make(project.Disk(root), {}, files, own)
        if not dry_run:
            project.apply(root, plan)
    return NewApp(values, Outcome(root, plan, migration.Planned(), dry_run, notes=_notes()))


def _notes() -> tuple[str, ...]:
    """Say what the next steps need and this machine lacks; making the files needs no Node."""
    try:
        migrate.find_node()
    except migrate.EngineMissing as error:
        return (f"Before the next steps, {error.hint} ({error.what}).",)
    return ()


def _with_secrets(example: bytes) -> bytes:
    """Fill in every placeholder; each gets a secret of its own."""
    return _PLACEHOLDER.sub(lambda _: secrets.token_urlsafe(32), example.decode()).encode()


def _check_empty(root: Path, directory: Path) -> None:
    for entry in root.iterdir() if root.is_dir() else ():
        if entry.name not in _ALLOWED:
            raise UsageError(
                f'not empty: "{entry.name}" is in it',
                where=str(directory),
                hint="name a folder that does not exist yet",
                code="taken",
            )
