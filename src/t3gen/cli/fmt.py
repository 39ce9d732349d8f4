"""`t3gen fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli import terminal


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
def fmt(path: Path | None, check: bool) -> int:
    """Lay specs out: aligned, in the short form, every comment kept.

    PATH is a folder of specs or a file, instead of resources/.
    """
    from t3gen.actions import fmt as action

    plan = action.fmt(Path.cwd(), path, dry_run=check)
    changed = [step.path for step in plan.steps if step.changes]
    for name in changed:
        terminal.data(name)
    count, total = len(changed), len(plan.steps)
    told = "would change" if check else "changed"
    terminal.say(f"{count} of {total} specs {told}." if count else f"{total} specs are in order.")
    return terminal.FINDINGS if check and changed else 0
