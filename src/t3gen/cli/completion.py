"""Values that the shell completes: resources, fields, types, codes, migrations.

A completion answers at once or with nothing: it never prints, and no error may reach the shell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from t3gen.errors import T3genError

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completer(values: Callable[[click.Context, str], Iterable[tuple[str, str]]]) -> Completer:
    """Make a completer of a function that returns values with a help text each."""

    def complete(
        context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        try:
            found = list(values(context, incomplete))
        except (T3genError, OSError):
            return []
        begin = incomplete.lower()
        return [CompletionItem(it, help=text) for it, text in found if it.lower().startswith(begin)]

    return complete


@_completer
def migrations(_context: click.Context, _incomplete: str) -> Iterable[tuple[str, str]]:
    """The migrations of the project."""
    from t3gen import migrate, project

    return ((name, "") for name in migrate.read(project.find(Path.cwd())).names)
