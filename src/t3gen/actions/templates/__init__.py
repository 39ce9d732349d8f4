"""Templates by origin: the installed one, or any version of a git repository, cached."""

from __future__ import annotations

from t3gen import ANSWERS_FILE, model, project, render
from t3gen.actions.templates import cache, installed
from t3gen.actions.templates.address import split
from t3gen.actions.templates.versions import is_older
from t3gen.errors import ProjectError
from t3gen.render import Origin, Template

__all__ = [
    "find",
    "installed",
    "is_available",
    "is_older",
    "load",
    "load_base",
    "of_project",
    "recorded",
    "split",
]


def find(address: str, version: str | None, clone: str | None = None) -> Origin:
    """Return a version of the template at an address.

    Args:
        address: The address to record.
        version: A tag, a branch or a commit; None for the newest release.
        clone: The repository to clone instead of the address.

    Raises:
        ProjectError: The repository cannot be cloned, or has no such version.
    """
    return cache.resolve(address, version, clone)


def load(origin: Origin, clone: str | None = None) -> Template:
    """Load a version: the installed template if it is that one, else from the cache or git.

    Args:
        origin: The version.
        clone: The repository to clone instead of its address.

    Raises:
        ProjectError: The version is neither installed nor cached and cannot be fetched, or is
            made for another version of t3gen.
        TemplateError: It is not a template that t3gen can render.
    """
    template = load_base(origin, clone)
    _check_records(template)
    return template


def load_base(origin: Origin, clone: str | None = None) -> Template:
    """Load the version of a last generation, which may be made for records of an older t3gen.

    Args:
        origin: The version.
        clone: The repository to clone instead of its address.

    Raises:
        ProjectError: The version is neither installed nor cached and cannot be fetched.
        TemplateError: It is not a template that t3gen can render.
    """
    is_installed = origin == installed.origin()
    root = render.package_root() if is_installed else cache.folder_of(origin, clone)
    return Template.load(root, origin)


def recorded(answers: project.Answers) -> Origin:
    """Return the version of a template that a project records."""
    return Origin(answers.source, answers.commit)


def of_project(answers: project.Answers) -> Template:
    """Load the template that a project records.

    Raises:
        ProjectError: It is neither installed nor cached and cannot be fetched, or is made for
            another version of t3gen.
    """
    try:
        return load(recorded(answers))
    except ProjectError as error:
        if error.code != "template-version":
            raise
        raise ProjectError(
            f"the project's template is neither installed nor cached, and fetching it from "
            f"{error.where} failed: {error.what}",
            where=ANSWERS_FILE,
            hint=error.hint,
            code=error.code,
        ) from error


def is_available(origin: Origin) -> bool:
    """Return whether a version is available without a network."""
    return origin == installed.origin() or cache.has(origin)


def _check_records(template: Template) -> None:
    if model.RECORD_VERSION in template.record_versions:
        return
    reads = ", ".join(map(str, template.record_versions))
    raise ProjectError(
        f"reads records of version {reads}, and this t3gen writes version {model.RECORD_VERSION}",
        where=str(template.origin),
        hint="upgrade the project to a newer template: t3gen upgrade"
        if max(template.record_versions, default=0) < model.RECORD_VERSION
        else "install a newer t3gen",
        code="record-version",
    )
