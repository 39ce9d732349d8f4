"""`t3gen init --undo`: every file as it was before."""

from __future__ import annotations

from pathlib import Path

from t3gen import project
from t3gen.actions.adoption import record
from t3gen.actions.steps import Outcome, change, migration
from t3gen.errors import ProjectError


def undo(start: Path, *, dry_run: bool = False) -> Outcome:
    """Remove what init created, and restore what it changed.

    Raises:
        ProjectError: A file has been edited since, or there is no record.
    """
    root = project.find(start)
    disk = project.Disk(root)
    with change.session(root, dry_run=dry_run):
        done = record.read(disk)
        if edited := done.edited(disk):
            more = f", and so have {', '.join(edited[1:])}" if edited[1:] else ""
            raise ProjectError(
                f"has been edited since init{more}",
                where=edited[0],
                hint="restore these files, or remove what you do not want by hand",
                code="edited-since-init",
            )
        files = {path: record.data_of(text) for path, text in done.before.items()}
        plan = project.make_plan(disk, {}, {}, {**files, record.FILE: None})
        if not dry_run:
            project.apply(root, plan)
    return Outcome(root, plan, migration.DueMigration(), dry_run)
