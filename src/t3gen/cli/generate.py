"""`t3gen generate`."""

from __future__ import annotations

from pathlib import Path

import click

from t3gen.cli.changes import tell, telling_options


@click.command()
@click.option(
    "--spec",
    "specs",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of the specs, or the file that holds them all, instead of resources/.",
)
@telling_options
def generate(specs: Path | None, dry_run: bool, diff: bool, as_json: bool) -> int:
    """Generate everything that follows from resources/*.yaml."""
    from t3gen.actions import generate as action

    wanted = action.request(Path.cwd(), specs, dry_run=dry_run or diff)
    return tell(action.generate(wanted), as_json=as_json, diff=diff)
