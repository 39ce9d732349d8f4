"""Two branches that each add a migration: found after the merge, and brought together."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from services import node_modules

from t3gen import cli, migrate


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app with three resources, in git."""
    root = tmp_path / "shop"
    assert 0 == cli.run(["new", "app", str(root)])
    (root / "node_modules").symlink_to(node_modules())
    monkeypatch.chdir(root)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in ("Author", "Post", "Tag"):
        (root / "resources").mkdir(exist_ok=True)
        text = f"resource: {name}\n\nfields:\n  title: string(80)\n"
        (root / "resources" / f"{name.lower()}.yaml").write_text(text)
    assert 0 == cli.run(["generate"])
    git("init", "-q", "-b", "main")
    commit("base")
    return root


@pytest.fixture
def merged(app: Path) -> Path:
    """The app after two branches have each added a field, to different resources."""
    git("checkout", "-qb", "theirs")
    add_field(app, "author", "lead")
    git("checkout", "-q", "main")
    add_field(app, "tag", "note")
    git("merge", "-q", "--no-edit", "theirs")
    return app


def git(*arguments: str, code: int = 0) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    assert code == subprocess.run(["git", *identity, *arguments], check=False).returncode


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-qm", message)


def add_field(app: Path, resource: str, field: str) -> None:
    with (app / "resources" / f"{resource}.yaml").open("a") as spec:
        spec.write(f"  {field}: string?\n")
    assert 0 == cli.run(["generate"])
    commit(field)


def titles(app: Path) -> list[str]:
    return [name[15:] for name in migrate.read(app).names]


def columns(app: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(app / "prisma" / "db.sqlite")) as connection:
        return {row[1] for row in connection.execute(f"pragma table_info({table})")}


