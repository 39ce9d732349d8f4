"""`t3gen fmt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal
from t3gen.cli.changes import output_options, report

if TYPE_CHECKING:
    from t3gen.actions.steps import Outcome


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@output_options
def fmt(path: Path | None, check: bool, dry_run: bool, diff: bool, as_json: bool) -> int:
    """Format specs: aligned, in the short form, comments kept.

    PATH is a folder of specs or a file, instead of resources/.
    """
    from t3gen.actions import fmt as action

    outcome = action.fmt(Path.cwd(), path, dry_run=check or dry_run or diff)
    if diff or as_json:
        report(outcome, as_json=as_json, diff=diff)
    else:
        _print(outcome)
    return terminal.FINDINGS if check and outcome.plan.changes else 0


def _print(outcome: Outcome) -> None:
    for step in outcome.plan.changes:
        terminal.data(step.path)
    count, total = len(outcome.plan.changes), len(outcome.plan.steps)
    verb = "would be formatted" if outcome.dry_run else "formatted"
    terminal.say(f"{count} of {total} specs {verb}." if count else f"{total} specs left unchanged.")
