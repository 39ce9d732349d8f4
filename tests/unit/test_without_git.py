"""What needs git says that it is missing; what does not need it works without."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from t3gen import cli
from t3gen.errors import ProjectError
from t3gen.programs import git

pytestmark = pytest.mark.slow

SERVICE = "src/server/posts/service.ts"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app with a resource, on a machine that has Python and nothing else."""
    root = tmp_path / "shop"
    assert 0 == cli.run(["new", "app", str(root), "--yes"])
    monkeypatch.chdir(root)
    assert 0 == cli.run(["new", "resource", "Post", "title:string"])
    empty = tmp_path / "bin"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    return root


def answer(capsys: pytest.CaptureFixture[str]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_generating_and_checking_need_no_git(app: Path) -> None:
    assert app.is_dir()
    assert 0 == cli.run(["fmt"])
    assert 1 == cli.run(["generate"])


def test_a_merge_says_that_git_is_missing_and_changes_nothing(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service, spec = app / SERVICE, app / "resources" / "post.yaml"
    edited = service.read_text(encoding="utf-8") + "// mine\n"
    service.write_text(edited, encoding="utf-8")
    changed = spec.read_text(encoding="utf-8") + "\noptions: {soft_delete: true}\n"
    spec.write_text(changed, encoding="utf-8")
    capsys.readouterr()

    assert 2 == cli.run(["generate"])

    assert "git is missing, and merges need it [git-missing]" in capsys.readouterr().err
    assert edited == service.read_text(encoding="utf-8")


def test_lint_since_a_commit_says_that_git_is_missing(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = app / "prisma" / "migrations"
    folder.mkdir(parents=True, exist_ok=True)
    capsys.readouterr()

    assert 2 == cli.run(["migrate", "lint", "--since", "HEAD"])

    told = capsys.readouterr().err
    assert "--since HEAD: git is missing [git-missing]" in told
    assert "install git" in told


def test_upgrade_says_that_git_is_missing(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.is_dir()
    capsys.readouterr()

    assert 2 == cli.run(["upgrade", "--to", "9.9.9"])

    assert "git is missing" in capsys.readouterr().err


@pytest.mark.usefixtures("app")
def test_doctor_says_that_git_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert 1 == cli.run(["doctor", "--json"])

    (line,) = [one for one in answer(capsys)["lines"] if one["about"] == "git"]
    assert line["found"].startswith("git is missing")
    assert "install git" in line["fix"]


def test_a_folder_that_does_not_exist_is_not_taken_for_a_missing_git(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot change to") as caught:
        git.run("status", folder=tmp_path / "nowhere")

    assert not isinstance(caught.value, git.GitMissing)


def test_git_is_started_in_one_module() -> None:
    source = Path(cli.__file__).parents[1]
    starting = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r'[\[(]"git", [*"]', path.read_text(encoding="utf-8"))
    }

    as_a_user = {"actions/demo/steps.py"}
    assert {"programs/git.py"} == starting - as_a_user
