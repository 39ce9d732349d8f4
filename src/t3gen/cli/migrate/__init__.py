"""`t3gen migrate ...`: the migrations of a project and its database."""

from __future__ import annotations

import click

from t3gen.cli.migrate.database import apply, status
from t3gen.cli.migrate.lint import lint

__all__ = ["migrate"]


@click.group()
def migrate() -> None:
    """Bring the database to the schema, and look at what that takes."""


migrate.add_command(apply)
migrate.add_command(status)
migrate.add_command(lint)
