"""`t3gen migrate rebase`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli import candidates
from t3gen.cli.changes import output_options, report


@click.command(short_help="Recreate migrations after a merge of branches.")
@click.argument("names", nargs=-1, shell_complete=candidates.migrations)
@output_options
def rebase(names: tuple[str, ...], **output: bool) -> int:
    """Recreate the later migration, after two branches have each added one.

    NAMES are the migrations to recreate. Default: those of the branch with the newest one.
    A migration with hand-written SQL is refused.
    """
    from t3gen.actions.migrations import next_migration

    dry_run = output["dry_run"] or output["diff"]
    outcome = next_migration.rebase(Path.cwd(), names, dry_run=dry_run)
    return report(outcome, as_json=output["as_json"], diff=output["diff"])
