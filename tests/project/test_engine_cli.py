"""Prisma's stock command line, served by the stand-in: no native engine, no variable to set."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pglite import Pglite
from services import Postgres, environment, link_packages
from small_project import ORDER, PrismaProject, generate, make_project, sources, write

from t3gen import migrate
from t3gen.psl.snapshot import compose

WITH_NOTE = ORDER.replace("  lines", "  note   String?\n  lines")
FUZZ = bool(os.environ.get("T3GEN_FUZZ"))
BROKEN = 'CREATE TABLE "Fine" ("id" INTEGER);\n\nALTER TABLE "Nowhere" ADD COLUMN "x" INTEGER;\n'


@dataclass(frozen=True)
class Case:
    """A project and a way to ask its database."""

    project: PrismaProject
    postgres: Postgres | Pglite | None

    def query(self, sql: str) -> list[str]:
        if self.postgres:
            return self.postgres.query("cli", sql)
        with sqlite3.connect(self.project.root / "prisma" / "db.sqlite") as connection:
            rows = connection.execute(sql).fetchall()
        connection.close()
        return ["|".join(map(str, row)) for row in rows]


@pytest.fixture(params=["sqlite", "postgresql", *(["pglite"] if FUZZ else [])])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    if request.param == "sqlite":
        url = "file:./prisma/db.sqlite"
        yield Case(make_project(tmp_path / "shop", "sqlite", url), None)
        return
    server: Postgres | Pglite = request.getfixturevalue(
        "pglite" if request.param == "pglite" else "postgres"
    )
    project = make_project(tmp_path / "shop", "postgresql", server.url("cli"))
    yield Case(project, server)
    server.drop("cli")


@pytest.fixture
def sqlite_project(tmp_path: Path) -> PrismaProject:
    return make_project(tmp_path / "shop", "sqlite", "file:./prisma/db.sqlite")


def test_generate_validate_and_format_need_no_database(sqlite_project: PrismaProject) -> None:
    (sqlite_project.root / ".env").unlink()

    assert "Generated Prisma Client" in sqlite_project.done("generate")
    assert "are valid" in sqlite_project.done("validate")
    assert "Formatted" in sqlite_project.done("format")
    assert (sqlite_project.root / "generated" / "prisma" / "client.ts").is_file()


def test_migrations_are_made_applied_and_told(case: Case) -> None:
    created = case.project.done("migrate", "dev", "--name", "first")
    assert "created and applied" in created
    assert "up to date" in case.project.done("migrate", "status")

    write(case.project.root, {"prisma/models/order.prisma": WITH_NOTE})
    case.project.done("migrate", "dev", "--name", "second")

    assert ["first", "second"] == case.project.migrations
    assert [] == case.query('select "note" from "Order"')
    assert "No pending migrations" in case.project.done("migrate", "deploy")


def test_migrate_dev_keeps_the_schema_beside_the_migration(case: Case) -> None:
    case.project.done("migrate", "dev", "--name", "first")
    case.project.done("migrate", "dev", "--create-only", "--name", "by_hand")

    provider = "postgresql" if case.postgres else "sqlite"
    history = migrate.read(case.project.root)
    expected = compose(sources(provider))
    assert [expected, expected] == [history.snapshot(name) for name in history.names]
    origins = [history.origin(name) for name in history.names]
    assert ["", history.names[0]] == [origin and origin.after for origin in origins]


def test_deploy_creates_the_database_and_applies_everything(case: Case) -> None:
    case.project.done("migrate", "dev", "--name", "first")
    case.project.done("migrate", "reset", "--force")
    if isinstance(case.postgres, Postgres):
        case.postgres.drop("cli")
    elif case.postgres:
        case.query("drop schema public cascade; create schema public")
    else:
        (case.project.root / "prisma" / "db.sqlite").unlink()

    deployed = case.project.done("migrate", "deploy")

    assert "successfully applied" in deployed
    assert ["1"] == case.query("select count(*) from _prisma_migrations")


def test_reset_empties_the_database_and_applies_everything(case: Case) -> None:
    numbered = "model Numbered {\n  id Int @id @default(autoincrement())\n}\n"
    write(case.project.root, {"prisma/models/numbered.prisma": numbered})
    case.project.done("migrate", "dev", "--name", "first")
    case.query("""insert into "Order" ("id", "number") values ('a', 1)""")

    assert "reset successful" in case.project.done("migrate", "reset", "--force")

    assert ["0"] == case.query('select count(*) from "Order"')
    assert "up to date" in case.project.done("migrate", "status")


def test_push_and_pull_move_a_schema_without_migrations(case: Case) -> None:
    case.project.done("db", "push")
    assert "already in sync" in case.project.done("db", "push")

    case.query('create table "Extra" ("id" integer primary key)')
    case.project.done("db", "pull")

    pulled = "".join(file.read_text() for file in case.project.root.glob("prisma/**/*.prisma"))
    assert re.search(r"model Extra \{", pulled)
    assert re.search(r"model Order \{", pulled)


def test_a_drifted_database_is_noticed(case: Case) -> None:
    case.project.done("migrate", "dev", "--name", "first")
    case.query('create table "Extra" ("id" integer primary key)')

    ended = case.project.prisma("migrate", "dev", "--name", "second")

    assert ended.code != 0
    assert "Drift detected" in ended.output
    assert "Extra" in ended.output


def test_a_database_that_others_made_is_not_taken_over(case: Case) -> None:
    case.project.done("db", "push")

    assert "P3005" in case.project.prisma("migrate", "deploy").output
    assert "Drift detected" in case.project.prisma("migrate", "dev", "--name", "first").output


def test_a_failed_migration_is_named_and_can_be_resolved(case: Case) -> None:
    case.project.done("migrate", "dev", "--name", "first")
    write(case.project.root, {"prisma/migrations/20990101000000_bad/migration.sql": BROKEN})

    failed = case.project.prisma("migrate", "deploy")

    assert failed.code != 0
    assert "P3018" in failed.output
    assert "Migration name: 20990101000000_bad" in failed.output
    assert "Nowhere" in failed.output
    assert "P3009" in case.project.prisma("migrate", "deploy").output
    case.project.done("migrate", "resolve", "--rolled-back", "20990101000000_bad")
    assert "not yet been applied" in case.project.prisma("migrate", "status").output


def test_resolving_and_replaying_fail_in_prismas_words(sqlite_project: PrismaProject) -> None:
    first = generate(sqlite_project.root, sources("sqlite")).name
    sqlite_project.done("migrate", "deploy")
    second = generate(sqlite_project.root, sources("sqlite", WITH_NOTE)).name
    said = {
        ("--applied", first): "P3008\n\nThe migration `{}` is already recorded as applied",
        ("--rolled-back", first): "P3012\n\nMigration `{}` cannot be rolled back because it is not",
        ("--applied", "20990101000000_none"): "P3017\n\nThe migration {} could not be found",
    }
    for (how, name), words in said.items():
        ended = sqlite_project.prisma("migrate", "resolve", how, name)
        assert 1 == ended.code
        assert words.format(name) in ended.output
    assert second in sqlite_project.prisma("migrate", "status").output

    write(sqlite_project.root, {"prisma/migrations/20990101000000_bad/migration.sql": BROKEN})
    replayed = sqlite_project.prisma(
        *("migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma")
    )

    assert "`20990101000000_bad` failed to apply cleanly to the shadow database" in replayed.output


def test_a_difference_has_an_exit_code(sqlite_project: PrismaProject) -> None:
    generate(sqlite_project.root, sources("sqlite"))
    target = ("--to-schema", "prisma", "--exit-code")

    nothing = sqlite_project.prisma("migrate", "diff", "--from-empty", *target)
    history = ("--from-migrations", "prisma/migrations")
    equal = sqlite_project.prisma("migrate", "diff", *history, *target)

    assert (2, 0) == (nothing.code, equal.code)
    assert "[+] Added tables" in nothing.output
    assert "No difference detected" in equal.output


def test_a_difference_is_printed_as_sql(case: Case) -> None:
    case.project.done("migrate", "dev", "--name", "first")
    write(case.project.root, {"prisma/models/order.prisma": WITH_NOTE})
    target = ("--to-schema", "prisma", "--script")

    from_history = case.project.done(
        "migrate", "diff", "--from-migrations", "prisma/migrations", *target
    )
    from_database = case.project.done("migrate", "diff", "--from-config-datasource", *target)

    assert 'ADD COLUMN "note" TEXT' in re.sub(" +", " ", from_history)
    assert 'ADD COLUMN "note" TEXT' in re.sub(" +", " ", from_database)


def test_sql_is_executed_on_the_database(case: Case) -> None:
    case.project.done("db", "push")
    script = """insert into "Order" ("id", "number") values ('a', 1);
