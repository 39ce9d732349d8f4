"""The stand-in's own sources: tidy, typed, and ready to run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from services import environment, node_modules
from small_project import ENGINE, TEMPLATE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sources, beside the packages."""
    shutil.copytree(ENGINE.parent, tmp_path / "prisma" / "engine")
    shutil.copy(TEMPLATE / "prisma.config.ts", tmp_path)
    (tmp_path / "node_modules").symlink_to(node_modules(), target_is_directory=True)
    return tmp_path


def output(folder: Path, *command: str) -> str:
    run = subprocess.run(
        ["npx", "--no-install", *command],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "" if run.returncode == 0 else run.stdout


def test_the_entry_is_a_program() -> None:
    assert os.access(ENGINE, os.X_OK)
    assert "#!/usr/bin/env node" == ENGINE.read_text().splitlines()[0]


def test_sources_are_formatted(folder: Path) -> None:
    assert "" == output(folder, "prettier", "--check", "prisma.config.ts", "prisma/engine")


def test_sources_are_typed(folder: Path) -> None:
    strict = "--strict --noUncheckedIndexedAccess --allowJs --checkJs --noEmit --skipLibCheck"
    place = "--module nodenext --target es2023 --types node"
    sources = [str(path) for path in sorted((folder / "prisma" / "engine").glob("*.mjs"))]

    assert "" == output(folder, "tsc", *strict.split(), *place.split(), *sources)
