"""`t3gen upgrade`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from t3gen.cli import terminal
from t3gen.cli.answers import answers_of, data_option, parse_data
from t3gen.cli.changes import output_options, report


@click.command(short_help="Upgrade the project to another version of the template.")
@click.option(
    "--to",
    "version",
    metavar="VERSION",
    help="A tag, branch or commit. Default: the installed version, or the newest release of a "
    "template that is not the installed one.",
)
@click.option(
    "--template",
    metavar="ADDRESS[@TAG]",
    help="Move to another template, and record its address.",
)
@click.option(
    "--from",
    "clone",
    metavar="GIT|PATH",
    help="Fetch versions from this clone instead of the address that the project records.",
)
@data_option
@output_options
def upgrade(
    version: str | None,
    template: str | None,
    clone: str | None,
    data: Sequence[str],
    **output: bool,
) -> int:
    """Upgrade the project to another version of the template; edits are merged."""
    from t3gen.actions import upgrade as action

    dry_run = output["dry_run"] or output["diff"]
    options = action.UpgradeOptions(version, template, clone, dry_run=dry_run)
    texts = parse_data(data)
    interactive = terminal.is_interactive() and not output["as_json"]
    if texts or interactive:
        target = action.target(Path.cwd(), options)
        answers = answers_of(target.template, target.unanswered, texts, interactive=interactive)
        options = replace(options, answers=answers)
    outcome = action.upgrade(Path.cwd(), options)
    return report(outcome, as_json=output["as_json"], diff=output["diff"])
