"""`t3gen init`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal
from t3gen.cli.changes import output_options, report
from t3gen.errors import UsageError

if TYPE_CHECKING:
    from t3gen.actions.adoption import Adoption


@click.command(short_help="Add t3gen to the Next app of the current folder.")
@click.option(
    "--database",
    type=click.Choice(["sqlite", "postgresql"]),
    help="The database of an app without Prisma. Default: sqlite.",
)
@click.option(
    "--upgrade", is_flag=True, help="Also change lines of yours: older versions, Prisma 7."
)
@click.option(
    "--baseline", is_flag=True, help="Write the migration of tables that were there before."
)
@click.option("--undo", is_flag=True, help="Restore all files, if none was edited since.")
@output_options
def init(
    database: str | None,
    upgrade: bool,
    baseline: bool,
    undo: bool,
    dry_run: bool,
    diff: bool,
    as_json: bool,
) -> int:
    """Add t3gen to the Next app of the current folder, such as one of create-t3-app.

    Nothing of yours is lost: files are created beside yours, and to the few that both need,
    such as package.json, lines are added, each of which is listed.
    """
    from t3gen.actions import adoption as action

    if undo and baseline:
        raise UsageError("--undo and --baseline exclude each other", where="t3gen init")
    here, dry = Path.cwd(), dry_run or diff
    if undo or baseline:
        outcome = (action.undo if undo else action.baseline)(here, dry_run=dry)
        return report(outcome, as_json=as_json, diff=diff)
    result = action.init(here, action.Options(database or "sqlite", upgrade, dry))
    if as_json:
        extra = {"found": list(result.found.lines()), "edits": _edits(result)}
        return report(result.outcome, as_json=True, diff=diff, extra=extra)
    _print(result)
    if dry:
        return report(result.outcome, as_json=False, diff=diff)
    _print_next(result)
    return 0


def _edits(result: Adoption) -> dict[str, dict[str, list[str]]]:
    return {
        edit.path: {"added": list(edit.added), "changed": list(edit.changed)}
        for edit in result.edits
    }


def _print(result: Adoption) -> None:
    for line in result.found.lines():
        terminal.say(f"Found: {line}")
    for edit in result.edits:
        terminal.data(edit.path)
        for sign, colour, lines in (("~", "yellow", edit.changed), ("+", "green", edit.added)):
            for line in lines:
                terminal.data(f"  {click.style(sign, fg=colour)} {line}")


def _print_next(result: Adoption) -> None:
    found, plan = result.found, result.outcome.plan
    created = sum(step.before is None for step in plan.changes)
    edited = len(plan.changes) - created
    terminal.say(f"Added t3gen: {created} files created, {edited} edited.", bold=True)
    for note in result.outcome.notes:
        terminal.say(note)
    terminal.say("To go back while nothing is edited: t3gen init --undo\n\nNext:")
    steps = [f"{found.manager} install"]
    if found.migrations:
        steps.append("t3gen migrate snapshot    # the next migration starts from yours")
    elif found.models:
        steps.append("t3gen init --baseline     # the migration of the tables that you have")
        steps.append("t3gen migrate baseline    # only if your database has them already")
    steps += ["t3gen new resource Order number:string", "t3gen migrate apply"]
    for step in steps:
        terminal.say(f"  {step}")