def test_generate_refuses_and_names_both_branches(
    merged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {"author_add_lead", "tag_add_note"} == {*titles(merged)[1:]}

    assert 2 == cli.run(["generate"])

    told = capsys.readouterr().err
    assert "author_add_lead" in told
    assert "tag_add_note" in told
    assert "t3gen migrate rebase" in told


@pytest.mark.usefixtures("merged")
def test_check_finds_it(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert 1 == cli.run(["check", "--json"])

    findings: list[Any] = json.loads(capsys.readouterr().out)["findings"]
    assert ["migration-branches"] == [one["code"] for one in findings]


def test_rebase_makes_the_later_one_again(merged: Path) -> None:
    first, *before = migrate.read(merged).names

    assert 0 == cli.run(["migrate", "rebase"])

    names = migrate.read(merged).names
    assert (first, before[0]) == names[:2]
    assert [titles(merged)[-1]] == [before[1][15:]]
    assert 0 == cli.run(["check"])
    assert 0 == cli.run(["migrate", "apply"])
    assert "lead" in columns(merged, "Author")
    assert "note" in columns(merged, "Tag")


def test_the_branch_to_give_way_can_be_named(merged: Path) -> None:
    _, first, second = migrate.read(merged).names

    assert 0 == cli.run(["migrate", "rebase", first])

    assert [second[15:], first[15:]] == titles(merged)[1:]
    assert 0 == cli.run(["check"])


def test_a_dry_run_changes_nothing(merged: Path) -> None:
    before = migrate.read(merged).names

    assert 0 == cli.run(["migrate", "rebase", "--dry-run"])

    assert before == migrate.read(merged).names


def test_sql_of_the_users_is_not_thrown_away(
    merged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = merged / "prisma" / "migrations" / migrate.read(merged).names[-1] / "migration.sql"
    newest.write_text(f'{newest.read_text()}\nUPDATE "Tag" SET "note" = \'x\';\n')

    assert 2 == cli.run(["migrate", "rebase"])

    assert "migration-edited" in capsys.readouterr().err
    assert "UPDATE" in newest.read_text()


def test_one_line_of_migrations_has_nothing_to_rebase(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_field(app, "tag", "note")
    add_field(app, "author", "lead")

    assert 2 == cli.run(["migrate", "rebase"])
    assert "nothing to rebase" in capsys.readouterr().err


def test_a_plan_shows_the_migration_and_writes_nothing(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (app / "resources" / "tag.yaml").open("a") as spec:
        spec.write("  note: string?\n")
    capsys.readouterr()

    assert 0 == cli.run(["migrate", "plan", "--json"])

    (due,) = json.loads(capsys.readouterr().out)["migrations"]
    assert due["name"].endswith("_tag_add_note")
    assert ["additive"] == [one["kind"] for one in due["statements"]]
    assert 'ADD COLUMN "note" TEXT' in due["sql"]
    assert 1 == len(titles(app))
    assert 0 == cli.run(["migrate", "plan"])
    assert "additive  ALTER TABLE" in capsys.readouterr().out


def read(sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect("prisma/db.sqlite")) as connection, connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def deployed(app: Path) -> Path:
    """Two branches on one resource; the database has rows, and the branch that comes first."""
    spec = app / "resources" / "post.yaml"
    spec.write_text(spec.read_text() + "  count: int = 0\n")
    assert 0 == cli.run(["generate"])
    commit("count")
    git("checkout", "-qb", "first")
    add_field(app, "post", "lead")
    assert 0 == cli.run(["migrate", "apply"])
    names = "id, title, count, lead, createdAt, updatedAt"
    read(f"insert into Post ({names}) values ('1', 'a', 5, 'kept', 0, 0)")
    git("checkout", "-q", "main")
    spec.write_text(spec.read_text().replace("count: int", "count: bigint"))
    assert 0 == cli.run(["generate"])
    commit("bigint")
    git("merge", "-q", "--no-edit", "-s", "ours", "first")
    git("checkout", "first", "--", "prisma/migrations")
    return app


def test_what_two_branches_have_made_is_not_applied_and_no_column_goes(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert 2 == cli.run(["migrate", "apply"])
    assert "t3gen migrate rebase" in capsys.readouterr().err
    assert 1 == cli.run(["migrate", "status"])
    assert "t3gen migrate rebase" in capsys.readouterr().err
    assert [("kept",)] == read("select lead from Post")

    with (deployed / "resources" / "post.yaml").open("a") as spec:
        spec.write("  lead: string?\n")
    assert 0 == cli.run(["migrate", "rebase"])
    assert 0 == cli.run(["migrate", "apply"])
    assert [("kept", 5)] == read("select lead, count from Post")


def test_a_branch_that_is_deployed_and_made_again_is_not_applied_twice(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = migrate.read(deployed).names
    first, second = before[-2:]
    assert "lead" in first, "it is the one that the database has"
    with (deployed / "resources" / "post.yaml").open("a") as spec:
        spec.write("  lead: string?\n")
    assert 0 == cli.run(["migrate", "rebase", first])
    capsys.readouterr()

    assert 2 == cli.run(["migrate", "apply"])
    assert first in capsys.readouterr().err

    git("checkout", "--", "prisma/migrations")
    git("clean", "-qfd", "prisma/migrations")
    assert before == migrate.read(deployed).names
    assert 0 == cli.run(["migrate", "rebase", second])
    assert 0 == cli.run(["migrate", "apply"])
    assert [("kept", 5)] == read("select lead, count from Post")


@pytest.fixture
def conflicted(app: Path) -> Path:
    """The app amid a merge with conflicts: each branch has added a resource and its migration."""
    git("checkout", "-qb", "theirs")
    assert 0 == cli.run(["new", "resource", "Video", "name:string(40)"])
    commit("videos")
    git("checkout", "-q", "main")
    assert 0 == cli.run(["new", "resource", "Voucher", "code:string(20) unique"])
    commit("vouchers")
    git("merge", "-q", "theirs", code=1)
    return app


def with_markers() -> list[str]:
    found = subprocess.run(
        ["git", "grep", "-lE", "^(<<<<<<<|>>>>>>>)", "--", ":!node_modules"],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.splitlines()


def test_a_rebase_amid_a_merge_settles_code_and_migrations_in_one_go(conflicted: Path) -> None:
    assert with_markers()

    assert 0 == cli.run(["migrate", "rebase"])

    assert [] == with_markers()
    assert 0 == cli.run(["check"])
    commit("merged")
    assert 0 == cli.run(["generate"])
    assert "" == subprocess.check_output(["git", "status", "--porcelain"], text=True)
    assert 0 == cli.run(["migrate", "apply"])
    assert "name" in columns(conflicted, "Video")
    assert "code" in columns(conflicted, "Voucher")


def test_generating_amid_such_a_merge_writes_nothing_and_names_the_rebase(
    conflicted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = with_markers()
    names = migrate.read(conflicted).names

    assert 2 == cli.run(["generate"])

    assert "t3gen migrate rebase" in capsys.readouterr().err
    assert before == with_markers()
    assert names == migrate.read(conflicted).names
