"""`t3gen template new` and `t3gen template fetch`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from t3gen.cli import terminal


@click.group()
def template() -> None:
    """Create a template of your own, or fetch a version of one."""


@template.command(short_help="Write the installed template into a repository.")
@click.argument("directory", type=click.Path(path_type=Path))
def new(directory: Path) -> None:
    """Write the installed template into DIRECTORY: a git repository, committed and tagged."""
    from t3gen.actions.new_template import new_template

    origin = new_template(directory)
    place = shlex.quote(str(directory))
    terminal.say(f"Created {place}, tagged {origin.commit}.", bold=True)
    terminal.say("\nNext:")
    terminal.say(f"  t3gen new app my-app --template {place}")
    terminal.say("  edit the template, commit, tag a new version, and in the app: t3gen upgrade")


@template.command(short_help="Fetch the version that the project records into the cache.")
@click.option(
    "--from",
    "clone",
    metavar="GIT|PATH",
    help="Fetch from this clone instead of the address that the project records.",
)
def fetch(clone: str | None) -> None:
    """Fetch the template version that the project records, so that no command needs a network."""
    from t3gen.actions import fetch_template

    fetched = fetch_template.fetch(Path.cwd(), clone)
    terminal.say(f"{fetched.origin}: {fetched.state}.", bold=True)
