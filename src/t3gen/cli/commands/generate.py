"""`t3gen generate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from t3gen.cli import github, terminal
from t3gen.cli.changes import CONSENT, SPEC, output_options, report
from t3gen.errors import UsageError


@click.command()
@click.option("--prune", is_flag=True, help="Remove resources that no spec declares.")
@SPEC
@click.option(
    "--format",
    "form",
    type=click.Choice(github.FORMS),
    default="text",
    help="github: also print pull request annotations.",
)
@click.option(
    "--name",
    metavar="NAME",
    help="Name of the migration, such as order_add_note. Default: derived from the change.",
)
@click.option(
    "--plan",
    "digest",
    metavar="DIGEST",
    default="",
    help="Do exactly what `t3gen plan` has shown, or nothing if anything has changed since.",
)
@CONSENT
@output_options
def generate(
    specs: Path | None,
    prune: bool,
    form: str,
    name: str | None,
    digest: str,
    consent: str,
    **output: bool,
) -> int:
    """Generate code and migrations from resources/*.yaml.

    Exits 0 when that is done, 1 when a conflict or a pending migration is left.
    """
    from t3gen.actions import generate as action

    if digest and consent:
        raise UsageError("a plan is approved as it is", where="--consent", hint="omit --consent")
    dry_run = output["dry_run"] or output["diff"]
    agreement = action.Agreement.of(consent, attended=terminal.is_interactive())
    request = action.request(Path.cwd(), specs, dry_run=dry_run)
    request = replace(request, migration=name, prune=prune, approved=digest, agreement=agreement)
    outcome = action.generate(request)
    if form == "github" and outcome.warnings:
        terminal.data("\n".join(github.of_problems(outcome.warnings, "warning")))
    as_json, diff = output["as_json"], output["diff"]
    return report(outcome, as_json=as_json, diff=diff, needs_migration=True)
