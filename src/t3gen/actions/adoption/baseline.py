"""`t3gen init --baseline`: the first migration of an app whose tables have none."""

from __future__ import annotations

from pathlib import Path

from t3gen import migrate, project
from t3gen.actions.adoption import record
from t3gen.actions.steps import Outcome, change, migration
from t3gen.adopting import SCHEMA
from t3gen.errors import ProjectError

_NAME = "baseline"


def baseline(start: Path, *, dry_run: bool = False) -> Outcome:
    """Write the migration of the tables that the app had before t3gen.

    Raises:
        ProjectError: There are migrations already, or no record of init.
        MigrationError: The schema is invalid, or the packages are not installed.
    """
    root = project.find(start)
    disk = project.Disk(root)
    with change.session(root, dry_run=dry_run):
        if migrate.read(root).names:
            raise ProjectError(
                "there are migrations already",
                where=migrate.FOLDER,
                hint="t3gen migrate snapshot: the next migration starts from them",
                code="has-migrations",
            )
        done = record.read(disk)
        text = done.own_schema.encode()
        before = project.make_plan(disk, {}, {}, {SCHEMA: text})
        due = migration.plan(root, before, migrate.MigrationOptions(_NAME))
        plan = project.make_plan(disk, {}, {}, dict(due.files))
        if due.names:
            extended = record.extended(done, plan.everything)
            plan = project.make_plan(disk, {}, {}, {**due.files, record.FILE: extended})
        if not dry_run:
            project.apply(root, plan)
    return Outcome(root, plan, due, dry_run)
