"""Random lives of a project across versions of the template: nothing is lost, nothing drifts.

`make fuzz` lives a hundred of them.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from next_version import FIRST, LATEST, NEXT, tagged_versions
from sequences import DEEDS, Life, update, upgrade
from shop import git, make_shop

LIVES = 100 if os.environ.get("T3GEN_FUZZ") else 3


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    versions = tagged_versions(tmp_path_factory.mktemp("versions"))
    root = make_shop(tmp_path_factory.mktemp("sequences") / "shop", f"{versions}@v{FIRST}")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "first")
    return root


@pytest.mark.parametrize("seed", range(LIVES))
def test_whatever_happens_a_project_is_its_render_with_the_edits_on_top(
    made: Path, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    life = Life(shutil.copytree(made, tmp_path / "shop"), seed)

    for version in (NEXT, LATEST):
        for _ in range(rng.randint(2, 5)):
            life.step(rng.choice(DEEDS))
        life.step(rng.choice((upgrade(version), update(version))))
    life.step(rng.choice(DEEDS))
