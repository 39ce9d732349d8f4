"""The next migration, as part of the plan of a generation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from t3gen import migrate, project, render
from t3gen.programs import git

_FOLDER = "prisma"
_ENGINE = Path("template", "project", "prisma", "engine", "schema-engine.mjs")


@dataclass(frozen=True)
class DueMigration:
    """What becomes of the database's schema.

    Args:
        names: The migrations that are due, in the order in which they are applied; none when
            nothing is due, or when it cannot be made yet.
        files: Its files, by path below the project.
        pending: Why it cannot be made yet.
        hint: What to do before the next run makes it.
    """

    names: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    pending: str = ""
    hint: str = ""

    @property
    def name(self) -> str:
        """The first of them, or nothing."""
        return self.names[0] if self.names else ""


def engine() -> Path:
    """Return the stand-in for Prisma's schema engine that this t3gen brings."""
    return render.package_root() / _ENGINE


def plan(root: Path, planned: project.Plan, options: migrate.MigrationOptions) -> DueMigration:
    """Compute the migration to the schema that a plan leads to.

    Args:
        root: The project.
        planned: The plan.
        options: What the user has said about it.

    Raises:
        MigrationError: The schema is not valid, or the change would lose data.
    """
    for step in planned.conflicts:
        if _is_schema(step.path):
            return DueMigration(
                pending=f"{step.path}: {step.reason}", hint=f"resolve it: {step.path}"
            )
    schemas, now = _schemas(root, planned), datetime.now(UTC)
    planned_migration = migrate.plan_next(root, schemas, engine=engine(), now=now, options=options)
    if isinstance(planned_migration, migrate.Pending):
        return DueMigration(pending=planned_migration.reason, hint=planned_migration.hint)
    if isinstance(planned_migration, migrate.NothingToDo):
        return DueMigration()
    return DueMigration(
        planned_migration.names,
        {path: text.encode() for path, text in planned_migration.files.items()},
    )


def notes(root: Path, planned: DueMigration) -> tuple[str, ...]:
    """Return what to say of a migration that was written and takes back the one before it.

    Whether a database has seen that one is not known here; that git has not seen it says that it
    was not given to others.
    """
    history = migrate.read(root)
    reverted = history.taken_back() if planned.names == history.names[-1:] else None
    if not reverted or git.ask(
        "ls-files", "--error-unmatch", f"{migrate.FOLDER}/{reverted}", folder=root
    ):
        return ()
    folders = " ".join(f"{migrate.FOLDER}/{name}" for name in (reverted, *planned.names))
    note = (
        f"It reverts {reverted}, which is not in git. If no database has applied that one either "
        f"(t3gen migrate status: pending), neither is needed: rm -r {folders}"
    )
    return (note,)


def schema(root: Path) -> dict[str, str]:
    """Return every Prisma file of a project, by path below it."""
    return _schemas(root, project.Plan(()))


def _schemas(root: Path, planned: project.Plan) -> dict[str, str]:
    """Return every Prisma file as the plan leaves it; the user's own are part of the schema."""
    disk = project.Disk(root)
    paths = {path.relative_to(root).as_posix() for path in (root / _FOLDER).rglob("*.prisma")}
    paths |= {step.path for step in planned.steps if _is_schema(step.path)}
    texts = {path: planned.text(path, disk) for path in sorted(paths)}
    return {path: text.decode() for path, text in texts.items() if text is not None}


def _is_schema(path: str) -> bool:
    return path.startswith(f"{_FOLDER}/") and path.endswith(".prisma")
