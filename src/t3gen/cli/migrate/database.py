"""`t3gen migrate apply` and `t3gen migrate status`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal
from t3gen.cli.changes import telling_options

if TYPE_CHECKING:
    from t3gen.migrate import Applied, Status

_NOTHING_TO_DO = "Nothing to do: the database is up to date."
_NOTHING_PENDING = "Nothing to apply."
_COLOURS = {
    "applied": "green",
    "pending": "yellow",
    "failed": "red",
    "edited": "red",
    "unknown": "red",
}


@click.command(short_help="Apply pending migrations.")
@telling_options
def apply(dry_run: bool, diff: bool, as_json: bool) -> None:
    """Apply pending migrations, as `prisma migrate deploy` does.

    With --dry-run or --diff, nothing is applied; --diff shows the SQL.
    """
    from t3gen.actions import database

    if dry_run or diff:
        _rehearse(as_json=as_json, diff=diff)
        return

    if as_json:
        done = database.apply(Path.cwd())
        terminal.data(json.dumps({"ok": True, "dry_run": False, **asdict(done)}, indent=2))
        return
    done = database.apply(Path.cwd(), tell=_applied, progress=_progress)
    if done.created:
        terminal.say("Created the database, which did not exist.")
    for name in done.resumed:
        terminal.say(f"Resumed {name}, which an earlier run had started.")
    _tell_edited(done)
    nothing = _NOTHING_PENDING if done.edited else _NOTHING_TO_DO
    terminal.say(f"{_count(done.names)} applied." if done.names else nothing, bold=True)


def _applied(name: str) -> None:
    terminal.data(f"{click.style('applied', fg='green')}  {name}")


def _progress(said: str) -> None:
    terminal.say(f"  {said}")


def _rehearse(*, as_json: bool, diff: bool) -> None:
    from t3gen.actions import database

    found = database.rehearse(Path.cwd())
    due = found.applied
    if as_json:
        told: dict[str, object] = {"ok": True, "dry_run": True, **asdict(due)}
        if diff:
            told["migrations"] = [asdict(script) for script in found.scripts]
        terminal.data(json.dumps(told, indent=2))
        return
    if due.created:
        terminal.say("The database does not exist, and would be created.")
    for name in due.resumed:
        terminal.say(f"An earlier run has started {name}: it would be resumed.")
    for script in found.scripts:
        name = f"{click.style('pending', fg=_COLOURS['pending'])}  {script.name}"
        terminal.data(f"-- {script.name}\n\n{script.sql}" if diff else name)
    _tell_edited(due)
    nothing = _NOTHING_PENDING if due.edited else _NOTHING_TO_DO
    terminal.say(f"{_count(due.names)} would be applied." if due.names else nothing, bold=True)


def _tell_edited(done: Applied) -> None:
    for name in done.edited:
        terminal.say(
            f"{name} has been edited since it was applied: the database has the earlier version."
        )


def _count(names: Sequence[str]) -> str:
    return f"{len(names)} migration{'' if len(names) == 1 else 's'}"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(as_json: bool) -> int:
    """Compare the migrations with the database.

    Shows which are applied, and drift: what the database has that no migration creates.

    Exits 0 when they match, 1 when they differ, 2 when the database cannot be reached.
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
    if found.drift:
        terminal.data(found.drift)
    terminal.say(_verdict(found), bold=True)
    if found.reason and not found.is_reachable:
        terminal.say(f"  {found.reason}")


def _verdict(found: Status) -> str:
    no_history = (
        "The database has tables, but no migration history.\n"
        "Record the migrations that it matches: t3gen migrate baseline"
    )
    differs = "Applied migrations differ from those in prisma/migrations."
    verdicts = (
        (not found.is_reachable, "The database cannot be reached."),
        (bool(found.refused), f"t3gen migrate apply refuses: {found.refused}"),
        (not found.exists, "The database does not exist yet. Create it: t3gen migrate apply"),
        (
            bool(found.failed),
            "A migration failed or was interrupted. Resume it, or see why: t3gen migrate apply",
        ),
        (bool(found.edited or found.unknown), differs),
        (found.has_no_history, no_history),
        (
            bool(found.drift),
            "The database has drifted (above): write a migration for the changes, or revert them.",
        ),
        (
            bool(found.pending),
            "Migrations are pending. Apply them: t3gen migrate apply",
        ),
    )
    return next((said for is_so, said in verdicts if is_so), "The database is up to date.")
