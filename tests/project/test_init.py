"""`t3gen init` in an app in the layout of create-t3-app: it works as before, with resources."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from adoptable import FILES, PAGE, SCHEMA, contents, make_app
from emitted import Emitted
from http_client import Client
from services import Postgres, environment, link_packages

T3GEN = Path(sys.executable).with_name("t3gen")
ORDER = ["Order", "number:string unique", "post:Post?", "--access", "list=public"]
POSTS = "INSERT INTO \"Post\" (\"name\") VALUES ('Before'), ('Also before')"
ON_POSTGRESQL = SCHEMA.replace('"sqlite"', '"postgresql"')


def t3gen(root: Path, *arguments: str) -> str:
    """Run a command that has to succeed, and return what it prints."""
    run = subprocess.run(
        [str(T3GEN), *arguments],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


def adopted(root: Path, url: str = "") -> Emitted:
    """Add t3gen to an app, with the migration of the tables that it has."""
    env = f'DATABASE_URL="{url}"\n'
    make_app(root, {"prisma/schema.prisma": ON_POSTGRESQL, ".env": env} if url else {})
    output = t3gen(root, "init", "--upgrade")
    assert "t3gen init --baseline" in output
    link_packages(root)
    t3gen(root, "init", "--baseline")
    return Emitted(root, {"DATABASE_URL": url, "TEST_DATABASE_URL": url} if url else {})


def tokens(ada: str) -> str:
    """Return API_TOKENS with the token of a user."""
    digest = hashlib.sha256(ada.encode()).hexdigest()
    return json.dumps({digest: {"id": "ada", "role": "user"}})


def baseline_sql(root: Path) -> str:
    """Return the script that makes the tables which the app had."""
    [script] = root.glob("prisma/migrations/*_baseline/migration.sql")
    text = script.read_text(encoding="utf-8")
    assert text.count("CREATE TABLE") == 1, "the app's own model, and none of t3gen's"
    return text


def test_an_app_on_sqlite_goes_on_with_its_rows(tmp_path: Path) -> None:
    project = adopted(tmp_path / "blog")
    root = project.root
    with sqlite3.connect(root / "prisma" / "db.sqlite") as database:
        database.executescript(baseline_sql(root))
        database.execute(POSTS)
    assert "_baseline" in t3gen(root, "migrate", "baseline")
    t3gen(root, "new", "resource", *ORDER)
    t3gen(root, "check")
    assert "1 migration applied" in t3gen(root, "migrate", "apply")
    with sqlite3.connect(root / "prisma" / "db.sqlite") as database:
        assert database.execute('SELECT count(*) FROM "Post"').fetchall() == [(2,)]

    project.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    assert (root / "src/app/page.tsx").read_text(encoding="utf-8") == PAGE
    with project.serving("next", API_TOKENS=tokens("secret")) as port:
        stranger, ada = Client(port), Client(port, "secret")
        assert b"<h1>2<!-- --> posts</h1>" in stranger.call("GET", "/").body
        row = {"number": "A1", "postId": 1}
        assert stranger.call("POST", "/api/orders", row).status == 401
        assert ada.call("POST", "/api/orders", {**row, "postId": 99}).status == 422
        made = ada.call("POST", "/api/orders", row)
        assert made.status == 201
        assert made.json()["postId"] == 1
        assert stranger.call("GET", "/api/orders").json()["items"] == [made.json()]
    project.done("npm test")


def test_an_app_on_postgresql_gets_resources(tmp_path: Path, postgres: Postgres) -> None:
    project = adopted(tmp_path / "blog", postgres.url("blog"))
    copy = project.copy(tmp_path / "undone").root
    t3gen(copy, "init", "--undo")
    (copy / "node_modules").unlink()
    assert contents(copy).keys() == FILES.keys()
    postgres.query("postgres", "create database blog")
    postgres.query("blog", baseline_sql(project.root))
    postgres.query("blog", POSTS)
    t3gen(project.root, "new", "resource", *ORDER)
    assert "_baseline" in t3gen(project.root, "migrate", "baseline")
    t3gen(project.root, "migrate", "apply")
    assert postgres.query("blog", 'select count(*) from "Post"') == ["2"]
    assert postgres.query("blog", 'select count(*) from "Order"') == ["0"]
    project.done("npm test")
