"""Equal specs give equal bytes, wherever and whenever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from shop import EXAMPLE, tree

import t3gen

pytestmark = pytest.mark.slow

SOURCE = Path(t3gen.__file__).parents[1]
OTHERS = SOURCE.parent / ".cache"  # where `make pythons` puts them
PYTHONS = [Path(sys.executable), *sorted(OTHERS.glob("python3.*/bin/python"))]
MACHINES: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "NO_COLOR": "1"},
]


def generated(
    root: Path, python: Path, machine: Mapping[str, str], *, late: bool
) -> dict[str, bytes]:
    """Generate the shop; files of specs that are named otherwise are read in another order."""
    environment = {**os.environ, **machine, "PYTHONPATH": str(SOURCE)}

    def run(*arguments: str, code: int = 0) -> None:
        command = [str(python), "-m", "t3gen", *arguments]
        folder = root if root.exists() else root.parent
        ended = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, check=False
        )
        assert code == ended.returncode, ended.stderr

    run("new", "app", str(root))
    shutil.copytree(EXAMPLE, root / "resources", dirs_exist_ok=True)
    if late:
        (root / "resources/address.yaml").rename(root / "resources/zz.yaml")
        (root / "resources/tag.yaml").rename(root / "resources/a.yaml")
    run("generate", code=1)  # a migration waits for npm's packages
    return {
        name: data
        for name, data in tree(root).items()
        if name != ".env" and not name.startswith("resources/")
    }


@pytest.mark.parametrize("python", PYTHONS, ids=lambda python: python.parents[1].name)
def test_every_machine_makes_the_same_bytes(tmp_path: Path, python: Path) -> None:
    (tmp_path / "0").mkdir()
    first = generated(tmp_path / "0" / "shop", PYTHONS[0], MACHINES[0], late=False)

    for number, machine in enumerate(MACHINES, 1):
        root = tmp_path / str(number) / "shop"
        root.parent.mkdir()
        assert first == generated(root, python, machine, late=number > 1)
