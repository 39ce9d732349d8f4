"""Values for shell completion: resources, fields, types, codes, migrations.

A completer never prints, and errors give no completions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from t3gen.errors import T3genError

if TYPE_CHECKING:
    from t3gen.spec import ResourceSpec

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completer(values: Callable[[click.Context, str], Iterable[tuple[str, str]]]) -> Completer:
    """Return a completer for a function that yields values with their help texts."""

    def complete(
        context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        try:
            items = list(values(context, incomplete))
        except (T3genError, OSError):
            return []
        begin = incomplete.lower().removeprefix(":")
        return [CompletionItem(it, help=text) for it, text in items if it.lower().startswith(begin)]

    return complete


@_completer
def resources(_context: click.Context, _incomplete: str) -> Iterable[tuple[str, str]]:
    """Yield the resources of the project."""
    return ((one.name.text, one.doc) for one in _specs())


@_completer
def fields(context: click.Context, _incomplete: str) -> Iterable[tuple[str, str]]:
    """Yield the fields and relations of the resource argument."""
    for one in _specs():
        if one.name.text == context.params.get("resource"):
            yield from ((member.name.text, str(member.type)) for member in one.fields)
            yield from ((relation.name.text, str(relation.target)) for relation in one.relations)


@_completer
def field_types(context: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    """Yield what may follow the colon of a field: types, and resources for relations.

    Bash splits words at colons, so the field's name may be the previous word.
    """
    from t3gen.spec.vocabulary import TYPES

    name, colon, _ = incomplete.rpartition(":")
    before = context.params.get("fields") or ()
    if not colon and before[-1:] != (":",):
        return
    lead = f"{name}:" if name else ""
    for key, kind in TYPES.items():
        yield f"{lead}{key}", f"as in {kind.example}"
    for one in _specs():
        yield f"{lead}{one.name}", "a relation"


@_completer
def codes(_context: click.Context, _incomplete: str) -> Iterable[tuple[str, str]]:
    """Yield the codes of errors."""
    from t3gen.cli.commands.explain import explanations, summary

    return ((code, summary(text)) for code, text in explanations().items())


@_completer
def topics(_context: click.Context, _incomplete: str) -> Iterable[tuple[str, str]]:
    """Yield the topics of the documentation."""
    from t3gen.actions import docs

    return ((page.topic, page.title) for page in docs.pages().values())


@_completer
def migrations(_context: click.Context, _incomplete: str) -> Iterable[tuple[str, str]]:
    """Yield the migrations of the project."""
    from t3gen import migrate, project

    return ((name, "") for name in migrate.read(project.find(Path.cwd())).names)


def _specs() -> Iterable[ResourceSpec]:
    """Return the specs of the project that can be parsed."""
    from t3gen import project, spec
    from t3gen.actions import generate

    folder = project.find(Path.cwd()) / generate.SPECS
    return spec.read(spec.texts(folder)).specs if folder.is_dir() else ()
