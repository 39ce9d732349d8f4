"""`t3gen migrate new`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli.changes import tell, telling_options


@click.command()
@click.argument("name")
@telling_options
def new(name: str, **telling: bool) -> int:
    """Create an empty migration called NAME, for SQL of your own.

    For what a Prisma schema cannot express: views, triggers, checks, row-level security, rows.
    """
    from t3gen.actions import next_migration

    dry_run = telling["dry_run"] or telling["diff"]
    outcome = next_migration.by_hand(Path.cwd(), name, dry_run=dry_run)
    return tell(outcome, as_json=telling["as_json"], diff=telling["diff"])
