"""A group whose commands are imported when they are run: `t3gen --help` imports none of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

MODULES = {"import": "import_models"}
"""The modules of commands whose names are words of Python."""


class LazyGroup(click.Group):
    """A group of commands, each in the module of its name."""

    def __init__(self, *args: object, summaries: Mapping[str, str], **options: object) -> None:
        """Create the group.

        Args:
            args: Arguments of `click.Group`.
            summaries: The first sentence of the help of each command, in the order of the help.
            options: Options of `click.Group`.
        """
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return the names of the commands, in the order of the help."""
        return [*dict.fromkeys([*self._summaries, *self.commands])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now; for an unknown name import all, which click suggests."""
        for name in [cmd_name] if cmd_name in self._summaries else self._summaries:
            if name not in self.commands:
                module = MODULES.get(name, name)
                self.add_command(getattr(import_module(f"t3gen.cli.commands.{module}"), module))
        return super().get_command(ctx, cmd_name)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._summaries.items()))
