"""`t3gen migrate snapshot`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli import terminal
from t3gen.cli.changes import output_options, report


@click.command()
@output_options
def snapshot(**output: bool) -> int:
    """Write the schema snapshot of the newest migration.

    For a history that was created without t3gen. Migrations are replayed in an in-memory database;
    no other database is touched.
    """
    from t3gen.actions.migrations import next_migration

    dry_run = output["dry_run"] or output["diff"]
    outcome = next_migration.snapshot(Path.cwd(), dry_run=dry_run)
    if outcome.plan.changes or output["as_json"]:
        return report(outcome, as_json=output["as_json"], diff=output["diff"])
    terminal.say("Nothing to do: the newest migration has its snapshot.", bold=True)
    return 0
