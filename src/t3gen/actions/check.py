"""`t3gen check`: whether everything in a project agrees with everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from t3gen import ANSWERS_FILE, migrate, project
from t3gen.actions.steps import Change, change, generation, migration, own_models
from t3gen.errors import MigrationError, Problem, ProjectError, SpecErrors
from t3gen.project.merging import first_marker

_GENERATE = "run: t3gen generate"
_STALE: Mapping[project.Verdict, tuple[str, str]] = {
    project.Verdict.CREATE: ("missing", "missing: the specs ask for it"),
    project.Verdict.UPDATE: ("stale", "stale: the specs have changed since it was generated"),
    project.Verdict.MERGE: ("stale", "stale: the specs have changed since it was generated"),
    project.Verdict.CONFLICT: ("stale", "stale, and your edit conflicts with the specs"),
    project.Verdict.DELETE: ("extra", "extra: the specs no longer ask for it"),
    project.Verdict.KEEP: ("extra", "extra: the specs no longer ask for it, and it is edited"),
}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that does not agree.

    Args:
        file: Below the project.
        line: From 1; 0 when it is about the whole file.
        what: What is wrong.
        hint: The way out.
        code: A stable name for this kind of finding.
        column: From 1; 0 when it is about the whole line.
    """

    file: str
    line: int
    what: str
    hint: str
    code: str
    column: int = 0


def check(start: Path, specs: Path | None = None, *, replay: bool = False) -> tuple[Finding, ...]:
    """Find everything in a project that does not agree; an edit of the user's is no finding.

    Needs no network and no database; node only where the Prisma schema is not the one that the
    newest migration leads to, or for a replay.

    Args:
        start: A folder of the project.
        specs: The folder of the specs, or the file that holds them all, when it is another one.
        replay: Whether to run the migrations in a database in memory too, once all else agrees.

    Raises:
        ProjectError: The folder is in no project.
    """
    wanted = generation.request(start, specs, dry_run=True)
    try:
        with change.session(wanted.root, dry_run=True):
            found = tuple(sorted(_findings(generation.compare(wanted), wanted)))
            return found or (tuple(_replayed(wanted.root)) if replay else ())
    except SpecErrors as error:
        return tuple(_of_spec(one, wanted.root) for one in error.problems)
    except (ProjectError, MigrationError) as error:
        return tuple(_of(error, wanted))


def _findings(found: Change, wanted: generation.Request) -> Iterator[Finding]:
    yield from _missing(found)
    unsettled = list(_unsettled(found))
    yield from unsettled
    try:
        stale = [] if unsettled else list(_stale(found))
    except MigrationError as error:
        # Files and records are behind only because of what is refused here.
        yield from _of(error, wanted)
        return
    if found.base[ANSWERS_FILE].data != found.new[ANSWERS_FILE].data:
        what = "the recorded resources are not those of the specs"
        yield Finding(ANSWERS_FILE, 0, what, _GENERATE, "recorded")
    yield from stale


def _missing(found: Change) -> Iterator[Finding]:
    for path in set(change.absent(found)) - change.deleted(found.root):
        hint = f"restore it: git checkout -- {path}; if it is to stay away, {_GENERATE}"
        yield Finding(path, 0, "missing: it was generated, and is gone", hint, "missing")


def _unsettled(found: Change) -> Iterator[Finding]:
    disk = project.Disk(found.root)
    for path in found.base.keys() | found.new.keys():
        if line := first_marker(disk.read(path) or b""):
            hint = "settle the conflict, and remove the markers"
            yield Finding(path, line, "unresolved merge markers", hint, "unresolved-markers")


def _stale(found: Change) -> Iterator[Finding]:
    plan = project.make(project.Disk(found.root), found.base, found.new)
    plan = own_models.edit(found.root, plan, found.gone, found.come)
    gone = change.deleted(found.root) | set(change.absent(found))
    for step in plan.steps:
        if step.verdict in _STALE and step.path not in gone:
            code, what = _STALE[step.verdict]
            yield Finding(step.path, 0, what, _GENERATE, code)
    due = migration.plan(found.root, plan, found.options)
    if due.name:
        what = f"the schema has changed, and the migration {due.name[15:]} is not made yet"
        yield Finding("prisma/migrations", 0, what, _GENERATE, "migration")
    if due.pending:
        yield Finding(
            "prisma/migrations", 0, due.pending, f"{due.hint}, then {_GENERATE}", "migration"
        )


def _replayed(root: Path) -> Iterator[Finding]:
    """Compare the schema with what the scripts make in truth, whatever their snapshots say."""
    schema = migration.schema(root)
    if drift := migrate.history_drift(root, schema, engine=migration.engine()):
        what = f"the scripts do not make the schema; it differs from what they make:\n{drift}"
        hint = "mend the script that was edited, or write a migration that makes the difference"
        yield Finding(migrate.FOLDER, 0, what, hint, "drift")


def _of_spec(one: Problem, root: Path) -> Finding:
    file = one.file.removeprefix(f"{root.as_posix()}/")
    return Finding(file, one.line, one.what, one.hint, one.code, one.column)


def _of(error: ProjectError | MigrationError, wanted: generation.Request) -> Iterator[Finding]:
    if isinstance(error, MigrationError) and error.problems:
        yield from (_of_spec(one, wanted.root) for one in error.problems)
        return
    file, _, line = (error.where or ".").partition(":")
    number = line.partition(":")[0]
    place = (file, int(number) if number.isdigit() else 0, 0)
    if isinstance(error, MigrationError) and not (wanted.root / file).exists():
        place = generation.place(wanted, file) or place
    yield Finding(*place[:2], error.what, error.hint or "", error.code, place[2])
