"""Shops with merged files, run: the tests that t3gen emits for orders pass on every one.

Merged files of different paths share a project, so that some sixty runs of vitest are enough for
all forty edits under all ten changes; `make fuzz` takes them all.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from corpus import change_specs, prisma_client
from matrix import CHANGES, Case, all_cases, batches
from packages_at import node_modules
from shop import make_shop, run

from t3gen.migrate import find_node

EVERY: Mapping[int, range | None] = dict.fromkeys(range(len(CHANGES)))
SOME = EVERY if os.environ.get("T3GEN_FUZZ") else {0: range(1), 1: range(2, 3)}
"""Which batches of which changes; None for all of them."""


def merged(change: int) -> list[list[Case]]:
    """Return the files that merged without a conflict, in batches of different paths."""
    clean = [case for case in all_cases() if case.is_merged and case.is_clean]
    return batches([case for case in clean if case.change == change])


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Return a shop for each change that somebody needs, with its client."""
    made = {}
    for number in SOME:
        root = make_shop(tmp_path_factory.mktemp(f"change-{number}") / "shop")
        (root / "node_modules").symlink_to(node_modules())
        change_specs(root / "resources", CHANGES[number])
        assert 0 == run(root, "generate")
        assert 0 == prisma_client(root).returncode
        made[number] = root
    return made


@pytest.mark.parametrize("change", SOME)
def test_emitted_tests_pass_on_files_that_merged_without_a_conflict(
    shops: dict[int, Path], tmp_path: Path, change: int
) -> None:
    found = merged(change)
    wanted = SOME[change] or range(len(found))
    assert set(wanted) <= set(range(len(found)))
    for number in wanted:
        root = shutil.copytree(shops[change], tmp_path / str(number), symlinks=True)
        for case in found[number]:
            (root / case.edit.file).write_bytes(case.result)

        assert 0 == run(root, "generate")

        if any(case.edit.file.endswith(".prisma") for case in found[number]):
            assert 0 == prisma_client(root).returncode
        ended = vitest(root)
        told = "\n".join(case.name for case in found[number])
        assert 0 == ended.returncode, f"{told}\n{ended.stdout}\n{ended.stderr}"


def vitest(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(find_node()), "node_modules/vitest/vitest.mjs", "run", "tests/orders"]
    programs = os.pathsep.join([str(find_node().parent), os.environ["PATH"]])
    return subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PATH": programs, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
