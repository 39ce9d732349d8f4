"""What CI and pre-commit are offered, run as they would run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from shop import edit, make_shop

from t3gen.project.merging import Sides, merge

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PATHS = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": PATHS, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("ci") / "shop")


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


def test_the_action_installs_its_own_checkout_and_annotates_findings(
    shop: Path, tmp_path: Path
) -> None:
    """Its own steps; only what a build needs is not fetched, since the tests have it."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    install, check = (step["run"] for step in action["runs"]["steps"] if "run" in step)
    site = tmp_path / "site"
    offline = {
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's own reading: no isolation
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_TARGET": str(site),
    }
    installed = {"PATH": f"{site / 'bin'}{os.pathsep}{PATHS}", "PYTHONPATH": str(site)}

    ended = bash(install, shop, T3GEN=str(ROOT), **offline)
    assert 0 == ended.returncode, ended.stderr
    edit(shop, "resources/tag.yaml", "fields:\n", "fields:\n  note: text?\n")
    ended = bash(check, shop, **installed)

    assert 1 == ended.returncode
    annotated = "::error file=src/server/tags/schema.ts,title=t3gen%3A stale::stale"
    assert annotated in ended.stdout


def hooks() -> dict[str, dict[str, Any]]:
    found = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return {one["id"]: one for one in found}


def entry(name: str) -> str:
    assert "python" == hooks()[name]["language"]
    return str(hooks()[name]["entry"])


def test_the_hook_that_checks_fails_on_what_does_not_agree(shop: Path) -> None:
    edit(shop, "resources/tag.yaml", "fields:\n", "fields:\n  note: text?\n")

    ended = bash(entry("t3gen-check"), shop)

    assert 1 == ended.returncode
    assert "src/server/tags/schema.ts: stale" in ended.stdout


def test_the_hook_that_lays_specs_out_writes_them(shop: Path) -> None:
    """pre-commit itself fails when a hook has changed a file."""
    tidy = (shop / "resources/tag.yaml").read_text()
    edit(shop, "resources/tag.yaml", "fields:\n", "fields:\n\n\n")

    assert 0 == bash(entry("t3gen-fmt"), shop).returncode

    assert tidy == (shop / "resources/tag.yaml").read_text()
    assert re.search(hooks()["t3gen-fmt"]["files"], "resources/tag.yaml")


@pytest.mark.parametrize(
    "labels",
    [
        ("yours", "last generation", "this generation"),
        ("before updating", "last update", "after updating"),
    ],
    ids=["t3gen", "copier"],
)
def test_the_hook_for_conflicts_finds_every_marker(labels: tuple[str, str, str]) -> None:
    pattern = re.compile(hooks()["t3gen-conflicts"]["entry"].encode())
    ours, base, new = labels
    text = f"<<<<<<< {ours}\nmine\n||||||| {base}\nbase\n=======\nnew\n>>>>>>> {new}\n"

    found = [bool(pattern.search(line)) for line in text.encode().splitlines()]

    assert [True, False, True, False, False, False, True] == found


def test_markers_of_a_merge_are_those_that_the_hook_knows() -> None:
    merged = merge("a.ts", Sides(b"mine\n", b"base\n", b"new\n")).data

    assert merged.decode().split("\n")[::2] == [
        "<<<<<<< yours",
        "||||||| last generation",
        "=======",
        ">>>>>>> this generation",
    ]
