"""`t3gen migrate new`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli.changes import output_options, report


@click.command()
@click.argument("name")
@output_options
def new(name: str, **output: bool) -> int:
    """Create an empty migration called NAME, for SQL of your own.

    For what a Prisma schema cannot express: views, triggers, checks, row-level security, rows.
    """
    from t3gen.actions.migrations import next_migration

    dry_run = output["dry_run"] or output["diff"]
    outcome = next_migration.by_hand(Path.cwd(), name, dry_run=dry_run)
    return report(outcome, as_json=output["as_json"], diff=output["diff"])
