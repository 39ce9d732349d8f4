"""`t3gen migrate apply` and `t3gen migrate status`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal

if TYPE_CHECKING:
    from t3gen.migrate import Status

_COLOURS = {
    "applied": "green",
    "pending": "yellow",
    "failed": "red",
    "edited": "red",
    "unknown": "red",
}


@click.command(short_help="Apply the migrations that the database has not seen.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def apply(as_json: bool) -> None:
    """Apply the migrations that the database has not seen, as `prisma migrate deploy` does."""
    from t3gen.actions import database

    done = database.apply(Path.cwd())
    if as_json:
        terminal.data(json.dumps({"ok": True, **asdict(done)}, indent=2))
        return
    if done.created:
        terminal.say("The database did not exist: created.")
    for name in done.names:
        terminal.data(f"{click.style('applied', fg='green')}  {name}")
    count = len(done.names)
    told = f"{count} migration{'' if count == 1 else 's'} applied."
    terminal.say(told if count else "Nothing to do: the database is up to date.", bold=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def status(as_json: bool) -> int:
    """Compare the migrations with the database.

    Exits 0 when they agree, 1 when they differ, 2 when the database cannot be reached.
    """
    from t3gen.actions import database

    found = database.status(Path.cwd())
    if as_json:
        terminal.data(json.dumps({"ok": found.is_up_to_date, **asdict(found)}, indent=2))
    else:
        _tell(found)
    if not found.is_reachable:
        return terminal.CANNOT
    return 0 if found.is_up_to_date else terminal.FINDINGS


def _tell(found: Status) -> None:
    names = {name: kind for kind in _COLOURS for name in getattr(found, kind)}
    for name, kind in sorted(names.items()):
        terminal.data(f"{click.style(f'{kind:>7}', fg=_COLOURS[kind])}  {name}")
    terminal.say(_verdict(found), bold=True)
    if found.reason and not found.is_reachable:
        terminal.say(f"  {found.reason}")


def _verdict(found: Status) -> str:
    if not found.is_reachable:
        return "The database cannot be reached."
    if not found.exists:
        return "The database does not exist yet. Create it: t3gen migrate apply"
    if found.is_up_to_date:
        return "The database is up to date."
    if found.failed:
        return "A migration failed half-way. Apply again to see how to mend it: t3gen migrate apply"
    if found.edited or found.unknown:
        return "The database has seen migrations that differ from those in prisma/migrations."
    return "The database waits for migrations. Apply them: t3gen migrate apply"
