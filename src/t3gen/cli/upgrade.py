"""`t3gen upgrade`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli.changes import tell, telling_options


@click.command(short_help="Bring the project to another version of the template.")
@click.option("--to", "version", metavar="VERSION", help="Default: the version of this t3gen.")
@click.option(
    "--from",
    "source",
    metavar="GIT|PATH",
    help="Where the versions are: a git address, or a clone. Default: what the project records.",
)
@telling_options
def upgrade(version: str | None, source: str | None, **telling: bool) -> int:
    """Bring the project to another version of the template; edits are merged."""
    from t3gen.actions import upgrade as action

    wish = action.Wish(version, source, telling["dry_run"] or telling["diff"])
    outcome = action.upgrade(Path.cwd(), wish)
    return tell(outcome, as_json=telling["as_json"], diff=telling["diff"])