insert into "Order" ("id", "number") values ('b', 2);
"""
    write(case.project.root, {"rows.sql": script})

    case.project.done("db", "execute", "--file", "rows.sql")

    assert ["a", "b"] == case.query('select "id" from "Order" order by "id"')


def test_studio_shows_the_tables(case: Case) -> None:
    case.project.done("migrate", "dev", "--name", "first")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://localhost:{listener.getsockname()[1]}"
    command = ["node", "node_modules/prisma/build/index.js", "studio", "--port"]
    port = address.rpartition(":")[2]
    quiet = environment({"BROWSER": "none"})
    root = case.project.root
    with subprocess.Popen([*command, port], cwd=root, env=quiet, start_new_session=True) as studio:
        try:
            assert "__STUDIO_CONFIG__" in _get(address)
            assert "[null,[]]" == _ask(address, 'select * from "Order"')
        finally:
            # All of it: Node may be started by a script, which does not pass signals on.
            os.killpg(studio.pid, signal.SIGTERM)


@pytest.mark.usefixtures("each_prisma")
def test_a_partial_index_is_understood(sqlite_project: PrismaProject) -> None:
    sqlite_project.done("migrate", "dev", "--create-only", "--name", "first")
    script = next(sqlite_project.root.glob("prisma/migrations/*/migration.sql"))
    index = 'CREATE INDEX "open" ON "Order"("number") WHERE "status" = \'draft\';\n'
    script.write_text(script.read_text() + index)
    sqlite_project.done("migrate", "dev")

    assert "Already in sync" in sqlite_project.done("migrate", "dev")


@pytest.mark.usefixtures("each_prisma")
def test_a_check_constraint_is_understood(postgres: Postgres, tmp_path: Path) -> None:
    project = make_project(tmp_path / "shop", "postgresql", postgres.url(tmp_path.name))
    project.done("migrate", "dev", "--create-only", "--name", "first")
    script = next(project.root.glob("prisma/migrations/*/migration.sql"))
    check = 'ALTER TABLE "Order" ADD CONSTRAINT "positive" CHECK ("number" > 0);\n'
    script.write_text(script.read_text() + check)
    project.done("migrate", "dev")

    assert "Already in sync" in project.done("migrate", "dev")


def test_an_extension_that_the_history_makes_is_not_made_again(
    postgres: Postgres, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "shop", "postgresql", postgres.url("extended"))
    schema = sources("postgresql")["prisma/schema.prisma"]
    schema = schema.replace("\n}", '\n  previewFeatures = ["postgresqlExtensions"]\n}', 1)
    extended = schema.removesuffix("}\n") + "  extensions = [pg_trgm, citext]\n}\n"
    write(project.root, {"prisma/schema.prisma": extended})
    project.done("migrate", "dev", "--name", "first")
    (script,) = project.root.glob("prisma/migrations/*/migration.sql")
    assert 'CREATE EXTENSION IF NOT EXISTS "pg_trgm"' in script.read_text()

    assert "Already in sync" in project.done("migrate", "dev")
    history = ("--from-migrations", "prisma/migrations", "--to-schema", "prisma", "--exit-code")
    assert 0 == project.prisma("migrate", "diff", *history).code
    write(project.root, {"prisma/schema.prisma": extended.replace("citext", "citext, hstore")})
    project.done("migrate", "dev", "--name", "second")

    (_, second) = sorted(project.root.glob("prisma/migrations/*/migration.sql"))
    made = [line for line in second.read_text().splitlines() if "EXTENSION" in line]
    assert ['CREATE EXTENSION IF NOT EXISTS "hstore";'] == made


def test_no_shadow_database_is_left_behind(postgres: Postgres, tmp_path: Path) -> None:
    project = make_project(tmp_path / "shop", "postgresql", postgres.url("shadowed"))

    project.done("migrate", "dev", "--name", "first")
    write(project.root, {"prisma/models/order.prisma": WITH_NOTE})
    project.done("migrate", "dev", "--name", "second")

    assert "shadowed" in postgres.databases()
    assert not {name for name in postgres.databases() if "shadow_db" in name}


@pytest.mark.parametrize("server", ["postgres", "pglite"])
def test_the_main_database_is_no_shadow_under_another_address(
    server: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    served: Postgres | Pglite = request.getfixturevalue(server)
    url = served.url("main")
    project = make_project(tmp_path / "shop", "postgresql", url)
    project.done("db", "push")
    served.query("main", """insert into "Order" ("id", "number") values ('a', 1)""")
    config = project.root / "prisma.config.ts"
    shadow = f'shadowDatabaseUrl: "{url}?application_name=shadow"'
    text = config.read_text().replace("url: databaseUrl()", f"url: databaseUrl(), {shadow}")
    config.write_text(text)

    ended = project.prisma("migrate", "dev", "--name", "first")

    assert ended.code != 0
    assert "P3004" in ended.output
    assert ["a"] == served.query("main", 'select "id" from "Order"')
    served.drop("main")


def test_where_every_name_leads_to_one_database_the_shadow_is_in_memory(
    pglite: Pglite, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "shop", "postgresql", pglite.url("only"))
    project.done("migrate", "dev", "--name", "first")
    pglite.query("only", """insert into "Order" ("id", "number") values ('a', 1)""")
    write(project.root, {"prisma/models/order.prisma": WITH_NOTE})

    project.done("migrate", "dev", "--name", "second")

    assert ["a|"] == pglite.query("only", 'select "id", "note" from "Order"')
    assert ["0"] == pglite.query(
        "only", "select count(*) from pg_database where datname like 'prisma%'"
    )
    pglite.drop("only")


def test_a_missing_server_is_said_in_prismas_words(tmp_path: Path) -> None:
    project = make_project(
        tmp_path / "shop", "postgresql", "postgresql://postgres@127.0.0.1:9/shop"
    )

    ended = project.prisma("migrate", "deploy")

    assert ended.code != 0
    assert "P1001: Can't reach database server at `127.0.0.1:9`" in ended.output


def test_the_file_is_the_same_wherever_the_command_runs(
    sqlite_project: PrismaProject, tmp_path: Path
) -> None:
    sqlite_project.done("migrate", "dev", "--name", "first")
    prisma = sqlite_project.root / "node_modules" / ".bin" / "prisma"
    config = sqlite_project.root / "prisma.config.ts"

    run = subprocess.run(
        [prisma, "migrate", "status", "--config", config],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, run.stderr
    assert "up to date" in run.stdout
    assert not (tmp_path / "prisma").exists()


def test_a_new_file_is_in_wal_mode_and_tidy(sqlite_project: PrismaProject) -> None:
    sqlite_project.done("migrate", "dev", "--name", "first")

    connection = sqlite3.connect(sqlite_project.root / "prisma" / "db.sqlite")
    assert "wal" == connection.execute("pragma journal_mode").fetchone()[0]
    connection.close()


def test_what_is_set_wins_over_the_env_file(sqlite_project: PrismaProject) -> None:
    ended = sqlite_project.prisma(
        "db", "push", variables={"DATABASE_URL": "file:./prisma/other.sqlite"}
    )

    assert 0 == ended.code, ended.output
    assert (sqlite_project.root / "prisma" / "other.sqlite").is_file()
    assert not (sqlite_project.root / "prisma" / "db.sqlite").exists()


def test_a_native_engine_is_preferred(sqlite_project: PrismaProject) -> None:
    ask = (
        "require('@prisma/get-platform').getBinaryTargetForCurrentPlatform().then(console.log);"
        "console.log(require('@prisma/engines-version').enginesVersion)"
    )
    (sqlite_project.root / "node_modules").unlink()
    link_packages(sqlite_project.root)
    version, platform = _output(sqlite_project, "node", "-e", ask).split()
    native = f"node_modules/@prisma/engines/schema-engine-{platform}"
    write(sqlite_project.root, {native: f"#!/bin/sh\necho schema-engine-cli {version}\n"})
    (sqlite_project.root / native).chmod(0o755)

    assert f"(at {native})" in sqlite_project.done("version")


def test_npx_finds_everything(sqlite_project: PrismaProject) -> None:
    output = _output(sqlite_project, "npx", "--no-install", "prisma", "version")

    assert "prisma/engine/schema-engine.mjs" in output


def _output(project: PrismaProject, *command: str) -> str:
    run = subprocess.run(
        command,
        cwd=project.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def _get(address: str) -> str:
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            assert time.monotonic() < deadline, "Prisma Studio does not answer"
            time.sleep(0.1)


def _ask(address: str, sql: str) -> str:
    query = {"procedure": "query", "query": {"sql": sql, "parameters": []}}
    request = urllib.request.Request(
        f"{address}/bff",
        data=json.dumps(query).encode(),
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        text: str = answer.read().decode()
        return text
