"""`t3gen doctor`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from t3gen.cli import terminal

_COLOURS = {"ok": "green", "note": "cyan", "bad": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> int:
    """Check the machine and the project, and show how to fix problems.

    Checks Python, Node, npm and git, and in a project its packages, Prisma's engine, the
    database, the template, and interrupted runs.

    Exits 0 without problems, 1 with some.
    """
    from t3gen.actions import doctor as action

    lines = action.doctor(Path.cwd())
    problems = [line for line in lines if line.health is action.Health.PROBLEM]
    if as_json:
        data = {"ok": not problems, "lines": [asdict(line) for line in lines]}
        terminal.data(json.dumps(data, indent=2))
        return terminal.FINDINGS if problems else 0
    for line in lines:
        mark = click.style(f"{line.health:>4}", fg=_COLOURS[line.health])
        terminal.data(f"{mark}  {line.about:<8}  {line.found}")
        if line.fix:
            terminal.data(f"                {line.fix}")
    plural = "" if len(problems) == 1 else "s"
    terminal.say(
        f"{len(problems)} problem{plural}." if problems else "No problems found.", bold=True
    )
    return terminal.FINDINGS if problems else 0
