"""`t3gen destroy resource`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli import candidates, terminal
from t3gen.cli.changes import CONSENT, SPEC, output_options, report
from t3gen.cli.kinds import KindGroup


@click.group(cls=KindGroup)
def destroy() -> None:
    """Remove a resource."""


@destroy.command(short_help="Remove a resource: its spec, files and table.")
@click.argument("name", shell_complete=candidates.resources)
@click.option("--force", is_flag=True, help="Also delete files that have been edited.")
@click.option("--drop-rows", is_flag=True, help="Allow dropping its table and all its rows.")
@CONSENT
@SPEC
@output_options
def resource(
    name: str, force: bool, drop_rows: bool, consent: str, specs: Path | None, **output: bool
) -> int:
    """Remove the resource NAME: its spec, its files, its lines in other files, its table.

    Edited files are kept, and t3gen no longer manages them.
    """
    from t3gen.actions import destroy as action
    from t3gen.actions.steps import Agreement

    dry_run = output["dry_run"] or output["diff"]
    agreement = Agreement.of(consent, attended=terminal.is_interactive())
    request = action.DestroyRequest(name, force, drop_rows, dry_run, specs, agreement)
    outcome = action.destroy(Path.cwd(), request)
    return report(outcome, as_json=output["as_json"], diff=output["diff"])
