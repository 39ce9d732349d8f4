"""The spec files of a project."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from t3gen import spec
from t3gen.errors import ProjectError, SpecErrors, UsageError
from t3gen.spec import suggestion

FOLDER = "resources"


def name_of(root: Path, path: Path) -> str:
    """Return the path of a file or folder relative to the project; outside it the absolute path.

    Args:
        root: The project, without links in its path.
        path: Relative to the current folder, or absolute.
    """
    absolute = Path(os.path.normpath(path.absolute()))
    for one in (absolute, path.resolve()):
        if one.is_relative_to(root):
            return one.relative_to(root).as_posix()
    return absolute.as_posix()


def texts(root: Path, where: Path) -> dict[str, bytes]:
    """Return the bytes of the specs in a folder, or of one file, by `name_of`.

    Raises:
        UsageError: The folder or file does not exist, or cannot be read.
    """
    return {name_of(root, Path(name)): data for name, data in spec.texts(where).items()}


def read(root: Path, where: Path) -> tuple[spec.ResourceSpec, ...]:
    """Read the specs of a project.

    Raises:
        SpecErrors: A spec is invalid.
        UsageError: The files cannot be read.
    """
    reading = spec.read(texts(root, where) if where.exists() else {})
    if reading.problems:
        raise SpecErrors(list(reading.problems))
    return reading.specs


def find(specs: Sequence[spec.ResourceSpec], name: str, where: str = FOLDER) -> spec.ResourceSpec:
    """Return the spec of a resource.

    Raises:
        UsageError: The resource does not exist.
    """
    for one in specs:
        if one.name.text == name:
            return one
    hint = suggestion.hint(name, sorted(one.name.text for one in specs))
    raise UsageError(f'there is no resource "{name}"', where=where, hint=hint)


def editable(root: Path, file: str) -> bytes:
    """Return the bytes of a spec file for editing.

    Raises:
        UsageError: It is outside the project, where t3gen does not write.
    """
    if Path(file).is_absolute():
        raise UsageError(
            "the spec is outside the project, where t3gen does not write",
            where=file,
            hint="edit it by hand, then run: t3gen generate --spec PATH",
            code="outside",
        )
    return (root / file).read_bytes()


def check_declared(
    where: Path, name: str, undeclared: Collection[str], added: Collection[str]
) -> None:
    """Check that no resource is removed just because its spec was not found.

    Args:
        where: The folder of specs, or the file with all of them.
        name: Its path in the project.
        undeclared: The resources that were generated, and that nothing asks to remove.
        added: Resources that the specs declare for the first time.

    Raises:
        ProjectError: There are some.
    """
    if not undeclared:
        return
    names, one = sorted(undeclared), min(undeclared)
    hints = [
        f"to remove what no spec declares: t3gen generate --prune, or: t3gen destroy resource {one}"
    ]
    if where.is_file():
        hints = ['a single file holds all specs, with "---" between them', *hints]
    elif added:
        hints.append(f'if it was renamed to {min(added)}, add to that spec: "was: {one}"')
    else:
        hints.append(f"to restore a spec: git checkout -- {name}")
    raise ProjectError(
        f"no spec declares {', '.join(names)}, which the app has",
        where=name,
        hint="\n".join(hints),
        code="lacking",
    )
