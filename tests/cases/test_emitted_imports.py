"""Imports of the emitted code: none is circular, and repositories are their own resource's."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest
from goldens import CASES, files

IMPORT = re.compile(r'^(?:import|export)(?! type)\b[^;]*?from "(~/|\./|\.\./)([^"]+)";', re.M)


def modules(case: Path) -> dict[str, set[str]]:
    """Return what each module of a case's `src/` imports at runtime, by path without suffix."""
    texts = {
        path.removesuffix(".ts"): file.data.decode("utf-8")
        for path, file in files(case).items()
        if path.startswith("src/") and path.endswith(".ts")
    }
    return {
        path: {_target(path, *found) for found in IMPORT.findall(text)}
        for path, text in texts.items()
    }


def _target(importer: str, start: str, rest: str) -> str:
    folder = PurePosixPath(importer).parent
    base = {"~/": PurePosixPath("src"), "./": folder, "../": folder.parent}[start]
    return (base / rest).as_posix()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_no_import_is_circular(case: Path) -> None:
    try:
        TopologicalSorter(modules(case)).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_no_resource_imports_the_repository_of_another_one(case: Path) -> None:
    foreign = {
        (path, target)
        for path, targets in modules(case).items()
        for target in targets
        if target.endswith("/repository") and PurePosixPath(path).parent.as_posix() not in target
    }

    assert set() == foreign
