"""`t3gen migrate lint`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import github, terminal
from t3gen.errors import Problem

if TYPE_CHECKING:
    from t3gen.actions.migrations.lint import Linted
    from t3gen.migrate.lint import Verdict

COLOURS = {
    "additive": "green",
    "backfill": "yellow",
    "rewrite": "yellow",
    "lock": "yellow",
    "break": "magenta",
    "loss": "red",
    "unknown": "red",
}
_LONGEST = 72


@click.command(short_help="Check migrations statement by statement.")
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--since", metavar="COMMIT", default="", help="Only migrations added or changed since COMMIT."
)
@click.option(
    "--database",
    "provider",
    type=click.Choice(["postgresql", "cockroachdb", "sqlite"]),
    help="The database, where there is no migration_lock.toml.",
)
@click.option("--all", "everything", is_flag=True, help="Show every statement, safe ones too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--format",
    "form",
    type=click.Choice(github.FORMS),
    default="text",
    help="github: print pull request annotations.",
)
def lint(folders: Sequence[Path], since: str, provider: str | None, **output: object) -> int:
    """Check migrations for statements that lose rows, block, or break running code.

    FOLDERS are migrations or contain some. Default: those of the project. Hand-written SQL is
    fine. To suppress a finding, write above the statement: -- t3gen: allow CODE REASON

    Exits 0 without findings, 1 with some.
    """
    from t3gen.actions.migrations import lint as action

    linted = action.lint(Path.cwd(), action.LintRequest(folders, since, provider or ""))
    count = sum(one.is_finding for script in linted for one in script.verdicts)
    if output["as_json"]:
        terminal.data(json.dumps(_as_data(linted, ok=not count), indent=2))
    elif output["form"] == "github":
        problems = [
            _problem(it.file, one) for it in linted for one in it.verdicts if one.is_finding
        ]
        terminal.data("\n".join(github.of_problems(problems, "error")))
    else:
        for script in linted:
            _print(script, everything=bool(output["everything"]))
    plural = "" if count == 1 else "s"
    scripts = f"{len(linted)} migration{'' if len(linted) == 1 else 's'}"
    terminal.say(f"{count} finding{plural} in {scripts}." if linted else "No migrations to check.")
    return terminal.FINDINGS if count else 0


def kind_of(verdict: Verdict, width: int = 0) -> str:
    """Return the kind of a verdict, coloured and right-aligned in `width` columns."""
    return click.style(f"{verdict.kind:>{width}}", fg=COLOURS[verdict.kind])


def short(statement: str) -> str:
    """Return a statement, shortened to fit into a line."""
    return statement if len(statement) <= _LONGEST else f"{statement[: _LONGEST - 3]}..."


def _print(script: Linted, *, everything: bool) -> None:
    for one in script.verdicts:
        if not one.is_finding and not everything:
            continue
        mark = click.style(f" [{one.code}]", dim=True) if one.code else ""
        terminal.data(f"{script.file}:{one.line}: {kind_of(one)}: {short(one.statement)}{mark}")
        if one.allowed:
            terminal.data(f"  allowed: {one.allowed}")
        elif one.rule:
            terminal.data(f"  {one.rule.why}\n  Instead: {one.rule.instead}")


def _problem(file: str, one: Verdict) -> Problem:
    assert one.rule
    what = f"{one.kind}: {short(one.statement)}: {one.rule.why}"
    return Problem(file, one.line, 1, what, f"Instead: {one.rule.instead}", one.code)


def as_data(one: Verdict) -> dict[str, object]:
    """Return a verdict as data, for --json."""
    return {
        "line": one.line,
        "kind": one.kind,
        "code": one.code or None,
        "finding": one.is_finding,
        "statement": one.statement,
        "why": one.rule.why if one.rule else None,
        "instead": one.rule.instead if one.rule else None,
        "allowed": one.allowed or None,
    }


def _as_data(linted: Sequence[Linted], *, ok: bool) -> dict[str, object]:
    statements = [
        {"file": script.file, **as_data(one)} for script in linted for one in script.verdicts
    ]
    return {"ok": ok, "statements": statements}
