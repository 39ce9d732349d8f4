"""Paths that commands take: relative or absolute, from any folder, they lead to the same place."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from t3gen import cli

pytestmark = pytest.mark.slow

Spelling = Callable[[Path], str]
SPELLINGS: dict[str, Spelling] = {
    "relative": os.path.relpath,
    "absolute": str,
    "with a slash at its end": lambda path: f"{path}{os.sep}",
}
spelled = pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("paths") / "shop"
    assert 0 == cli.run(["new", "app", str(root)])
    return root


@pytest.fixture
def app(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app with a folder of it as the working directory."""
    root = shutil.copytree(made, tmp_path / "shop")
    monkeypatch.chdir(root / "src" / "server")
    return root


def write(root: Path, fields: str) -> None:
    (root / "resources" / "post.yaml").write_text(f"resource: Post\nfields: {fields}\n")


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    cli.run([*arguments, "--json"])
    return json.loads(capsys.readouterr().out)


@spelled
@pytest.mark.parametrize("command", [["check"], ["generate"]], ids=["check", "generate"])
def test_a_problem_is_named_by_the_path_of_its_spec_below_the_project(
    app: Path, capsys: pytest.CaptureFixture[str], command: list[str], spelling: Spelling
) -> None:
    write(app, "{title: strng}")

    told = answer(capsys, *command, "--spec", spelling(app / "resources"))

    [problem] = told.get("findings") or told["problems"]
    assert "resources/post.yaml" == problem["file"]


@spelled
def test_specs_are_laid_out_where_they_are(
    app: Path, capsys: pytest.CaptureFixture[str], spelling: Spelling
) -> None:
    write(app, "{title:   string}")

    told = answer(capsys, "fmt", spelling(app / "resources"))

    [file] = told["files"]
    assert ("resources/post.yaml", "update") == (file["path"], file["verdict"])


@spelled
def test_a_new_app_and_its_template_are_made_where_their_paths_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelling: Spelling
) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    template, root = tmp_path / "template", tmp_path / "shop"

    assert 0 == cli.run(["template", "new", spelling(template)])
    assert 0 == cli.run(["new", "app", spelling(root), "--template", spelling(template)])

    assert f"_src_path: {template}\n" in (root / ".copier-answers.yml").read_text()
