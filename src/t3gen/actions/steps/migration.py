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
class Planned:
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


def plan(root: Path, planned: project.Plan, options: migrate.MigrationOptions) -> Planned:
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
            return Planned(pending=f"{step.path}: {step.reason}", hint=f"settle it: {step.path}")
    schemas, now = _schemas(root, planned), datetime.now(UTC)
    found = migrate.plan_next(root, schemas, engine=engine(), now=now, options=options)
    if isinstance(found, migrate.Pending):
        return Planned(pending=found.reason, hint=found.hint)
    if isinstance(found, migrate.NothingToDo):
        return Planned()
    return Planned(found.names, {path: text.encode() for path, text in found.files.items()})


def notes(root: Path, due: Planned) -> tuple[str, ...]:
    """Return what to say of a migration that was written and takes back the one before it.

    Whether a database has seen that one is not known here; that git has not seen it says that it
    was not given to others.
    """
    history = migrate.read(root)
    made = history.reverted() if due.names == history.names[-1:] else None
    if not made or git.ask("ls-files", "--error-unmatch", f"{migrate.FOLDER}/{made}", folder=root):
        return ()
    folders = " ".join(f"{migrate.FOLDER}/{name}" for name in (made, *due.names))
    note = (
        f"It takes back {made}, which is not in git. If no database has seen that one either "
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
