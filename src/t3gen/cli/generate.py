"""`t3gen generate`, and how a generation is told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal

if TYPE_CHECKING:
    from t3gen.actions.change import Outcome

_CONFLICTS = """\
Settle the conflicts: each file holds your lines and the generated ones between its markers."""


@click.command()
@click.option(
    "--spec",
    "specs",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of the specs, or the file that holds them all, instead of resources/.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen to each file; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def generate(specs: Path | None, dry_run: bool, as_json: bool) -> int:
    """Generate everything that follows from resources/*.yaml."""
    from t3gen.actions import generate as action

    return tell(action.generate(action.request(Path.cwd(), specs, dry_run=dry_run)), as_json)


def tell(outcome: Outcome, as_json: bool) -> int:
    """Print what a generation did, and return the exit code."""
    if as_json:
        terminal.data(json.dumps(_as_data(outcome), indent=2))
    else:
        _tell_files(outcome)
        _tell_migration(outcome)
    return terminal.FINDINGS if outcome.plan.conflicts else 0


def _tell_files(outcome: Outcome) -> None:
    if outcome.recovered:
        terminal.say(f"An interrupted run was {outcome.recovered} first.")
    steps = [step for step in outcome.plan.steps if step.verdict != "same"]
    for step in steps:
        colour = terminal.VERDICT_COLOURS[step.verdict]
        reason = f"  ({step.reason})" if step.reason else ""
        terminal.data(f"{click.style(f'{step.verdict:>8}', fg=colour)}  {step.path}{reason}")
    terminal.say(_summary(outcome), bold=True)
    if outcome.plan.conflicts:
        terminal.say(_CONFLICTS)


def _summary(outcome: Outcome) -> str:
    counts = Counter(str(step.verdict) for step in outcome.plan.steps)
    same = counts.pop("same", 0)
    if not counts:
        return f"Nothing to do: nothing has changed since the last generation ({same} files)."
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    return f"{'Would be: ' if outcome.dry_run else ''}{told}, {same} same."


def _tell_migration(outcome: Outcome) -> None:
    if outcome.migration.name:
        verb = "would be made" if outcome.dry_run else "made"
        terminal.say(f"Migration {verb}: {outcome.migration.name}")
        terminal.say("Apply it: t3gen migrate apply")
    if outcome.migration.pending:
        terminal.say(f"Migration pending: {outcome.migration.pending}")
        terminal.say(f"  First: {outcome.migration.hint}")
        terminal.say("  Then:  t3gen generate")


def _as_data(outcome: Outcome) -> dict[str, object]:
    return {
        "ok": not outcome.plan.conflicts,
        "dry_run": outcome.dry_run,
        "files": [
            {"path": step.path, "verdict": step.verdict, "reason": step.reason}
            for step in outcome.plan.steps
        ],
        "migration": {
            "name": outcome.migration.name or None,
            "pending": outcome.migration.pending or None,
            "hint": outcome.migration.hint or None,
        },
    }
