"""`t3gen diff`: what breaks between two states of the specs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from t3gen import migrate, model, project, render, spec
from t3gen.actions import templates
from t3gen.actions.steps import SPECS, differences, domains, generation, migration, specs
from t3gen.errors import UsageError
from t3gen.programs import git

_RANGE = ".."


@dataclass(frozen=True)
class _State:
    """One state of the specs, resolved."""

    reading: spec.Reading
    resources: tuple[model.Resource, ...]
    records: list[Mapping[str, Any]]


def diff(start: Path, before: str, after: str = "") -> differences.Differences:
    """Return the difference of two states of the specs, each in the app of this project.

    Args:
        start: A folder of the project.
        before: A folder of specs, a file with all of them, or a revision of git; or a range of two
            revisions, such as `main..HEAD`.
        after: The same; empty for the specs as they are on disk.

    Raises:
        ProjectError: The folder is in no project.
        SpecErrors: A spec is invalid.
        UsageError: There is no such folder, file or revision.
    """
    root = project.find(start)
    if not after and _RANGE in before and not Path(before).exists():
        before, _, after = before.partition(_RANGE)
    answers = project.read_answers(root)
    app = generation.app(root, answers.values)
    old, new = (_state(_texts(root, where), app) for where in (before, after))
    files = templates.of_project(answers).compare(
        {**answers.values, "resources": old.records}, {**answers.values, "resources": new.records}
    )
    schemas = _schemas(root, files, old, new)
    before_, after_ = map(differences.Generation, files, (old.records, new.records))
    return differences.differences(before_, after_, schemas)


def _state(texts: Mapping[str, bytes], app: model.App) -> _State:
    reading = spec.read(texts)
    resources = model.resolve(reading, app)
    return _State(reading, resources, [one.record() for one in resources])


def _texts(root: Path, where: str) -> dict[str, bytes]:
    """Return the texts of the specs, by file."""
    if not where:
        return specs.texts(root, root / SPECS)
    path = Path(where)
    return specs.texts(root, path) if path.exists() else _of_revision(root, where)


def _of_revision(root: Path, revision: str) -> dict[str, bytes]:
    """Return the texts of the specs in a revision of git.

    Raises:
        UsageError: There is no such revision, or it has no specs.
    """
    verified = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = (git.query(*verified, folder=root) or b"").decode().strip()
    if not commit:
        hint = "name two folders of specs, or two revisions of git: main..HEAD"
        what = "no such folder, file or revision of git"
        raise UsageError(what, where=revision, hint=hint, code="no-specs")
    listed = git.run("ls-tree", "-r", "-z", "--name-only", commit, f"{SPECS}/", folder=root)
    names = [name for name in listed.decode(errors="surrogateescape").split("\0") if name]
    return {
        f"{revision}:{name}": git.run("show", f"{commit}:./{name}", folder=root)
        for name in names
        if PurePosixPath(name).suffix in spec.SUFFIXES and "/." not in name
    }


Files = tuple[Mapping[str, render.Rendered], Mapping[str, render.Rendered]]


def _schemas(root: Path, files: Files, old: _State, new: _State) -> migrate.Comparison:
    """Return the difference of the schemas; models of the user's own are in both."""
    generated = files[0].keys() | files[1].keys()
    own = {path: text for path, text in migration.schema(root).items() if path not in generated}
    before, after = (migrate.compose({**own, **_prisma(some)}) for some in files)
    previous = model.previous_names(new.reading.specs, new.resources)
    backfills = model.backfills(new.reading.specs, new.resources)
    found = migrate.compare_schemas(before, after, migrate.Names(previous, backfills))
    newest = migrate.Newest(before)
    generations = domains.Generations(newest.schema.provider, old.records, new.records, previous)
    return replace(found, risks=(*found.risks, *domains.risks(generations, newest)))


def _prisma(files: Mapping[str, render.Rendered]) -> dict[str, str]:
    return {path: it.data.decode() for path, it in files.items() if path.endswith(".prisma")}
