"""A change of a project: from two generations to a plan with its migration, and its execution."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from t3gen import migrate, project, render
from t3gen.actions.steps import migration, own_models, packages
from t3gen.actions.steps.renames import Renames
from t3gen.actions.steps.stale_references import StaleReferences
from t3gen.errors import Problem, ProjectError
from t3gen.programs import formatter

DELETED = ".t3gen/deleted.txt"
_DELETED_HEAD = "# Generated files that you deleted; t3gen does not recreate them."


@dataclass(frozen=True)
class Change:
    """A change from the last generation to this one.

    Args:
        root: The project.
        base: Every file of the last generation.
        new: Every file of this generation.
        own: Files of the user to write, such as specs; None deletes one.
        moves: The old paths of moved files, by their new ones.
        renames: The renamed names, which are also renamed in the user's edits.
        force: Whether to delete edited files that are no longer generated.
        resolved: Steps that are already decided, by path.
        options: Options of the migration.
        notes: Messages for the user, a sentence each.
        warnings: Warnings about specs.
        accepted: The consent that it needs, beside that of the migration: keys and names.
        inverses_before: The inverse fields that the last generation has in the user's models.
        inverses: Those of this generation.
        specs: The texts of the specs, by path in the project.
        records: The resources of the last generation, and of this one.
    """

    root: Path
    base: Mapping[str, render.Rendered]
    new: Mapping[str, render.Rendered]
    own: Mapping[str, bytes | None] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    renames: Renames = field(default_factory=Renames)
    force: bool = False
    resolved: Mapping[str, project.Step] = field(default_factory=dict)
    options: migrate.MigrationOptions = field(default_factory=migrate.MigrationOptions)
    notes: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    accepted: frozenset[tuple[str, str]] = frozenset()
    inverses_before: Sequence[migrate.InverseField] = ()
    inverses: Sequence[migrate.InverseField] = ()
    specs: Mapping[str, bytes] = field(default_factory=dict)
    records: tuple[own_models.Records, own_models.Records] = ((), ())


@dataclass(frozen=True)
class Outcome:
    """The outcome of a change, or of its dry run.

    Args:
        root: The project.
        plan: The steps of its files.
        migration: The migration that was generated, or is pending.
        dry_run: Whether nothing was written.
        recovered: "finished" or "undone" if an interrupted run was recovered; else empty.
        notes: Messages for the user, a sentence each.
        warnings: Warnings about specs.
    """

    root: Path
    plan: project.Plan
    migration: migration.DueMigration
    dry_run: bool
    recovered: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


@contextmanager
def session(root: Path, *, dry_run: bool) -> Iterator[str]:
    """Hold the project's lock; in a dry run only check that no run was interrupted.

    Yields:
        The result of a recovery; see `project.transaction`.

    Raises:
        ProjectError: Another run holds the lock, or an interrupted one must be finished first.
    """
    if not dry_run:
        with project.transaction(root) as recovered:
            yield recovered
        return
    if project.is_interrupted(root):
        raise ProjectError(
            "an interrupted run has left unfinished changes",
            where=str(root),
            hint="finish it first: t3gen generate",
            code="interrupted",
        )
    yield ""


def plan(change: Change) -> tuple[project.Plan, migration.DueMigration]:
    """Return the plan of a change and its migration; write nothing.

    Raises:
        ProjectError: A file cannot be read, or holds unresolved merge markers.
        MigrationError: The change would lose data without consent.
    """
    options = project.MergeOptions(
        formatter.formatters(change.root),
        change.moves,
        change.renames.vocabulary,
        {path: file.owner for path, file in change.new.items()},
        change.force,
        change.resolved,
    )
    disk = project.Disk(change.root)
    own = {**change.own, **_deletions(change)}
    planned = project.make_plan(disk, change.base, change.new, own, options)
    planned = own_models.edit(change.root, planned, change.inverses_before, change.inverses)
    stale_references(change, planned).check()
    migration_plan = migration.plan(change.root, planned, change.options)
    return project.with_user_files(disk, planned, migration_plan.files), migration_plan


def stale_references(change: Change, planned: project.Plan) -> StaleReferences:
    """Return the check for references that are stale after a plan."""
    return StaleReferences(change.root, change.new, planned, change.moves, change.renames)


def deleted(root: Path) -> frozenset[str]:
    """Return the generated files that are recorded as deleted by the user."""
    path = root / DELETED
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line for line in lines if line and not line.startswith("#"))


def missing_files(change: Change) -> list[str]:
    """Return the new paths of files that both generations have, but not the disk."""
    left = frozenset(change.moves.values())
    before = {path: change.moves.get(path, "" if path in left else path) for path in change.new}
    return sorted(
        path
        for path, source in before.items()
        if source in change.base and not os.path.exists(f"{change.root}/{source}")  # noqa: PTH110 - of thousands of files
    )


def _missing_folders(change: Change) -> Iterator[str]:
    """Yield a note for each folder whose files are newly missing: it may have been moved."""
    missing = set(missing_files(change))
    files: defaultdict[str, set[str]] = defaultdict(set)
    for path in change.new.keys() & change.base.keys():
        files[path.rpartition("/")[0]].add(path)
    recorded = deleted(change.root)
    for folder, paths in sorted(files.items()):
        if len(paths) > 1 and paths <= missing and not paths <= recorded:
            yield (
                f"{folder}/ is missing: its {len(paths)} files count as deleted. "
                "t3gen does not follow a folder that is moved by hand: move it back to get updates"
            )


def _deletions(change: Change) -> dict[str, bytes | None]:
    """Return the record of deleted files, by which `check` tells them from missing ones."""
    paths = missing_files(change)
    text = "".join(f"{line}\n" for line in [_DELETED_HEAD, *paths]).encode() if paths else None
    return {DELETED: text} if text or (change.root / DELETED).exists() else {}


Approval = Callable[[Change, project.Plan, migration.DueMigration], None]
"""A check of what is about to be applied; it raises an error to refuse it."""


def execute(
    change: Change, recovered: str, *, dry_run: bool, approval: Approval | None = None
) -> Outcome:
    """Plan a change and apply it, unless in a dry run.

    Args:
        change: The change.
        recovered: The result of a recovery before it.
        dry_run: Whether to write nothing.
        approval: A check of the plan, before anything is written.

    Raises:
        ProjectError: A file cannot be read or written.
        MigrationError: The change would lose data.
    """
    planned, due = plan(change)
    if approval is not None:
        approval(change, planned, due)
    notes = (*change.notes, *stale_references(change, planned).notes(), *_missing_folders(change))
    if not dry_run:
        project.apply(change.root, planned)
    notes = (*notes, *packages.notes(change.root, planned))
    if not dry_run and due.name:
        notes += migration.notes(change.root, due)
    warnings = (*change.warnings, *_unused(change, due))
    return Outcome(change.root, planned, due, dry_run, recovered, notes, warnings)


def _unused(change: Change, due: migration.DueMigration) -> Iterator[Problem]:
    """Yield warnings of consent that no change needs; a pending migration may need all of it."""
    if not due.pending:
        yield from change.options.consent.unused(change.accepted | due.accepted)
