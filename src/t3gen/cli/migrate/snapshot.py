"""`t3gen migrate snapshot`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli import terminal
from t3gen.cli.changes import tell, telling_options


@click.command()
@telling_options
def snapshot(**telling: bool) -> int:
    """Write the schema snapshot of the newest migration.

    For a history that was created without t3gen. Migrations are replayed in an in-memory database;
    no other database is touched.
    """
    from t3gen.actions import next_migration

    dry_run = telling["dry_run"] or telling["diff"]
    outcome = next_migration.snapshot(Path.cwd(), dry_run=dry_run)
    if outcome.plan.changes or telling["as_json"]:
        return tell(outcome, as_json=telling["as_json"], diff=telling["diff"])
    terminal.say("Nothing to do: the newest migration has its snapshot.", bold=True)
    return 0
