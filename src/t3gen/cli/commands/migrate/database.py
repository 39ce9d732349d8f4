"""`t3gen migrate apply` and `t3gen migrate status`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal
from t3gen.cli.changes import output_options

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
@output_options
def apply(dry_run: bool, diff: bool, as_json: bool) -> None:
    """Apply pending migrations, as `prisma migrate deploy` does.

    With --dry-run or --diff, nothing is applied; --diff shows the SQL.
    """
    from t3gen.actions.migrations import database

    if dry_run or diff:
        _dry_run(as_json=as_json, diff=diff)
        return

    if as_json:
        applied = database.apply(Path.cwd())
        terminal.data(json.dumps({"ok": True, "dry_run": False, **asdict(applied)}, indent=2))
        return
    applied = database.apply(Path.cwd(), tell=_applied, progress=_progress)
    if applied.created:
        terminal.say("Created the database, which did not exist.")
    for name in applied.resumed:
        terminal.say(f"Resumed {name}, which an earlier run had started.")
    _print_edited(applied)
    nothing = _NOTHING_PENDING if applied.edited else _NOTHING_TO_DO
    terminal.say(f"{_count(applied.names)} applied." if applied.names else nothing, bold=True)


def _applied(name: str) -> None:
    terminal.data(f"{click.style('applied', fg='green')}  {name}")


def _progress(message: str) -> None:
    terminal.say(f"  {message}")


def _dry_run(*, as_json: bool, diff: bool) -> None:
    from t3gen.actions.migrations import database

    dry_run = database.rehearse(Path.cwd())
    due = dry_run.applied
    if as_json:
        data: dict[str, object] = {"ok": True, "dry_run": True, **asdict(due)}
        if diff:
            data["migrations"] = [asdict(script) for script in dry_run.scripts]
        terminal.data(json.dumps(data, indent=2))
        return
    if due.created:
        terminal.say("The database does not exist, and would be created.")
    for name in due.resumed:
        terminal.say(f"An earlier run has started {name}: it would be resumed.")
    for script in dry_run.scripts:
        name = f"{click.style('pending', fg=_COLOURS['pending'])}  {script.name}"
        terminal.data(f"-- {script.name}\n\n{script.sql}" if diff else name)
    _print_edited(due)
    nothing = _NOTHING_PENDING if due.edited else _NOTHING_TO_DO
    terminal.say(f"{_count(due.names)} would be applied." if due.names else nothing, bold=True)


def _print_edited(applied: Applied) -> None:
    for name in applied.edited:
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
    from t3gen.actions.migrations import database

    result = database.status(Path.cwd())
    if as_json:
        terminal.data(json.dumps({"ok": result.is_up_to_date, **asdict(result)}, indent=2))
    else:
        _print(result)
    if not result.is_reachable:
        return terminal.CANNOT
    return 0 if result.is_up_to_date else terminal.FINDINGS


def _print(status: Status) -> None:
    names = {name: kind for kind in _COLOURS for name in getattr(status, kind)}
    for name, kind in sorted(names.items()):
        terminal.data(f"{click.style(f'{kind:>7}', fg=_COLOURS[kind])}  {name}")
    if status.drift:
        terminal.data(status.drift)
    terminal.say(_verdict(status), bold=True)
    if status.reason and not status.is_reachable:
        terminal.say(f"  {status.reason}")


def _verdict(status: Status) -> str:
    no_history = (
        "The database has tables, but no migration history.\n"
        "Record the migrations that it matches: t3gen migrate baseline"
    )
    differs = "Applied migrations differ from those in prisma/migrations."
    verdicts = (
        (not status.is_reachable, "The database cannot be reached."),
        (bool(status.refused), f"t3gen migrate apply refuses: {status.refused}"),
        (not status.exists, "The database does not exist yet. Create it: t3gen migrate apply"),
        (
            bool(status.failed),
            "A migration failed or was interrupted. Resume it, or see why: t3gen migrate apply",
        ),
        (bool(status.edited or status.unknown), differs),
        (status.has_no_history, no_history),
        (
            bool(status.drift),
            "The database has drifted (above): write a migration for the changes, or revert them.",
        ),
        (
            bool(status.pending),
            "Migrations are pending. Apply them: t3gen migrate apply",
        ),
    )
    return next((text for is_so, text in verdicts if is_so), "The database is up to date.")
