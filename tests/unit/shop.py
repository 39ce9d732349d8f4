"""A project that t3gen has made, for the tests of its commands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from t3gen import cli

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "shop" / "resources"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder, as a command does."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def make_shop(root: Path, template: Path | str | None = None) -> Path:
    """Make an app with the resources of the example, without a migration.

    Args:
        root: Where to.
        template: `ADDRESS[@TAG]`; None for the installed template.
    """
    of = ["--template", str(template)] if template else []
    assert cli.run(["new", "app", str(root), *of]) == 0
    shutil.copytree(EXAMPLE, root / "resources", dirs_exist_ok=True)
    with inside(root):
        assert cli.run(["generate"]) == 1
    return root


def run(root: Path, *arguments: str) -> int:
    """Run a command in a project."""
    with inside(root):
        return cli.run(arguments)


def answer(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, dict[str, Any]]:
    """Run a command that answers with JSON."""
    capsys.readouterr()
    code = run(root, *arguments, "--json")
    return code, json.loads(capsys.readouterr().out)


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change a text that has to be there."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def tree(root: Path) -> dict[str, bytes]:
    """Return every file but those of git and npm."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".git", "node_modules"} & set(path.relative_to(root).parts)
    }


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder, with nothing of the machine's configuration."""
    names = {
        f"GIT_{who}_{what}": "t@example.com"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    ended = subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**os.environ, **names, **alone},
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout
