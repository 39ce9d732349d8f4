"""The next migration, as part of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from t3gen import migrate, project
from t3gen.installed import engine
from t3gen.programs import git

_FOLDER = "prisma"
_AS_IT_IS = project.Plan(())


@dataclass(frozen=True)
class DueMigration:
    """The migrations of a plan.

    Args:
        names: The generated migrations, in the order in which they are applied; empty without
            changes, or if they are pending.
        files: Their files, by path in the project.
        pending: Why they cannot be generated yet; empty if they can.
        hint: How to solve that.
        accepted: The consent that they need: keys and names.
    """

    names: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    pending: str = ""
    hint: str = ""
    accepted: frozenset[tuple[str, str]] = frozenset()

    @property
    def name(self) -> str:
        """The first migration; empty without one."""
        return self.names[0] if self.names else ""


def plan(root: Path, planned: project.Plan, options: migrate.MigrationOptions) -> DueMigration:
    """Return the migration to the schema after a plan.

    Args:
        root: The project.
        planned: The plan.
        options: Options of the migration.

    Raises:
        MigrationError: The schema is invalid, or the change would lose data.
    """
    for step in planned.conflicts:
        if _is_schema(step.path):
            return DueMigration(
                pending=f"{step.path}: {step.reason}", hint=f"resolve it: {step.path}"
            )
    schemas, now = schema(root, planned), datetime.now(UTC)
    planned_migration = migrate.plan_next(root, schemas, engine=engine(), now=now, options=options)
    if isinstance(planned_migration, migrate.Pending):
        return DueMigration(pending=planned_migration.reason, hint=planned_migration.hint)
    if isinstance(planned_migration, migrate.NothingToDo):
        return DueMigration()
    history = migrate.read(root).without(options.redo)
    undone = migrate.undone(history, _unshared(root, history), planned_migration.gained)
    migrate.refuse(undone, options.consent)
    files = {path: text.encode() for path, text in planned_migration.files.items()}
    return DueMigration(planned_migration.names, files, accepted=planned_migration.accepted)


def _unshared(root: Path, history: migrate.History) -> Sequence[str]:
    """Return the newest migrations of which git has no file; none outside of a git repository."""
    listed = git.query("ls-files", "-z", "--", migrate.FOLDER, folder=root)
    if listed is None:
        return ()
    files = listed.decode(errors="surrogateescape").split("\0")
    shared = {Path(file).parent.name for file in files}
    newest = takewhile(lambda name: name not in shared, reversed(history.names))
    return tuple(reversed([*newest]))


def notes(root: Path, planned: DueMigration) -> tuple[str, ...]:
    """Return a note if a new migration reverts the previous one, which is not in git.

    Whether a database has applied that one is unknown here; not being in git, it was not shared.
    """
    history = migrate.read(root)
    reverted = history.reverted() if planned.names == history.names[-1:] else None
    if not reverted or git.query(
        "ls-files", "--error-unmatch", f"{migrate.FOLDER}/{reverted}", folder=root
    ):
        return ()
    folders = " ".join(f"{migrate.FOLDER}/{name}" for name in (reverted, *planned.names))
    note = (
        f"It reverts {reverted}, which is not in git. If no database has applied that one either "
        f"(t3gen migrate status: pending), neither is needed: rm -r {folders}"
    )
    return (note,)


def schema(root: Path, planned: project.Plan = _AS_IT_IS) -> dict[str, str]:
    """Return the Prisma files of a project, including the user's own, by path.

    Args:
        root: The project.
        planned: A plan, after which they are wanted; by default they are as they are now.
    """
    disk = project.Disk(root)
    paths = {path.relative_to(root).as_posix() for path in (root / _FOLDER).rglob("*.prisma")}
    paths |= {step.path for step in planned.steps if _is_schema(step.path)}
    texts = {path: planned.text(path, disk) for path in sorted(paths)}
    return {path: text.decode() for path, text in texts.items() if text is not None}


def _is_schema(path: str) -> bool:
    return path.startswith(f"{_FOLDER}/") and path.endswith(".prisma")
