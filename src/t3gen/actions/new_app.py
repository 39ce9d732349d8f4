"""`t3gen new app`: a complete backend in a new folder."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen import migrate, project, spec
from t3gen.actions import templates
from t3gen.actions.steps import Outcome, migration
from t3gen.errors import UsageError
from t3gen.render import Template

_PLACEHOLDER = re.compile(r"replace-me-[\w-]*")
_NAME = "project_name"
_ALLOWED = frozenset({".git"})


@dataclass(frozen=True)
class NewApp:
    """A created app, or the result of a dry run."""

    answers: Mapping[str, Any]
    outcome: Outcome


def default_name(directory: Path) -> str:
    """Return a valid package name for a folder."""
    name = re.sub(r"[^a-z0-9._-]+", "-", directory.resolve().name.lower()).strip("-._")
    return name or "my-t3-app"


def template(address: str | None) -> Template:
    """Load the template of a new app.

    Args:
        address: `ADDRESS[@TAG]`; None for the installed template. Without a tag the newest
            release, as with copier.

    Raises:
        UsageError: The address is invalid.
        ProjectError: The template cannot be fetched, or is made for another t3gen.
    """
    if address is None:
        return templates.load(templates.installed.origin())
    return templates.load(templates.find(*templates.split(address)))


def questions(directory: Path, chosen: Template) -> Mapping[str, Mapping[str, Any]]:
    """Return the questions of a template by name: text, type, choices and default of each."""
    template_questions = chosen.asked()
    if _NAME in template_questions:
        template_questions[_NAME]["default"] = default_name(directory)
    return template_questions


def wrong_folder(name: str) -> str | None:
    """Return why an app cannot be created in a folder; None if it can."""
    folder = Path(name)
    if not name or (folder.exists() and not folder.is_dir()):
        return "a file with this name exists" if name else "name a folder"
    try:
        _check_empty(folder, folder)
    except UsageError as error:
        return error.what
    return None


def new_app(
    directory: Path,
    answers: Mapping[str, Any],
    chosen: Template | None = None,
    *,
    dry_run: bool = False,
) -> NewApp:
    """Write a complete backend, with generated secrets in `.env`.

    Args:
        directory: The folder; it must not exist, or be empty except for `.git`.
        answers: Answers to the questions of copier.yml; others get their defaults.
        chosen: The template, see `template`; None for the installed one.
        dry_run: Whether to write nothing.

    Raises:
        UsageError: The folder is not empty, or an answer is invalid.
        ProjectError: The folder cannot be written.
    """
    chosen = chosen or template(None)
    values = {_NAME: default_name(directory), **answers}
    chosen.check(values)
    files = chosen.render(values)
    own = {
        ".env": with_secrets(files[".env.example"].data),
        spec.SCHEMA_FILE: spec.schema_text().encode(),
    }
    with (
        nullcontext(directory.resolve()) if dry_run else project.creating_project(directory) as root
    ):
        _check_empty(root, directory)
        plan = project.make_plan(project.Disk(root), {}, files, own)
        if not dry_run:
            project.apply(root, plan)
    notes = tuple(_notes(chosen))
    return NewApp(values, Outcome(root, plan, migration.DueMigration(), dry_run, notes=notes))


def _notes(chosen: Template) -> Iterator[str]:
    """Yield warnings: an uncommitted template, and Node, which only the next steps need."""
    if chosen.origin == templates.installed.origin() and templates.installed.has_changes():
        yield (
            f"The installed template has uncommitted changes, which the recorded version "
            f"{chosen.origin.commit} does not contain: commit them before you upgrade."
        )
    try:
        migrate.find_node()
    except migrate.EngineMissing as error:
        yield f"Before the next steps, {error.hint} ({error.what})."


def with_secrets(example: bytes) -> bytes:
    """Replace each placeholder by a secret of its own."""
    return _PLACEHOLDER.sub(lambda _: secrets.token_urlsafe(32), example.decode()).encode()


def _check_empty(root: Path, directory: Path) -> None:
    for entry in root.iterdir() if root.is_dir() else ():
        if entry.name not in _ALLOWED:
            raise UsageError(
                f'not empty: it contains "{entry.name}"',
                where=str(directory),
                hint="choose a folder that does not exist yet",
                code="taken",
            )
