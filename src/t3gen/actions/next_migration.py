"""`t3gen migrate plan`, `new`, `rebase` and `snapshot`: the next migration, and its ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from t3gen import migrate, project
from t3gen.actions.steps import Outcome, change, generation, migration
from t3gen.errors import MigrationError, UsageError
from t3gen.migrate.lint import Verdict

_DIFFERS = """\
The schema in prisma/ differs from what the migrations make.
  See how: t3gen migrate plan"""
_STAMP = 15  # of a name: 20260131120000_


@dataclass(frozen=True)
class Script:
    """A migration that is due.

    Args:
        name: Its folder.
        sql: What it holds.
        verdicts: Every statement of it, judged.
    """

    name: str
    sql: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Due:
    """What `generate` would write as migrations.

    Args:
        scripts: In the order in which they are applied; none when none is due.
        pending: Why it cannot be made yet; else empty.
        hint: What to do before the next run makes it.
    """

    scripts: tuple[Script, ...]
    pending: str
    hint: str


def plan(start: Path, specs: Path | None = None) -> Due:
    """Compute the migration that `generate` would write, and judge it; write nothing.

    Raises:
        SpecErrors: Specs are wrong.
        ProjectError: The project cannot be read, or has another template version.
        MigrationError: The change would lose data, or two branches have to be brought together.
    """
    wanted = generation.request(start, specs, dry_run=True)
    with change.session(wanted.root, dry_run=True):
        _, due = change.plan(generation.compare(wanted))
    history = migrate.read(wanted.root)
    earlier = list(history.scripts())
    lock = next((text for path, text in due.files.items() if path.endswith(".toml")), b"")
    provider = history.provider or migrate.provider_in(lock.decode()) or ""
    scripts = []
    for path, text in sorted(due.files.items()):
        if path.endswith(f"/{migrate.SQL}"):
            sql = text.decode()
            judged = migrate.lint_script(sql, provider, earlier)
            scripts.append(Script(Path(path).parent.name, sql, judged))
            earlier.append(sql)
    return Due(tuple(scripts), due.pending, due.hint)


def by_hand(start: Path, name: str, *, dry_run: bool = False) -> Outcome:
    """Make an empty migration for SQL of the user's, with the snapshot of the one before.

    Raises:
        ProjectError: The folder is in no project.
        UsageError: The name is none.
        MigrationError: There is no migration to come after.
    """
    root = project.find(start)
    with change.session(root, dry_run=dry_run) as recovered:
        made = migrate.empty_migration(migrate.read(root), datetime.now(UTC), name)
        own = {path: text.encode() for path, text in made.files.items()}
        due = migration.Planned(made.names, own)
        return _written(Outcome(root, project.Plan(()), due, dry_run, recovered))


def snapshot(start: Path, *, dry_run: bool = False) -> Outcome:
    """Keep the schema that the newest migration leads to, where nobody has: of an adopted project.

    Raises:
        ProjectError: The folder is in no project.
        MigrationError: A script cannot be run, or node is missing.
    """
    root = project.find(start)
    with change.session(root, dry_run=dry_run) as recovered:
        files = migration.schema(root)
        found = migrate.missing_snapshot(root, files, engine=migration.engine())
        own = {found.path: found.text.encode()} if found else {}
        notes = () if found is None or found.is_schema else (_DIFFERS,)
        due = migration.Planned((), own)
        return _written(Outcome(root, project.Plan(()), due, dry_run, recovered, notes))


def _written(outcome: Outcome) -> Outcome:
    """Put the files of a migration into the plan, and carry it out but in a dry run."""
    disk = project.Disk(outcome.root)
    planned = project.with_own(disk, outcome.plan, outcome.migration.files)
    if not outcome.dry_run:
        project.apply(outcome.root, planned)
    return replace(outcome, plan=planned)


def rebase(start: Path, names: Sequence[str] = (), *, dry_run: bool = False) -> Outcome:
    """Make migrations again that do not know those of another branch: one, after all others.

    Args:
        start: A folder of the project.
        names: Which ones; by default those of the branch that the newest one is of.
        dry_run: Whether only to say what would be done.

    Raises:
        UsageError: There is nothing to bring together, or no such migration.
        MigrationError: One of them holds SQL of the user's, or the change would lose data.
    """
    wanted = generation.request(start, dry_run=dry_run)
    with change.session(wanted.root, dry_run=dry_run) as recovered:
        history = migrate.read(wanted.root)
        redo = tuple(names) or migrate.later_branch(history)
        _check(history, redo)
        compared = generation.compare(wanted)
        own = {**compared.own, **{path: None for name in redo for path in _files(history, name)}}
        title = redo[0][_STAMP:] if len(redo) == 1 else None
        options = replace(compared.options, redo=redo, name=title)
        outcome = change.carry_out(
            replace(compared, own=own, options=options), recovered, dry_run=dry_run
        )
    return replace(outcome, notes=(*outcome.notes, *_notes(redo)))


def _check(history: migrate.History, redo: Sequence[str]) -> None:
    if not redo:
        raise UsageError(
            "there is nothing to bring together: every migration knows those before it",
            where=migrate.FOLDER,
            hint="to make one again all the same, name it: t3gen migrate rebase NAME",
            code="one-branch",
        )
    for name in redo:
        where = f"{migrate.FOLDER}/{name}"
        if name not in history.names:
            hint = f"there are: {', '.join(history.names[-5:])}"
            raise UsageError("there is no such migration", where=where, hint=hint)
        if history.is_edited(name):
            raise MigrationError(
                "it holds SQL that t3gen has not written, which would be lost",
                where=f"{where}/{migrate.SQL}",
                hint="copy that into a migration of its own first, and take it out here; "
                "see docs/how-to/branches.md",
                code="migration-edited",
            )


def _files(history: migrate.History, name: str) -> list[str]:
    folder = history.folder / name
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    for path in found:
        if path not in (migrate.SQL, migrate.SNAPSHOT):
            raise UsageError(
                "it lies in a migration that is to be made again",
                where=f"{migrate.FOLDER}/{name}/{path}",
                hint="move it away first",
            )
    return [f"{migrate.FOLDER}/{name}/{path}" for path in found]


def _notes(redo: Sequence[str]) -> tuple[str, ...]:
    applied = (
        "A database that has seen them refuses what comes now. If no row of it matters, make it "
        "anew: npx prisma migrate reset --force. If it has the other branch's migrations as well: "
        "npx prisma migrate resolve --applied NAME, with the new name. Otherwise undo this, and "
        "let the other branch give way: t3gen migrate rebase NAME."
    )
    return (f"Made again: {', '.join(redo)}.", applied)
