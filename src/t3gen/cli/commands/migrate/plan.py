"""`t3gen migrate plan`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal
from t3gen.cli.commands.migrate.lint import as_data, kind_of, short

if TYPE_CHECKING:
    from t3gen.actions.migrations.next_migration import Due
    from t3gen.actions.steps import scripts


@click.command(short_help="Show the migration that `generate` would write.")
@click.option(
    "--spec",
    "specs",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of specs, or the file with all of them, instead of resources/.",
)
@click.option("--sql", is_flag=True, help="Print the scripts themselves.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def plan(specs: Path | None, sql: bool, as_json: bool) -> int:
    """Show the migration that `generate` would write, statement by statement; write nothing.

    Exits 1 when it cannot be created yet.
    """
    from t3gen.actions.migrations import next_migration

    due = next_migration.plan(Path.cwd(), specs)
    if as_json:
        terminal.data(json.dumps(_as_data(due), indent=2))
    else:
        for script in due.scripts:
            _print(script, sql=sql)
        if not due.scripts and not due.pending:
            terminal.say("Nothing to do: the migrations produce this schema.", bold=True)
        if due.pending:
            terminal.say(f"Migration pending: {due.pending}\n  First: {due.hint}")
    return terminal.FINDINGS if due.pending else 0


def _print(script: scripts.Script, *, sql: bool) -> None:
    if sql:
        terminal.data(f"-- {script.name}\n\n{script.sql}")
        return
    terminal.data(click.style(script.name, bold=True))
    for one in script.verdicts:
        terminal.data(f"  {kind_of(one, width=8)}  {short(one.statement)}")
        if one.is_finding and one.rule:
            terminal.data(f"            {one.rule.why} [{one.code}]")


def _as_data(due: Due) -> dict[str, object]:
    return {
        "ok": not due.pending,
        "migrations": [
            {
                "name": script.name,
                "sql": script.sql,
                "statements": [as_data(one) for one in script.verdicts],
            }
            for script in due.scripts
        ],
        "pending": due.pending or None,
        "hint": due.hint or None,
    }
