"""Groups whose commands are kinds: `t3gen destroy resource`, `t3gen rename field`."""

from __future__ import annotations

import shlex

import click


class KindGroup(click.Group):
    """A group that suggests the kind if it was omitted."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown one that looks like a resource, suggest the kind."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not args[0][:1].isupper():
                raise
            suggestion = f"{ctx.command_path} resource {shlex.join(args)}"
            raise click.UsageError(f"{error.message} Did you mean: {suggestion}", ctx) from None
