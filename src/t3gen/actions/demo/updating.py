"""Second act: an edit of the user's, a new version of the template, and plain `copier update`."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from t3gen import __version__
from t3gen.actions.demo.events import Event, Excerpt, Heading
from t3gen.actions.demo.steps import SHOP, TEMPLATE, Workspace, edit, line_with
from t3gen.errors import ProjectError

SERVICE = "src/server/questions/service.ts"
_IMPORT = "import { orNotFound } from"
_CREATE = "export async function create(actor: Actor | null, input: schema.Create) {\n"
_RULE = """\
  if (!input.text.endsWith("?"))
    throw new AppError("invalid", "A question ends with ?");
"""
GET = "export async function get(actor: Actor | null, id: {{ id_type }}) {\n"
"""A line of the template that the demo puts a comment above."""
_COMMENT = "/** Returns one record, or fails with 404. */\n"


def act(work: Workspace) -> Generator[Event]:
    """Change the same file in the project and its template, and merge both by copier.

    Raises:
        T3genError: A step failed, or a change was lost.
    """
    yield Heading("Your edit, and a new version of the template")
    yield from work.commit(SHOP, "First version")
    yield from edit(
        work.shop / SERVICE,
        f"You add a rule to generated code, {SHOP}/{SERVICE}:",
        (_IMPORT, "import { AppError, orNotFound } from"),
        (_CREATE, _CREATE + _RULE),
    )
    yield from work.commit(SHOP, "Add a rule")
    source = template_of_services(work.template)
    title = f"The template changes, {TEMPLATE}/.../{source.name}:"
    yield from edit(source, title, (GET, _COMMENT + GET))
    yield from work.commit(TEMPLATE, "Add a comment", _next_tag())
    yield from work.run("copier update", detail=line_with("version"))
    yield _excerpt_of_both(work.shop / SERVICE)
    yield from work.run("npm run typecheck")
    yield from work.commit(SHOP, "Update template")


def template_of_services(template: Path) -> Path:
    """Return the file of a template that writes the functions of services."""
    return template / "template" / "macros" / "service.jinja"


def _next_tag() -> str:
    major, minor, *_ = __version__.split(".")
    return f"v{major}.{int(minor) + 1}.0"


def _excerpt_of_both(service: Path) -> Excerpt:
    """Return the part of the file with both changes.

    Raises:
        ProjectError: It lacks one of them.
    """
    text = service.read_text(encoding="utf-8")
    for change in (_RULE, _COMMENT):
        if change not in text:
            raise ProjectError(f"has lost {change.strip()!r}", where=str(service), code="demo")
    part = text[text.index(_COMMENT) : text.index(_RULE) + len(_RULE)]
    return Excerpt("After the update, the file has both:", tuple(part.splitlines()))
