"""`t3gen migrate lint`: which migrations, and how it is told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from t3gen import cli

ADDING = 'CREATE TABLE "Order" ("id" TEXT NOT NULL PRIMARY KEY, "note" TEXT);\n'
LOSING = '-- AlterTable\nALTER TABLE "Order" DROP COLUMN "note";\n'


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two migrations; the second loses a column."""
    folder = tmp_path / "prisma" / "migrations"
    add(folder, "1_init", ADDING)
    add(folder, "2_less", LOSING)
    (folder / "migration_lock.toml").write_text('provider = "sqlite"\n')
    monkeypatch.chdir(tmp_path)
    return folder


def add(folder: Path, name: str, sql: str) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "migration.sql").write_text(sql)


def found(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    answer = json.loads(capsys.readouterr().out)
    return [one for one in answer["statements"] if one["finding"]]


def test_a_folder_of_migrations_is_looked_at(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == cli.run(["migrate", "lint", str(history.relative_to(Path.cwd()))])

    told = capsys.readouterr()
    assert "prisma/migrations/2_less/migration.sql:2: loss: ALTER TABLE" in told.out
    assert "[drop-column]" in told.out
    assert "Instead: " in told.out
    assert "1 finding in 2 migrations." in told.err


def test_a_single_migration_or_script_is_looked_at(history: Path) -> None:
    assert 0 == cli.run(["migrate", "lint", str(history / "1_init")])
    assert 1 == cli.run(["migrate", "lint", str(history / "2_less")])
    assert 1 == cli.run(["migrate", "lint", str(history / "2_less" / "migration.sql")])


def test_json_tells_every_statement(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == cli.run(["migrate", "lint", str(history), "--json"])

    (one,) = found(capsys)
    assert ("drop-column", "loss", 2) == (one["code"], one["kind"], one["line"])


def test_github_shows_it_at_its_line(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == cli.run(["migrate", "lint", str(history), "--format", "github"])

    told = capsys.readouterr().out
    assert "file=prisma/migrations/2_less/migration.sql,line=2,col=1,title=drop-column" in told
    assert told.startswith("::error ")


def test_only_what_came_after_a_commit_is_looked_at(history: Path) -> None:
    git("init", "-q")
    git("add", "-A")
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "all")
    assert 0 == cli.run(["migrate", "lint", str(history), "--since", "HEAD"])

    add(history, "3_more", LOSING)

    assert 1 == cli.run(["migrate", "lint", str(history), "--since", "HEAD"])
    assert 2 == cli.run(["migrate", "lint", str(history), "--since", "nowhere"])


def test_the_database_is_said_where_no_file_says_it(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (history / "migration_lock.toml").unlink()

    assert 2 == cli.run(["migrate", "lint", str(history)])
    assert "--database" in capsys.readouterr().err
    assert 1 == cli.run(["migrate", "lint", str(history), "--database", "postgresql"])


def test_a_database_that_nobody_can_judge_is_refused(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (history / "migration_lock.toml").write_text('provider = "mysql"\n')

    assert 2 == cli.run(["migrate", "lint", str(history)])
    refusal = capsys.readouterr().err
    assert "mysql" in refusal
    # It would be read as what it is not.
    assert "--database" not in refusal


def test_every_finding_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.run(["explain", "drop-column"])

    assert "Instead:" in capsys.readouterr().out


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)
