"""Models of the user's own: possible targets of relations, and their inverse fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from t3gen import migrate, model, project
from t3gen.migrate import InverseField
from t3gen.model import reserved
from t3gen.psl import Schema

FOLDER = "prisma"
_ESCAPE = "surrogateescape"
Records = Sequence[Mapping[str, Any]]


def read(
    root: Path,
    answers: Mapping[str, Any],
    changed: Mapping[str, bytes | None],
    moved: Schema | None = None,
) -> tuple[model.OwnModel, ...]:
    """Return the models in the Prisma files of a project that are not generated.

    Args:
        root: The project.
        answers: Its recorded answers.
        changed: Files that differ from those on disk; None removes one.
        moved: Models and enums that will be generated, and are in no file yet.
    """
    generated = {str(one["name"]) for one in answers["resources"]}
    if answers.get("auth") == "better-auth":
        generated |= reserved.AUTH_MODELS
    files = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8", errors=_ESCAPE)
        for path in sorted((root / FOLDER).rglob("*.prisma"))
    }
    for path, content in changed.items():
        files[path] = (content or b"").decode("utf-8", errors=_ESCAPE)
    return migrate.own_models(files, generated, moved or Schema())


def inverse_fields(records: Records) -> list[InverseField]:
    """Return the inverse fields that relations of resources need in the user's models."""
    return [field for record in records for field in _inverse_fields(record)]


def _inverse_fields(record: Mapping[str, Any]) -> Iterator[InverseField]:
    own = {one["name"] for one in record["own"]} | {reserved.ORGANISATION}
    for one in (*record["relations"], *record["many"]):
        target = one["target"]["name"]
        if one["external"] and target in own:
            arity = "[]" if one.get("inverse_list", True) else "?"
            yield InverseField(target, one["inverse"], record["name"], arity, one["link"] or "")


def edit(
    root: Path,
    planned: project.Plan,
    previous: Sequence[InverseField],
    current: Sequence[InverseField],
) -> project.Plan:
    """Add inverse fields to the user's models and remove outdated ones, on top of a plan.

    Args:
        root: The project.
        planned: The plan for its files.
        previous: The inverse fields of the last generation.
        current: Those of this generation.
    """
    models = sorted({one.model for one in (*previous, *current)})
    if not models:
        return planned
    texts = dict(_texts(root, planned))
    before = dict(texts)
    for name in models:
        path = next((path for path, text in texts.items() if migrate.has_model(text, name)), None)
        if path is not None:
            old = [field for field in previous if field.model == name]
            new = [field for field in current if field.model == name]
            texts[path] = migrate.with_inverse_fields(texts[path], old, new)
    edits = {
        path: text.encode(errors=_ESCAPE) for path, text in texts.items() if text != before[path]
    }
    return project.with_edits(project.Disk(root), planned, edits)


def _texts(root: Path, planned: project.Plan) -> Iterator[tuple[str, str]]:
    disk = project.Disk(root)
    paths = {path.relative_to(root).as_posix() for path in (root / FOLDER).rglob("*.prisma")}
    paths |= {step.path for step in planned.steps if step.path.endswith(".prisma")}
    for path in sorted(paths):
        text = planned.text(path, disk)
        if text is not None:
            yield path, text.decode(errors=_ESCAPE)
