"""The answers file: the template of a project, and the resources of its last generation."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from t3gen import ANSWERS_FILE
from t3gen.errors import ProjectError

_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_RESTORE = f"restore it: git checkout HEAD -- {ANSWERS_FILE}"
_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Answers:
    """The content of the answers file.

    Args:
        commit: The template's version, such as `v0.1.0`.
        values: The answers to the questions of copier.yml, `resources` among them.
        source: The template's address, which `copier update` uses.
    """

    commit: str
    values: Mapping[str, Any]
    source: str = ""

    @property
    def resources(self) -> list[dict[str, Any]]:
        """The records of the last generation."""
        return list(self.values["resources"])


def find(start: Path) -> Path:
    """Return the project of a folder: the closest parent with an answers file.

    Raises:
        ProjectError: No parent has one.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / ANSWERS_FILE).is_file():
            return folder
    raise ProjectError(
        "not inside a t3gen project",
        where=str(start),
        hint="change to one, create one: t3gen new app my-app, or add t3gen to an app: t3gen init",
        code="not-a-project",
    )


def read_answers(root: Path) -> Answers:
    """Read the answers file of a project.

    Raises:
        ProjectError: The file cannot be read, has merge markers, was not written by t3gen, or
            records a resource twice.
    """
    try:
        text = (root / ANSWERS_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ProjectError(f"cannot be read: {problem}", where=ANSWERS_FILE) from problem
    return parse(text)


def parse(text: str) -> Answers:
    """Parse the text of an answers file.

    Raises:
        ProjectError: It has merge markers, was not written by t3gen, or records a resource twice.
    """
    _check_lines(text.splitlines())
    data = _parse(text)
    if not isinstance(data, dict) or not isinstance(data.get("_commit"), str):
        raise ProjectError('"_commit" is missing', where=ANSWERS_FILE, hint=_RESTORE)
    values = {key: value for key, value in data.items() if not key.startswith("_")}
    values["resources"] = _resources(values.get("resources") or [])
    return Answers(data["_commit"], values, str(data.get("_src_path", "")))


def are_equivalent(one: bytes, other: bytes) -> bool:
    """Return whether two texts of the file have the same values, however they are formatted."""
    if one == other:
        return True
    try:
        (head, lines), (other_head, other_lines) = (_split(text.decode()) for text in (one, other))
        if not lines or not other_lines:
            return bool(_parse(one.decode()) == _parse(other.decode()))
        # By line: few differ, and parsed they take many times the memory of their texts.
        return (
            len(lines) == len(other_lines)
            and all(map(_is_same_json, lines, other_lines))
            and bool(yaml.load(head, _YamlLoader) == yaml.load(other_head, _YamlLoader))
        )
    except (ValueError, yaml.YAMLError, ProjectError):
        return False


def _is_same_json(line: str, other: str) -> bool:
    return line == other or bool(json.loads(line[2:]) == json.loads(other[2:]))


def _split(text: str) -> tuple[str, list[str]]:
    """Return the text before the resources, and their lines; no lines in another form of YAML."""
    head, _, tail = text.partition("\nresources:\n")
    lines = tail.splitlines()
    return head, lines if all(map(_is_json, lines)) else []


def _is_json(line: str) -> bool:
    return line.startswith("- {")


def _check_lines(lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        if line.startswith(_MARKERS):
            raise ProjectError(
                "unresolved merge markers",
                where=f"{ANSWERS_FILE}:{number}",
                hint="keep either side, then run: t3gen generate",
                code="unresolved-markers",
            )
    keys = Counter(
        line.partition(":")[0] for line in lines if line[:1].isalpha() or line[:1] == "_"
    )
    for key, count in keys.items():
        if count > 1:
            raise ProjectError(f'duplicate key "{key}"', where=ANSWERS_FILE, hint=_RESTORE)


def _parse(text: str) -> Any:
    """Parse the file; the lines of resources are JSON, which parses thirty times faster as such."""
    head, lines = _split(text)
    try:
        if lines:
            # As one text, so that equal keys are one object.
            resources = json.loads(f"[{','.join(line[2:] for line in lines)}]")
            if len(resources) != len(lines):
                raise ValueError("each line holds one resource")
            return {**yaml.load(head, _YamlLoader), "resources": resources}
        return yaml.load(text, _YamlLoader)
    except (yaml.YAMLError, ValueError, TypeError) as problem:
        place = getattr(problem, "problem_mark", None)
        where = f"{ANSWERS_FILE}:{place.line + 1}:{place.column + 1}" if place else ANSWERS_FILE
        what = getattr(problem, "problem", None) or str(problem)
        raise ProjectError(f"not valid YAML: {what}", where=where, hint=_RESTORE) from problem


def _resources(resources: Any) -> list[dict[str, Any]]:
    if not isinstance(resources, list) or not all(
        isinstance(resource, dict) and "slug" in resource for resource in resources
    ):
        raise ProjectError('"resources" is not a list of models', where=ANSWERS_FILE, hint=_RESTORE)
    for slug, count in Counter(resource["slug"] for resource in resources).items():
        if count > 1:
            raise ProjectError(
                f'the resource "{slug}" is recorded twice',
                where=ANSWERS_FILE,
                hint="keep one of the two lines, then run: t3gen generate",
                code="recorded-twice",
            )
    return resources
