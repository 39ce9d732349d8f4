"""The group `t3gen migrate`."""

from __future__ import annotations

import click

from t3gen.cli.commands.migrate.baseline import baseline
from t3gen.cli.commands.migrate.database import apply, status
from t3gen.cli.commands.migrate.lint import lint
from t3gen.cli.commands.migrate.new import new
from t3gen.cli.commands.migrate.plan import plan
from t3gen.cli.commands.migrate.rebase import rebase
from t3gen.cli.commands.migrate.snapshot import snapshot

__all__ = ["migrate"]


@click.group()
def migrate() -> None:
    """Plan, check and apply the migrations of the database."""


migrate.add_command(plan)
migrate.add_command(apply)
migrate.add_command(status)
migrate.add_command(baseline)
migrate.add_command(lint)
migrate.add_command(rebase)
migrate.add_command(snapshot)
migrate.add_command(new)
