"""`t3gen migrate new`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli.changes import tell


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def new(name: str, as_json: bool) -> int:
    """Make an empty migration called NAME, for SQL of your own.

    For what the Prisma schema does not know: views, triggers, checks, row-level security, rows.
    """
    from t3gen.actions import next_migration

    return tell(next_migration.by_hand(Path.cwd(), name), as_json=as_json)
