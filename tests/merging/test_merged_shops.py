"""Shops with merged files, run: the tests that t3gen emits for orders pass on every one.

Edits that can stand side by side share a project, so that four runs of vitest are enough for all
forty under one change; `make fuzz` takes all ten changes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from corpus import change_specs, prisma_client
from matrix import CHANGES, cases, stacks
from packages_at import node_modules
from shop import make_shop, run

from t3gen.migrate import find_node

SOME = range(len(CHANGES)) if os.environ.get("T3GEN_FUZZ") else [0]
PATIENCE = 900


@pytest.mark.parametrize("change", SOME)
def test_emitted_tests_pass_on_files_that_merged_without_a_conflict(
    tmp_path: Path, change: int
) -> None:
    plain = make_shop(tmp_path / "shop")
    (plain / "node_modules").symlink_to(node_modules())
    change_specs(plain / "resources", CHANGES[change])
    assert 0 == run(plain, "generate", "--prune")
    laid = stacks(change)
    assert sum(len(one.names) for one in laid) == sum(case.is_clean for case in cases(change))
    if len(SOME) == 1:
        laid = laid[:1]

    for number, one in enumerate(laid):
        root = shutil.copytree(plain, tmp_path / str(number), symlinks=True)
        for path, data in one.files.items():
            (root / path).write_bytes(data)
        assert 0 == run(root, "generate")
        assert all((root / path).read_bytes() == data for path, data in one.files.items())
        assert 0 == prisma_client(root).returncode

        ended = vitest(root)

        assert 0 == ended.returncode, f"{one.names}\n{ended.stdout}\n{ended.stderr}"


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
        timeout=PATIENCE,
    )
