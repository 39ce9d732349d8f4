"""`t3gen import`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal
from t3gen.cli.changes import SPEC, output_options, report

if TYPE_CHECKING:
    from t3gen.actions.import_models import Import


@click.command("import")
@click.argument("schema", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="MODEL", help="Import this model. Repeatable.")
@click.option(
    "--partly",
    is_flag=True,
    help="Also import models with relations over several fields, which stay in prisma/models/.",
)
@SPEC
@output_options
def import_models(
    schema: Path, only: tuple[str, ...], specs: Path | None, partly: bool, **output: bool
) -> int:
    """Write specs from the models of a Prisma schema, and generate from them.

    SCHEMA is a .prisma file or a folder of them, in this project or elsewhere. A model is imported
    where its spec leads to the very same table; the others stay models of your own.
    """
    from t3gen.actions import generate
    from t3gen.actions import import_models as action

    dry_run = output["dry_run"] or output["diff"]
    request = generate.request(Path.cwd(), specs, dry_run=dry_run)
    agreement = generate.Agreement.of("", attended=terminal.is_interactive())
    request = replace(request, agreement=agreement)
    result = action.import_models(request, schema, only, partly=partly)
    if output["as_json"]:
        return _print_json(result, diff=output["diff"])
    if result.outcome is not None:
        report(result.outcome, as_json=False, diff=output["diff"])
    _print_report(result)
    return 0 if _is_done(result) else terminal.FINDINGS


def _is_done(result: Import) -> bool:
    return result.outcome is not None and not result.outcome.plan.conflicts


def _print_json(result: Import, *, diff: bool) -> int:
    answer = {
        "imported": dict(result.specs),
        "kept": dict(result.kept),
        "renamed": list(result.renamed),
        "unspecified": list(result.unspecified),
    }
    if result.outcome is not None:
        return report(result.outcome, as_json=True, diff=diff, extra=answer)
    terminal.data(json.dumps({"ok": False, **answer}, indent=2))
    return terminal.FINDINGS


def _print_report(result: Import) -> None:
    for name, reason in result.kept.items():
        terminal.say(f"{name} stays a model of your own: {reason}")
    for name in result.renamed:
        terminal.say(f"Renamed in the client, not in the database: {name}")
    for name in result.unspecified:
        terminal.say(f"In no spec, only in prisma/models/: the relation {name}")
    count = len(result.specs)
    verb = "Would import" if result.outcome and result.outcome.dry_run else "Imported"
    terminal.say(f"{verb} {count} of {count + len(result.kept)} models.", bold=True)
    if result.specs:
        terminal.say("Every signed-in user may use them: set access and owner in their specs.")
