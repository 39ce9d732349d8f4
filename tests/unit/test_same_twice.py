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

PYTHONS = [sys.executable] + [
    found
    for minor in (11, 12, 13, 14)
    if (found := shutil.which(f"python3.{minor}"))
    and Path(found).resolve() != Path(sys.executable).resolve()
    and not subprocess.run(
        [found, "-c", "import click, jinja2, pydantic, yaml, inflection, ruamel.yaml"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
    ).returncode
]
MACHINES: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "NO_COLOR": "1"},
]


def generated(
    root: Path, python: str, machine: Mapping[str, str], *, late: bool
) -> dict[str, bytes]:
    """Generate the shop; files of specs that are named otherwise are read in another order."""
    environment = {**os.environ, **machine, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def t3gen(*arguments: str) -> None:
        command = [python, "-m", "t3gen", *arguments]
        folder = root if root.exists() else root.parent
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)

    t3gen("new", "app", str(root))
    shutil.copytree(EXAMPLE, root / "resources")
    if late:
        (root / "resources/address.yaml").rename(root / "resources/zz.yaml")
        (root / "resources/tag.yaml").rename(root / "resources/a.yaml")
    t3gen("generate")
    return {
        name: data
        for name, data in tree(root).items()
        if name != ".env" and not name.startswith("resources/")
    }


@pytest.mark.parametrize("python", PYTHONS)
def test_every_machine_makes_the_same_bytes(tmp_path: Path, python: str) -> None:
    (tmp_path / "0").mkdir()
    first = generated(tmp_path / "0" / "shop", sys.executable, MACHINES[0], late=False)

    for number, machine in enumerate(MACHINES, 1):
        root = tmp_path / str(number) / "shop"
        root.parent.mkdir()
        assert first == generated(root, python, machine, late=number > 1)
