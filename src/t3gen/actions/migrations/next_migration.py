"""`t3gen migrate plan`, `new`, `rebase` and `snapshot`: migrations before they are applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from t3gen import installed, migrate, project
from t3gen.actions.steps import Outcome, change, generation, migration, scripts
from t3gen.errors import MigrationError, UsageError

_DIFFERS = """\
The schema in prisma/ differs from what the migrations produce.
  Show the difference: t3gen migrate plan"""
_STAMP = 15  # of a name: 20260131120000_


@dataclass(frozen=True)
class Due:
    """The migrations that `generate` would write.

    Args:
        scripts: In the order in which they are applied; empty without changes.
        pending: Why they cannot be generated yet; empty if they can.
        hint: How to solve that.
    """

    scripts: tuple[scripts.Script, ...]
    pending: str
    hint: str


def plan(start: Path, specs: Path | None = None) -> Due:
    """Return the migrations that `generate` would write, with verdicts; write nothing.

    Raises:
        SpecErrors: The specs are invalid.
        ProjectError: The project cannot be read, or has another template version.
        MigrationError: The change would lose data, or branches have diverged.
    """
    request = generation.request(start, specs, dry_run=True)
    with change.session(request.root, dry_run=True):
        _, due = change.plan(generation.compare(request))
    return Due(scripts.judged(request.root, due), due.pending, due.hint)


def by_hand(start: Path, name: str, *, dry_run: bool = False) -> Outcome:
    """Create an empty migration for hand-written SQL, with the snapshot of the previous one.

    Raises:
        ProjectError: The folder is in no project.
        UsageError: The name is invalid.
        MigrationError: There is no previous migration.
    """
    root = project.find(start)
    with change.session(root, dry_run=dry_run) as recovered:
        draft = migrate.empty_migration(migrate.read(root), datetime.now(UTC), name)
        own = {path: text.encode() for path, text in draft.files.items()}
        due = migration.DueMigration(draft.names, own)
        return _with_files(Outcome(root, project.Plan(()), due, dry_run, recovered))


def snapshot(start: Path, *, dry_run: bool = False) -> Outcome:
    """Write the snapshot of the newest migration if it has none, as in an adopted project.

    Raises:
        ProjectError: The folder is in no project.
        MigrationError: A script cannot be run, or Node is missing.
    """
    root = project.find(start)
    with change.session(root, dry_run=dry_run) as recovered:
        files = migration.schema(root)
        missing = migrate.missing_snapshot(root, files, engine=installed.engine())
        own = {missing.path: missing.text.encode()} if missing else {}
        notes = () if missing is None or missing.is_schema else (_DIFFERS,)
        due = migration.DueMigration((), own)
        return _with_files(Outcome(root, project.Plan(()), due, dry_run, recovered, notes))


def _with_files(outcome: Outcome) -> Outcome:
    """Return the outcome with the files of the migration in its plan, applied unless a dry run."""
    disk = project.Disk(outcome.root)
    planned = project.with_user_files(disk, outcome.plan, outcome.migration.files)
    if not outcome.dry_run:
        project.apply(outcome.root, planned)
    return replace(outcome, plan=planned)


def rebase(start: Path, names: Sequence[str] = (), *, dry_run: bool = False) -> Outcome:
    """Recreate the migrations of one branch as one migration after those of the other branch.

    Args:
        start: A folder of the project.
        names: The migrations to recreate; by default those of the branch with the newest one.
        dry_run: Whether to write nothing.

    Raises:
        UsageError: There are no diverged branches, or a migration does not exist.
        MigrationError: A migration has hand-written SQL, or the change would lose data.
    """
    request = generation.request(start, dry_run=dry_run)
    with change.session(request.root, dry_run=dry_run) as recovered:
        history = migrate.read(request.root)
        redo = tuple(names) or migrate.later_branch(history)
        _check(history, redo)
        compared = generation.compare(request)
        own = {**compared.own, **{path: None for name in redo for path in _files(history, name)}}
        title = redo[0][_STAMP:] if len(redo) == 1 else None
        options = replace(compared.options, redo=redo, name=title)
        outcome = change.execute(
            replace(compared, own=own, options=options), recovered, dry_run=dry_run
        )
    return replace(outcome, notes=(*outcome.notes, *_notes(redo)))


def _check(history: migrate.History, redo: Sequence[str]) -> None:
    if not redo:
        raise UsageError(
            "nothing to rebase: every migration builds on those before it",
            where=migrate.FOLDER,
            hint="to recreate one anyway, name it: t3gen migrate rebase NAME",
            code="one-branch",
        )
    for name in redo:
        where = f"{migrate.FOLDER}/{name}"
        if name not in history.names:
            hint = f"the latest are: {', '.join(history.names[-5:])}"
            raise UsageError("no such migration", where=where, hint=hint)
        if history.is_edited(name):
            raise MigrationError(
                "it contains hand-written SQL, which would be lost",
                where=f"{where}/{migrate.SQL}",
                hint="move that into a migration of its own first; see docs/how-to/branches.md",
                code="migration-edited",
            )


def _files(history: migrate.History, name: str) -> list[str]:
    folder = history.folder / name
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    for path in paths:
        if path not in (migrate.SQL, migrate.SNAPSHOT):
            raise UsageError(
                "the migration that contains it would be recreated",
                where=f"{migrate.FOLDER}/{name}/{path}",
                hint="move it out of the migration first",
            )
    return [f"{migrate.FOLDER}/{name}/{path}" for path in paths]


def _notes(redo: Sequence[str]) -> tuple[str, ...]:
    applied = (
        "A database that has applied them refuses the new one. If its rows do not matter, reset "
        "it: npx prisma migrate reset --force. If it also has the other branch's migrations: "
        "npx prisma migrate resolve --applied NAME, with the new name. Otherwise undo this, and "
        "recreate those of the other branch: t3gen migrate rebase NAME."
    )
    return (f"Recreated: {', '.join(redo)}.", applied)
