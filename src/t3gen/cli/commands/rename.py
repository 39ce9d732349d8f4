"""`t3gen rename resource` and `t3gen rename field`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli import candidates, terminal
from t3gen.cli.changes import SPEC, output_options, report
from t3gen.cli.kinds import KindGroup


@click.group(cls=KindGroup)
def rename() -> None:
    """Rename a resource or a field; your edits are kept."""


@rename.command(short_help="Rename a resource, wherever it is named.")
@click.argument("old", shell_complete=candidates.resources)
@click.argument("new")
@SPEC
@output_options
def resource(old: str, new: str, specs: Path | None, **output: bool) -> int:
    """Rename the resource OLD: spec, files, routes, imports, references in other specs."""
    return _rename((old, "", new), specs, **output)


@rename.command()
@click.argument("resource", shell_complete=candidates.resources)
@click.argument("old", shell_complete=candidates.fields)
@click.argument("new")
@SPEC
@output_options
def field(resource: str, old: str, new: str, specs: Path | None, **output: bool) -> int:
    """Rename the field or relation OLD of RESOURCE."""
    return _rename((resource, old, new), specs, **output)


def _rename(
    names: tuple[str, str, str],
    specs: Path | None,
    *,
    dry_run: bool,
    diff: bool,
    as_json: bool,
) -> int:
    from t3gen.actions import rename as action
    from t3gen.actions.steps import Agreement

    agreement = Agreement.of("", attended=terminal.is_interactive())
    request = action.RenameRequest(
        *names, dry_run=dry_run or diff, specs=specs, agreement=agreement
    )
    return report(action.rename(Path.cwd(), request), as_json=as_json, diff=diff)
