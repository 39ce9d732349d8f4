"""Models of the user's own: what relations may lead to, and the line that each gets for that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from t3gen import migrate, model, project
from t3gen.migrate import InverseField
from t3gen.model import reserved

FOLDER = "prisma"
_ESCAPE = "surrogateescape"
Records = Sequence[Mapping[str, Any]]


def read(root: Path, answers: Mapping[str, Any]) -> tuple[model.OwnModel, ...]:
    """Return the models in the Prisma files of a project that nobody generates.

    Args:
        root: The project.
        answers: What it records.
    """
    generated = {str(one["name"]) for one in answers["resources"]}
    if answers.get("auth") == "better-auth":
        generated |= reserved.AUTH_MODELS
    files = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8", errors=_ESCAPE)
        for path in sorted((root / FOLDER).rglob("*.prisma"))
    }
    return migrate.own_models(files, generated)


def inverse_fields(records: Records) -> list[InverseField]:
    """Return the lines that models of the user's own have for the relations of resources."""
    return [way for record in records for way in _inverse_fields(record)]


def _inverse_fields(record: Mapping[str, Any]) -> Iterator[InverseField]:
    own = {one["name"] for one in record["own"]}
    for one in (*record["relations"], *record["many"]):
        target = one["target"]["name"]
        if one["external"] and target in own:
            arity = "[]" if one.get("inverse_list", True) else "?"
            yield InverseField(target, one["inverse"], record["name"], arity, one["link"] or "")


def edit(
    root: Path, planned: project.Plan, gone: Sequence[InverseField], come: Sequence[InverseField]
) -> project.Plan:
    """Put ways back into the user's models and take them out, where a plan leaves others there.

    Args:
        root: The project.
        planned: What happens to its files.
        gone: The lines of the last generation.
        come: Those of this one.
    """
    models = sorted({one.model for one in (*gone, *come)})
    if not models:
        return planned
    texts = dict(_texts(root, planned))
    before = dict(texts)
    for name in models:
        path = next((path for path, text in texts.items() if migrate.has_model(text, name)), None)
        if path is not None:
            old, new = ([one for one in ways if one.model == name] for ways in (gone, come))
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
