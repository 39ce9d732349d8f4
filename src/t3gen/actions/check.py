"""`t3gen check`: consistency of specs, generated files, records and migrations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from t3gen import ANSWERS_FILE, installed, migrate, project
from t3gen.actions.steps import Change, change, digests, generation, migration, own_models
from t3gen.errors import MigrationError, Problem, ProjectError, SpecErrors
from t3gen.project.merging import first_marker

_GENERATE = "run: t3gen generate"
_UNRESOLVED = "unresolved-markers"
_STALE: Mapping[project.Verdict, tuple[str, str]] = {
    project.Verdict.CREATE: ("missing", "missing: not generated yet"),
    project.Verdict.UPDATE: ("stale", "stale: the specs have changed since it was generated"),
    project.Verdict.MERGE: ("stale", "stale: the specs have changed since it was generated"),
    project.Verdict.CONFLICT: ("stale", "stale, and your edit conflicts with the specs"),
    project.Verdict.DELETE: ("extra", "extra: no longer generated from the specs"),
    project.Verdict.KEEP: ("extra", "extra: no longer generated, but edited"),
}


@dataclass(frozen=True, order=True)
class Finding:
    """An inconsistency.

    Args:
        file: The file, relative to the project.
        line: From 1; 0 for the whole file.
        what: What is wrong.
        hint: How to fix it.
        code: The stable name of this kind of finding.
        column: From 1; 0 for the whole line.
    """

    file: str
    line: int
    what: str
    hint: str
    code: str
    column: int = 0


def check(
    start: Path, specs: Path | None = None, *, replay: bool = False, approved: str = ""
) -> tuple[Finding, ...]:
    """Return all inconsistencies of a project; edits by the user are none.

    Needs no network and no database; Node only if the Prisma schema differs from the newest
    snapshot, or for a replay.

    Args:
        start: A folder of the project.
        specs: The folder of specs, or the file with all of them; by default `resources/`.
        replay: Whether to also run the migrations in an in-memory database, without other findings.
        approved: The digest of a plan; then only how the current plan differs from it is reported.

    Raises:
        ProjectError: The folder is in no project.
        UsageError: The text is not a digest.
    """
    request = generation.request(start, specs, dry_run=True)
    try:
        with change.session(request.root, dry_run=True):
            compared = generation.compare(request)
            if approved:
                return tuple(_changed(compared, approved))
            findings = tuple(sorted(_findings(compared, request)))
            return findings or (tuple(_replayed(request.root)) if replay else ())
    except SpecErrors as error:
        return tuple(_from_problem(one, request.root) for one in error.problems)
    except (ProjectError, MigrationError) as error:
        return tuple(_from_refusal(error, request))


def _findings(compared: Change, request: generation.Request) -> Iterator[Finding]:
    missing, deleted = set(change.missing_files(compared)), change.deleted(compared.root)
    yield from _missing(missing - deleted)
    try:
        plan = _plan(compared)
        unresolved = list(_unresolved(compared, plan))
        stale = list(_stale(compared, plan, missing | deleted)) if plan and not unresolved else []
    except MigrationError as error:
        # Files and records are stale only because the migration is refused.
        yield from _from_refusal(error, request)
        return
    yield from unresolved
    if compared.base[ANSWERS_FILE].data != compared.new[ANSWERS_FILE].data:
        what = "the recorded resources differ from the specs"
        yield Finding(ANSWERS_FILE, 0, what, _GENERATE, "recorded")
    yield from stale


def _changed(compared: Change, approved: str) -> Iterator[Finding]:
    """Find what has changed since a plan, as far as the cache has it."""
    names = digests.changed(approved, digests.parts(compared, *change.plan(compared)))
    hint = "review the plan as it is now: t3gen plan"
    for name in names or ():
        what = "has changed since the plan was made"
        yield Finding(name, 0, what, hint, "plan-changed")
    if names == []:
        yield Finding(".", 0, f"the plan {digests.difference(names)}", hint, "plan-changed")


def _missing(paths: Collection[str]) -> Iterator[Finding]:
    for path in paths:
        hint = f"restore it: git checkout -- {path}; to keep it deleted, {_GENERATE}"
        yield Finding(path, 0, "missing: the generated file was deleted", hint, "missing")


def _plan(compared: Change) -> project.Plan | None:
    """Return the plan of a change; None if it stops at unresolved merge markers."""
    try:
        return project.make_plan(project.Disk(compared.root), compared.base, compared.new)
    except ProjectError as error:
        if error.code != _UNRESOLVED:
            raise
        return None


def _unresolved(compared: Change, plan: project.Plan | None) -> Iterator[Finding]:
    """Find merge markers; files that stay the same have been searched by the plan."""
    disk = project.Disk(compared.root)
    paths = compared.base.keys() | compared.new.keys()
    if plan is not None:
        paths &= {step.path for step in plan.steps if step.verdict is not project.Verdict.SAME}
    for path in paths:
        if line := first_marker(disk.read(path) or b""):
            hint = "resolve the conflict, and remove the markers"
            yield Finding(path, line, "unresolved merge markers", hint, _UNRESOLVED)


def _stale(compared: Change, plan: project.Plan, ignored: Collection[str]) -> Iterator[Finding]:
    plan = own_models.edit(compared.root, plan, compared.inverses_before, compared.inverses)
    for step in plan.steps:
        if step.verdict in _STALE and step.path not in ignored:
            code, what = _STALE[step.verdict]
            yield Finding(step.path, 0, what, _GENERATE, code)
    due = migration.plan(compared.root, plan, compared.options)
    if due.name:
        what = f"the schema has changed, and the migration {due.name[15:]} has not been generated"
        yield Finding("prisma/migrations", 0, what, _GENERATE, "migration")
    if due.pending:
        yield Finding(
            "prisma/migrations", 0, due.pending, f"{due.hint}, then {_GENERATE}", "migration"
        )


def _replayed(root: Path) -> Iterator[Finding]:
    """Compare the schema with the result of the scripts, independent of their snapshots."""
    schema = migration.schema(root)
    if drift := migrate.history_drift(root, schema, engine=installed.engine()):
        what = f"the migrations do not produce the schema; the difference is:\n{drift}"
        hint = "fix the script that was edited, or write a migration for the difference"
        yield Finding(migrate.FOLDER, 0, what, hint, "drift")


def _from_problem(one: Problem, root: Path) -> Finding:
    file = one.file.removeprefix(f"{root.as_posix()}/")
    return Finding(file, one.line, one.what, one.hint, one.code, one.column)


def _from_refusal(
    error: ProjectError | MigrationError, request: generation.Request
) -> Iterator[Finding]:
    if isinstance(error, MigrationError) and error.problems:
        yield from (_from_problem(one, request.root) for one in error.problems)
        return
    file, _, line = (error.where or ".").partition(":")
    number = line.partition(":")[0]
    place = (file, int(number) if number.isdigit() else 0, 0)
    if isinstance(error, MigrationError) and not (request.root / file).exists():
        place = generation.place(request, file) or place
    yield Finding(*place[:2], error.what, error.hint or "", error.code, place[2])
