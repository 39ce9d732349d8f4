"""`t3gen migrate snapshot`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from t3gen.cli import terminal


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def snapshot(as_json: bool) -> None:
    """Keep the schema that the newest migration leads to.

    For a history that was made without t3gen. The migrations are replayed into a database in
    memory; no other is touched.
    """
    from t3gen.actions import next_migration

    made = next_migration.snapshot(Path.cwd())
    if as_json:
        told = {"ok": True, "path": made and made.path, "is_schema": made and made.is_schema}
        terminal.data(json.dumps(told, indent=2))
    elif made is None:
        terminal.say("Nothing to do: the newest migration has its snapshot.", bold=True)
    else:
        terminal.data(f"{click.style('  create', fg='green')}  {made.path}")
        if not made.is_schema:
            terminal.say("The schema in prisma/ differs from what the migrations make.")
            terminal.say("  See how: t3gen migrate plan")
