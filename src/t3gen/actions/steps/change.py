"""A change of a project: from two generations to a plan with its migration, and to the disk."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from t3gen import migrate, project, render
from t3gen.actions.steps import migration, own_models, packages
from t3gen.actions.steps.leftovers import Aftermath
from t3gen.actions.steps.renames import Renames
from t3gen.errors import Problem, ProjectError
from t3gen.programs import formatter

DELETED = ".t3gen/deleted.txt"
_DELETED_HEAD = "# Generated files that you deleted: t3gen leaves them so."


@dataclass(frozen=True)
class Change:
    """What is to change.

    Args:
        root: The project.
        base: Every file of the last generation.
        new: Every file of this one.
        own: Files of the user's to write, as specs are; None removes one.
        moves: Where a file comes from, by the path that it gets.
        renames: The names that have changed, which the user's edits are to follow.
        force: Whether edited files go too that are no longer generated.
        settled: What happens to files whose verdict is known already, by path.
        options: What the user has said about the migration.
        notes: What the user should know besides, a sentence each.
        warnings: What specs should say besides.
        gone: The ways back in models of the user's own that were there.
        come: Those that are to be there.
    """

    root: Path
    base: Mapping[str, render.Rendered]
    new: Mapping[str, render.Rendered]
    own: Mapping[str, bytes | None] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    renames: Renames = field(default_factory=Renames)
    force: bool = False
    settled: Mapping[str, project.Step] = field(default_factory=dict)
    options: migrate.MigrationOptions = field(default_factory=migrate.MigrationOptions)
    notes: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    gone: Sequence[migrate.InverseField] = ()
    come: Sequence[migrate.InverseField] = ()


@dataclass(frozen=True)
class Outcome:
    """What has been done, or would be.

    Args:
        recovered: "finished" or "undone" when an interrupted run had left something.
        notes: What the user should know besides, a sentence each.
    """

    root: Path
    plan: project.Plan
    migration: migration.Planned
    dry_run: bool
    recovered: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


@contextmanager
def session(root: Path, *, dry_run: bool) -> Iterator[str]:
    """Hold the project's lock, or only look when nothing will be written.

    Yields:
        What became of an interrupted run; see `project.transaction`.

    Raises:
        ProjectError: Another run is at work, or an interrupted one has to be finished first.
    """
    if not dry_run:
        with project.transaction(root) as recovered:
            yield recovered
        return
    if project.is_interrupted(root):
        raise ProjectError(
            "an interrupted run has left something to finish",
            where=str(root),
            hint="finish it first: t3gen generate",
            code="interrupted",
        )
    yield ""


def plan(change: Change) -> tuple[project.Plan, migration.Planned]:
    """Compute everything in memory, the migration too.

    Raises:
        ProjectError: A file cannot be read, or holds unresolved merge markers.
        MigrationError: The change would lose data that nobody has agreed to lose.
    """
    options = project.MergeOptions(
        formatter.formatters(change.root),
        change.moves,
        change.renames.vocabulary,
        {path: file.owner for path, file in change.new.items()},
        change.force,
        change.settled,
    )
    disk = project.Disk(change.root)
    own = {**change.own, **_deletions(change)}
    planned = project.make(disk, change.base, change.new, own, options)
    planned = own_models.edit(change.root, planned, change.gone, change.come)
    aftermath(change, planned).check()
    due = migration.plan(change.root, planned, change.options)
    return project.with_own(disk, planned, due.files), due


def aftermath(change: Change, planned: project.Plan) -> Aftermath:
    """Return the project as a plan for a change leaves it."""
    return Aftermath(change.root, change.new, planned, change.moves, change.renames)


def deleted(root: Path) -> frozenset[str]:
    """Return the generated files that the user has deleted, as far as it has been noted."""
    path = root / DELETED
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line for line in lines if line and not line.startswith("#"))


def absent(change: Change) -> list[str]:
    """Return the files that both generations have and the disk has not, by their new paths."""
    left = frozenset(change.moves.values())
    before = {path: change.moves.get(path, "" if path in left else path) for path in change.new}
    return sorted(
        path
        for path, source in before.items()
        if source in change.base and not os.path.exists(f"{change.root}/{source}")  # noqa: PTH110 - of thousands of files
    )


def _missing_folders(change: Change) -> Iterator[str]:
    """Tell of folders that have just been noticed to be away: they may have been moved."""
    missing = set(absent(change))
    files: defaultdict[str, set[str]] = defaultdict(set)
    for path in change.new.keys() & change.base.keys():
        files[path.rpartition("/")[0]].add(path)
    known = deleted(change.root)
    for folder, paths in sorted(files.items()):
        if len(paths) > 1 and paths <= missing and not paths <= known:
            yield (
                f"{folder}/ is not there any more: its {len(paths)} files count as deleted. "
                "t3gen does not follow a folder that is moved by hand: move it back to get changes"
            )


def _deletions(change: Change) -> dict[str, bytes | None]:
    """Note what the user has deleted, so that `check` can tell it from what is missing."""
    lines = absent(change)
    text = "".join(f"{line}\n" for line in [_DELETED_HEAD, *lines]).encode() if lines else None
    return {DELETED: text} if text or (change.root / DELETED).exists() else {}


def carry_out(change: Change, recovered: str, *, dry_run: bool) -> Outcome:
    """Plan a change and, but in a dry run, apply it.

    Raises:
        ProjectError: A file cannot be read or written.
        MigrationError: The change would lose data.
    """
    planned, due = plan(change)
    notes = (*change.notes, *aftermath(change, planned).notes(), *_missing_folders(change))
    if not dry_run:
        project.apply(change.root, planned)
    notes = (*notes, *packages.notes(change.root, planned))
    if not dry_run and due.name:
        notes += migration.notes(change.root, due)
    return Outcome(change.root, planned, due, dry_run, recovered, notes, change.warnings)
