"""`t3gen migrate baseline`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import candidates, terminal
from t3gen.cli.changes import output_options

if TYPE_CHECKING:
    from t3gen.migrate import Baseline


@click.command(short_help="Mark migrations as applied in a database with their tables.")
@click.option(
    "--until",
    metavar="NAME",
    default="",
    shell_complete=candidates.migrations,
    help="The last migration to record. Default: the last one whose result the database has.",
)
@output_options
def baseline(until: str, dry_run: bool, diff: bool, as_json: bool) -> None:
    """Mark migrations as applied, without running them, in a database that has their tables.

    For a database that was created without migrations, as by `prisma db push`. Migrations are
    replayed in memory, and recorded only if the database has exactly what they create; else the
    difference is shown, and nothing is written. Rows are not compared.
    """
    from t3gen import migrate
    from t3gen.actions.migrations import database

    dry_run = dry_run or diff
    result = database.baseline(Path.cwd(), migrate.BaselineOptions(until, dry_run))
    if as_json:
        terminal.data(json.dumps({"ok": True, "dry_run": dry_run, **asdict(result)}, indent=2))
    else:
        _print(result, dry_run=dry_run)


def _print(result: Baseline, *, dry_run: bool) -> None:
    for name in result.names:
        terminal.data(f"{click.style('recorded', fg='green')}  {name}")
    for name in result.pending:
        terminal.data(f"{click.style('pending', fg='yellow'):>8}  {name}")
    if not result.names:
        terminal.say("Nothing to do: no other migration can be recorded.", bold=True)
        return
    count = f"{len(result.names)} migration{'' if len(result.names) == 1 else 's'}"
    verb = "Would record" if dry_run else "Recorded"
    terminal.say(f"{verb} as applied, without running: {count}.", bold=True)
    for name in result.changing_rows:
        terminal.say(f"Not compared: the rows that {name} changes.")
    if result.pending and not dry_run:
        terminal.say("Apply the rest: t3gen migrate apply")
