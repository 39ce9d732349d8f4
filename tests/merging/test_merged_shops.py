"""Shops with merged files, run: the tests that t3gen emits for orders pass on every one.

Edits of different files share a project. `make fuzz` takes all forty under all ten changes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from corpus import change_specs, prisma_client
from matrix import CHANGES, all_cases, batches
from packages_at import node_modules
from shop import make_shop, run

from t3gen.migrate import find_node

BATCHES = 10
RUNS = [(change, batch) for change in range(len(CHANGES)) for batch in range(BATCHES)]
SOME = RUNS if os.environ.get("T3GEN_FUZZ") else [(0, 0), (6, 1)]


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Return a shop for each change that somebody needs, with its client."""
    made = {}
    for number in sorted({change for change, _ in SOME}):
        root = make_shop(tmp_path_factory.mktemp(f"change-{number}") / "shop")
        (root / "node_modules").symlink_to(node_modules())
        change_specs(root / "resources", CHANGES[number])
        assert 0 == run(root, "generate")
        assert 0 == prisma_client(root).returncode
        made[number] = root
    return made


def test_no_batch_is_left_out() -> None:
    of_one = [case for case in all_cases() if case.change == 0]

    assert BATCHES == len(batches(of_one))


@pytest.mark.parametrize(("change", "batch"), SOME)
def test_emitted_tests_pass_on_files_that_merged_without_a_conflict(
    shops: dict[int, Path], tmp_path: Path, change: int, batch: int
) -> None:
    root = shutil.copytree(shops[change], tmp_path / "shop", symlinks=True)
    clean = [case for case in all_cases() if case.change == change and case.is_clean]
    taken = batches(clean)[batch] if batch < len(batches(clean)) else []
    for case in taken:
        (root / case.edit.file).write_bytes(case.result)

    assert 0 == run(root, "generate")

    if any(case.edit.file.endswith(".prisma") for case in taken):
        assert 0 == prisma_client(root).returncode
    ended = vitest(root)
    told = "\n".join(case.name for case in taken)
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
