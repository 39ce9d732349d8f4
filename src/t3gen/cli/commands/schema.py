"""`t3gen schema`."""

from __future__ import annotations

import json

import click

from t3gen.cli import answer_schemas, terminal


@click.command(short_help="Print the JSON Schema of specs, for editors, or of an answer.")
@click.option(
    "--of",
    "command",
    type=click.Choice(sorted(answer_schemas.ANSWERS)),
    help="Print the schema of what this command answers with --json.",
)
def schema(command: str | None) -> None:
    """Print the JSON Schema of spec files, for completion and validation in editors.

    With --of, that of a command's answer with --json: `t3gen schema --of plan`. Keys may be added
    to answers: ignore those that you do not know.
    """
    from t3gen import spec

    if command:
        terminal.data(json.dumps(answer_schemas.schema_of(command), indent=2))
    else:
        terminal.data(spec.schema_text().rstrip("\n"))
