"""`t3gen doctor`: what is there, what is not, and the way out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from services import node_modules

from t3gen import cli
from t3gen.actions import doctor


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed app with one resource, in git."""
    root = tmp_path / "shop"
    assert 0 == cli.run(["new", "app", str(root)])
    (root / "node_modules").symlink_to(node_modules())
    monkeypatch.chdir(root)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert 0 == cli.run(["new", "resource", "Post", "title:string"])
    git("init", "-q")
    git("add", "-A")
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "all")
    return root


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def told(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = cli.run(["doctor", "--json"])
    lines = json.loads(capsys.readouterr().out)["lines"]
    worst = sorted(lines, key=lambda line: ["ok", "note", "bad"].index(line["health"]))
    return code, {line["about"]: line for line in worst}


def test_a_sound_project_has_nothing_to_mend(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.run(["migrate", "apply"])

    code, found = told(capsys)

    assert (0, {"ok", "note"}) == (code, {line["health"] for line in found.values()})
    assert "up to date" in found["database"]["found"]
    assert "work without it" in found["engine"]["fix"]
    assert app.is_dir()


def test_each_trouble_has_its_way_out(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (app / ".env").write_text('DATABASE_URL="mysql://localhost/shop"\n')
    answers = app / ".copier-answers.yml"
    answers.write_text(answers.read_text().replace("_commit: ", "_commit: v9"))
    package = app / "package.json"
    package.write_text(package.read_text().replace('"zod": "', '"zod": "0'))
    service = app / "src" / "server" / "posts" / "service.ts"
    service.write_text(f"<<<<<<< yours\n=======\n>>>>>>> new\n{service.read_text()}")

    code, found = told(capsys)

    assert 1 == code
    bad = {about: line["fix"] for about, line in found.items() if line["health"] == "bad"}
    assert {"database", "packages", "merges"} == set(bad)
    assert "npm install" == bad["packages"]
    assert "t3gen template fetch" in found["template"]["fix"]
    assert "service.ts:1" in found["merges"]["found"]
    assert all(bad.values())


def test_without_packages_and_node_the_rest_is_told(
    app: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (app / "node_modules").unlink()
    monkeypatch.setattr(doctor, "_is_reachable", lambda: False)

    _, found = told(capsys)

    assert "bad" == found["packages"]["health"]
    assert "cannot be reached" in found["engine"]["found"]
    assert "ok" == found["journal"]["health"]
    assert 1 == cli.run(["doctor"])
    assert "npm install" in capsys.readouterr().out


def test_outside_of_a_project_the_machine_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    code, found = told(capsys)

    assert 0 == code
    assert {"python", "node", "npm", "git", "template", "project"} == set(found)
    assert "t3gen new app" in found["project"]["fix"]
    assert found["npm"]["found"][:1].isdigit()


def test_outside_of_a_project_a_missing_node_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("t3gen.programs.node._candidates", list)

    code, found = told(capsys)

    assert 1 == code
    assert "Node was not found" == found["node"]["found"]
    assert "nodejs.org" in found["node"]["fix"]
    assert "git" in found
