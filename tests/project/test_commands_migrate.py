"""The commands in an installed project: code and migration change together, or not at all."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from answers import check_answer
from services import node_modules

from t3gen import cli

# A network namespace of its own, in which nothing is connected to anything; no root is needed.
CUT_OFF = ["unshare", "--user", "--map-root-user", "--net"]
GENERATE = """\
import socket, sys
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])))
except OSError:
    from t3gen import cli
    sys.exit(cli.run(["generate"]))
sys.exit("there is a network")
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an app with one resource, generated and migrated to nowhere yet."""
    root = tmp_path / "shop"
    cli.run(["new", "app", str(root)])
    (root / "node_modules").symlink_to(node_modules())
    monkeypatch.chdir(root)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert cli.run(["new", "resource", "Post", "title:string", "body:text?"]) == 0
    return root


def migrations(app: Path) -> list[str]:
    return sorted(path.parent.name for path in app.glob("prisma/migrations/*/migration.sql"))


def contents(app: Path) -> dict[str, bytes]:
    return {
        path.relative_to(app).as_posix(): path.read_bytes()
        for path in app.rglob("*")
        if path.is_file() and "node_modules" not in path.parts
    }


def change(app: Path, before: str, after: str) -> None:
    spec = app / "resources" / "post.yaml"
    spec.write_text(spec.read_text().replace(before, after))


def told(capsys: pytest.CaptureFixture[str], command: str) -> Any:
    answer = json.loads(capsys.readouterr().out)
    check_answer(command, answer)
    return answer


def test_a_resource_comes_with_its_migration(app: Path) -> None:
    (name,) = migrations(app)

    sql = (app / "prisma" / "migrations" / name / "migration.sql").read_text()
    assert 'CREATE TABLE "Post"' in sql


def test_a_second_generation_makes_no_migration(app: Path) -> None:
    before = contents(app)

    assert cli.run(["generate"]) == 0
    assert before == contents(app)


def test_a_migration_needs_neither_network_nor_database(app: Path) -> None:
    possible = subprocess.run([*CUT_OFF, "true"], capture_output=True, text=True, check=False)
    if possible.returncode:
        pytest.skip(f"no network namespace may be made here: {possible.stderr}")
    change(app, "  body:", "  lead:  string?\n  body:")

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        generate = [sys.executable, "-c", GENERATE, port]
        connected = subprocess.run(generate, capture_output=True, text=True, check=False)
        cut_off = subprocess.run([*CUT_OFF, *generate], capture_output=True, text=True, check=False)

    assert "there is a network" in connected.stderr
    assert cut_off.returncode == 0, cut_off.stderr
    sql = (app / "prisma" / "migrations" / migrations(app)[-1] / "migration.sql").read_text()
    assert 'ADD COLUMN "lead"' in sql


def test_a_field_that_is_added_is_migrated(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(app, "  body:", "  lead:  string?\n  body:")
    capsys.readouterr()

    assert cli.run(["generate", "--json"]) == 0

    answer = told(capsys, "generate")
    assert answer["migration"]["name"] == migrations(app)[-1]
    sql = (app / "prisma" / "migrations" / migrations(app)[-1] / "migration.sql").read_text()
    assert 'ADD COLUMN "lead" TEXT' in sql


def test_a_change_that_would_lose_data_is_refused_whole(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(app, "  body:  text?\n", "")
    before = contents(app)
    capsys.readouterr()

    assert cli.run(["generate"]) == 2

    assert "Post.body" in capsys.readouterr().err
    assert before == contents(app)


def test_a_conflict_in_the_schema_keeps_the_migration_waiting(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = app / "prisma" / "models" / "post.prisma"
    lines = schema.read_text().splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.lstrip().startswith("body"))
    lines[place] = "  body String? // mine\n"
    schema.write_text("".join(lines))
    (app / "resources" / "post.yaml").write_text(
        "resource: Post\nfields:\n  title: string\n  body: text? = none\n"
    )
    before = migrations(app)
    capsys.readouterr()

    assert cli.run(["generate"]) == 1

    assert "prisma/models/post.prisma" in capsys.readouterr().err
    assert "// mine" in schema.read_text()
    assert before == migrations(app)


def test_a_migration_that_had_to_wait_is_made_by_the_next_generation(app: Path) -> None:
    packages = (app / "node_modules").readlink()
    (app / "node_modules").unlink()
    change(app, "  body:", "  lead:  string?\n  body:")
    assert cli.run(["generate"]) == 1
    assert len(migrations(app)) == 1

    (app / "node_modules").symlink_to(packages)
    assert cli.run(["generate"]) == 0

    assert len(migrations(app)) == 2


def test_a_database_is_made_and_brought_up_to_date(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert cli.run(["migrate", "status", "--json"]) == 1
    assert told(capsys, "migrate status")["exists"] is False

    done = {"ok": True, "names": migrations(app), "created": True, "resumed": [], "edited": []}
    assert cli.run(["migrate", "apply", "--json", "--diff"]) == 0
    rehearsed = told(capsys, "migrate apply")
    (script,) = rehearsed.pop("migrations")
    assert rehearsed == {**done, "dry_run": True}
    assert 'CREATE TABLE "Post"' in script["sql"]
    assert not list(app.glob("prisma/*.sqlite*"))

    assert cli.run(["migrate", "apply", "--json"]) == 0
    assert told(capsys, "migrate apply") == {**done, "dry_run": False}

    assert cli.run(["migrate", "status", "--json"]) == 0
    assert told(capsys, "migrate status")["applied"] == migrations(app)


@pytest.mark.usefixtures("app")
def test_an_address_of_another_kind_of_database_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://localhost/shop")

    assert cli.run(["migrate", "status"]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err


def test_a_resource_with_a_table_goes_once_its_rows_may(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(app)
    capsys.readouterr()

    assert cli.run(["destroy", "resource", "Post"]) == 2

    assert "t3gen destroy resource Post --drop-rows" in capsys.readouterr().err
    assert before == contents(app)
    assert cli.run(["destroy", "resource", "Post", "--drop-rows", "--consent", "Ada"]) == 0
    sql = (app / "prisma" / "migrations" / migrations(app)[-1] / "migration.sql").read_text()
    assert 'DROP TABLE "Post"' in sql


def test_a_server_that_is_away_is_reported_with_a_way_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "shop"
    assert cli.run(["new", "app", str(root), "--database", "postgresql"]) == 0
    (root / "node_modules").symlink_to(node_modules())
    monkeypatch.chdir(root)
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:9/shop")
    assert cli.run(["new", "resource", "Post", "title:string"]) == 0
    capsys.readouterr()

    assert cli.run(["migrate", "apply"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert "Can't reach database server at `127.0.0.1:9` (P1001) [database-unreachable]" in lines[0]
    assert "docker compose up -d" in lines[1]
    assert (root / "compose.yaml").is_file()
    assert 2 == len(lines)


def test_a_refused_change_is_annotated_where_its_spec_says_it(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(app, "  body:  text?\n", "  body:  text?\n  size:  int\n")
    capsys.readouterr()

    assert cli.run(["check", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=resources/post.yaml,line=7,col=3,title=t3gen%3A migration")
    assert "Post.size: " in line

    assert cli.run(["generate", "--format", "github"]) == 2
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=resources/post.yaml,line=7,col=3,title=migration-unsafe")


def test_each_refused_change_is_a_finding_and_nothing_that_follows_from_it(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(app, "  body:  text?\n", "  size:  int\n")
    capsys.readouterr()

    assert cli.run(["check", "--json"]) == 1

    found = [(one["file"], one["line"], one["code"]) for one in told(capsys, "check")["findings"]]
    file, code = "resources/post.yaml", "migration-unsafe"
    assert [(file, 2, code), (file, 6, code)] == found


def test_a_resource_that_is_undone_at_once_says_how_to_keep_the_history_clean(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = migrations(app)
    assert cli.run(["new", "resource", "Tag", "name:string"]) == 0
    capsys.readouterr()

    assert cli.run(["destroy", "resource", "Tag", "--drop-rows", "--consent", "Ada"]) == 0
    command = capsys.readouterr().err.partition("neither is needed: ")[2].splitlines()[0]
    subprocess.run(command.split(), check=True)

    assert before == migrations(app)
    assert cli.run(["check"]) == 0
    assert cli.run(["migrate", "apply"]) == 0


@pytest.mark.usefixtures("app")
def test_a_migration_that_git_has_is_never_offered_to_be_deleted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("Tag", "Label"):
        assert cli.run(["new", "resource", name, "name:string"]) == 0
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "--all"], check=True)
    capsys.readouterr()

    assert cli.run(["destroy", "resource", "Label", "--drop-rows", "--consent", "Ada"]) == 0

    assert "neither is needed" not in capsys.readouterr().err
