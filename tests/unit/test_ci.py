"""What CI and pre-commit are offered, run as they would run it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from shop import edit, make_shop

from t3gen.project.merging import Sides, merge

ROOT = Path(__file__).resolve().parents[2]
PATHS = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def bash(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": PATHS},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_installs_what_the_project_records_and_annotates_findings(
    tmp_path: Path,
) -> None:
    shop = make_shop(tmp_path / "shop")
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    install, check = (step["run"] for step in action["runs"]["steps"] if "run" in step)
    edit(shop, ".copier-answers.yml", "_commit: v", "_commit: v9.")

    version = bash(install.replace("python -m pip", "echo"), shop).stdout.split()[-1]
    ended = bash(check, shop)

    assert re.fullmatch(r"t3gen==9\.\d+\.\d+\.\d+", version)
    assert 1 == ended.returncode
    assert ended.stdout.startswith("::error file=.copier-answers.yml,title=t3gen%3A version::")


def hooks() -> dict[str, dict[str, Any]]:
    found = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return {one["id"]: one for one in found}


def test_every_hook_is_a_command_or_an_expression(tmp_path: Path) -> None:
    shop = make_shop(tmp_path / "shop")

    commands = {name: one["entry"] for name, one in hooks().items() if one["language"] == "python"}

    assert {"t3gen-check", "t3gen-fmt"} == commands.keys()
    for command in commands.values():
        assert 0 == bash(f"{shlex.join(command.split())} --help", shop).returncode


def test_the_hook_for_conflicts_finds_every_marker_that_a_merge_writes() -> None:
    pattern = re.compile(hooks()["t3gen-conflicts"]["entry"].encode())
    merged = merge("a.ts", Sides(b"mine\n", b"base\n", b"new\n")).data

    found = [bool(pattern.search(line)) for line in merged.splitlines()]

    assert [True, False, True, False, False, False, True] == found
