"""`t3gen schema`."""

from __future__ import annotations

import click

from t3gen.cli import terminal


@click.command(short_help="Print the JSON Schema of specs, for editors.")
def schema() -> None:
    """Print the JSON Schema of spec files, for completion and validation in editors."""
    from t3gen import spec

    terminal.data(spec.schema_text().rstrip("\n"))
