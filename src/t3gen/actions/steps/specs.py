"""The spec files of a project: where they are, what they declare, and editing them."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from t3gen import spec
from t3gen.errors import ProjectError, SpecErrors, UsageError
from t3gen.spec import suggestion

FOLDER = "resources"


def name_of(root: Path, path: Path) -> str:
    """Return the name of a file or folder below the project; elsewhere its absolute path.

    Args:
        root: The project, with no link in its path.
        path: Relative to the working directory, or absolute.
    """
    absolute = Path(os.path.normpath(path.absolute()))
    for one in (absolute, path.resolve()):
        if one.is_relative_to(root):
            return one.relative_to(root).as_posix()
    return absolute.as_posix()


def texts(root: Path, where: Path) -> dict[str, bytes]:
    """Return the bytes of the specs in a folder, or of one file, by `name_of`.

    Raises:
        UsageError: There is no such folder or file, or it cannot be read.
    """
    return {name_of(root, Path(name)): data for name, data in spec.texts(where).items()}


def read(root: Path, where: Path) -> tuple[spec.ResourceSpec, ...]:
    """Read the specs of a project.

    Raises:
        SpecErrors: One cannot be read.
        UsageError: The files cannot be read.
    """
    reading = spec.read(texts(root, where) if where.exists() else {})
    if reading.problems:
        raise SpecErrors(list(reading.problems))
    return reading.specs


def find(specs: Sequence[spec.ResourceSpec], name: str, where: str = FOLDER) -> spec.ResourceSpec:
    """Find the spec of a resource.

    Raises:
        UsageError: There is no such resource.
    """
    for one in specs:
        if one.name.text == name:
            return one
    hint = suggestion.hint(name, sorted(one.name.text for one in specs))
    raise UsageError(f'there is no resource "{name}"', where=where, hint=hint)


def editable(root: Path, file: str) -> bytes:
    """Return the bytes of a spec file that is to be edited.

    Raises:
        UsageError: It lies outside the project, where nothing is written.
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
    """Refuse to remove resources because no spec declares them: it may only not have been seen.

    Args:
        where: The folder of specs, or the file that holds them all.
        name: Its name below the project.
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
