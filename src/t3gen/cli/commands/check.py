"""`t3gen check`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import github, terminal

if TYPE_CHECKING:
    from t3gen.actions.check import Finding


@click.command()
@click.option(
    "--spec",
    "specs",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of specs, or the file with all of them, instead of resources/.",
)
@click.option(
    "--replay",
    is_flag=True,
    help="Also run the migrations in an in-memory database, and compare the result.",
)
@click.option(
    "--plan",
    "digest",
    metavar="DIGEST",
    default="",
    help="Only check that `t3gen generate` would do what the plan with this digest has shown.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--format",
    "form",
    type=click.Choice(github.FORMS),
    default="text",
    help="github: print pull request annotations.",
)
def check(specs: Path | None, replay: bool, digest: str, as_json: bool, form: str) -> int:
    """Check that specs, generated files and migrations are consistent.

    Exits 0 when they are, 1 when they are not. Your edits of generated files are no findings.
    """
    from t3gen.actions import check as action

    findings = action.check(Path.cwd(), specs, replay=replay, approved=digest)
    if as_json:
        data = {"ok": not findings, "findings": [asdict(one) for one in findings]}
        terminal.data(json.dumps(data, indent=2))
    else:
        for one in findings:
            terminal.data(_annotation(one) if form == "github" else _text(one))
        count = len(findings)
        plural = "" if count == 1 else "s"
        terminal.say(f"{count} finding{plural}." if findings else "All checks passed.", bold=True)
    return terminal.FINDINGS if findings else 0


def _text(one: Finding) -> str:
    place = ":".join(str(part) for part in (one.file, one.line, one.column) if part)
    mark = click.style(f"[{one.code}]", dim=True)
    return f"{place}: {one.what} {mark}" + (f"\n  {one.hint}" if one.hint else "")


def _annotation(one: Finding) -> str:
    place = {name: at for name, at in (("line", one.line), ("col", one.column)) if at}
    about = {"file": one.file, **place, "title": f"t3gen: {one.code}"}
    return github.command("error", about, f"{one.what}\n{one.hint}" if one.hint else one.what)
