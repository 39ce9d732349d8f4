"""`t3gen migrate baseline`: a database with tables and no history of migrations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from answers import check_answer
from databases import Database
from services import Postgres
from small_project import ENGINE, ORDER, PrismaProject, generate, make_project, sources, write

from t3gen import cli, migrate
from t3gen.errors import MigrationError

WITH_NOTE = ORDER.replace("  lines", "  note   String?\n  lines")
WITH_INDEX = WITH_NOTE.replace("}\n\nenum", "  @@index([number])\n}\n\nenum")
LAST = "20990101000000_by_hand"
VIEW = """CREATE VIEW "Placed" AS SELECT "id" FROM "Order" WHERE "status" = 'placed';\n"""
CHECK = """ALTER TABLE "Order" ADD CONSTRAINT "positive" CHECK ("number" > 0);\n"""
ROWS = """UPDATE "Order" SET "number" = 1;\n"""


@pytest.fixture
def project(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrismaProject:
    """A project with two migrations, which no database has seen."""
    made = make_project(tmp_path / "shop", database.provider, database.url)
    generate(made.root, sources(database.provider))
    generate(made.root, sources(database.provider, WITH_NOTE), minutes=1)
    write(made.root, {".copier-answers.yml": "_commit: v0.1.0\ndatabase: sqlite\nresources: []\n"})
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("DATABASE_URL", database.url)
    return made


def names(project: PrismaProject) -> tuple[str, ...]:
    return migrate.read(project.root).names


def recorded(project: PrismaProject, database: Database) -> migrate.Status:
    return migrate.status(project.root, database.url, engine=ENGINE)


def baseline(project: PrismaProject, database: Database, until: str = "") -> migrate.Baseline:
    schema = {
        path.relative_to(project.root).as_posix(): path.read_text(encoding="utf-8")
        for path in (project.root / "prisma").rglob("*.prisma")
    }
    options = migrate.BaselineOptions(until)
    return migrate.baseline(project.root, database.url, schema, engine=ENGINE, options=options)


def add(project: PrismaProject, sql: str, name: str = LAST) -> None:
    write(project.root, {f"prisma/migrations/{name}/migration.sql": sql})


@pytest.mark.usefixtures("each_prisma")
def test_what_db_push_has_made_is_recorded_and_the_next_migration_applied(
    project: PrismaProject, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    project.done("db", "push")
    database.query("""insert into "Order" (id, number) values ('a', 7)""")

    assert 1 == cli.run(["migrate", "status"])
    assert "t3gen migrate baseline" in capsys.readouterr().err
    assert 2 == cli.run(["migrate", "apply"])
    assert "t3gen migrate baseline" in capsys.readouterr().err

    assert 0 == cli.run(["migrate", "baseline", "--json"])
    answer = json.loads(capsys.readouterr().out)
    check_answer("migrate baseline", answer)
    assert list(names(project)) == answer["names"]
    assert 0 == cli.run(["migrate", "status"])

    generate(project.root, sources(database.provider, WITH_INDEX), minutes=2)
    assert 0 == cli.run(["migrate", "apply"])
    assert recorded(project, database).is_up_to_date
    assert ["7"] == database.query('select number from "Order"')
    assert "up to date" in project.done("migrate", "status")


def test_a_dry_run_records_nothing(
    project: PrismaProject, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    project.done("db", "push")

    assert 0 == cli.run(["migrate", "baseline", "--dry-run"])

    told = capsys.readouterr()
    assert all(name in told.out for name in names(project))
    assert "Would record as applied, without running: 2 migrations." in told.err
    assert recorded(project, database).has_no_history


def test_a_database_that_fits_an_earlier_migration_is_recorded_up_to_there(
    project: PrismaProject, database: Database
) -> None:
    project.done("db", "push")
    generate(project.root, sources(database.provider, WITH_INDEX), minutes=2)

    done = baseline(project, database)

    assert (names(project)[:2], names(project)[2:]) == (done.names, done.pending)
    assert names(project)[2:] == recorded(project, database).pending
    migrate.apply(project.root, database.url, engine=ENGINE)
    assert recorded(project, database).is_up_to_date


def test_a_database_that_differs_is_refused_with_the_difference(
    project: PrismaProject, database: Database
) -> None:
    project.done("db", "push")
    database.query('alter table "Order" add column extra text')

    with pytest.raises(MigrationError, match="Added column `extra`") as told:
        baseline(project, database)

    assert "baseline" == told.value.code
    assert recorded(project, database).has_no_history


def test_an_empty_database_is_refused(project: PrismaProject, database: Database) -> None:
    if database.server:
        database.server.query("postgres", f'create database "{database.name}"')
    else:
        database.file.touch()

    with pytest.raises(MigrationError, match="the database is empty") as told:
        baseline(project, database)

    assert "t3gen migrate apply" in str(told.value.hint)


def test_a_database_that_does_not_exist_is_refused(
    project: PrismaProject, database: Database
) -> None:
    with pytest.raises(MigrationError, match="does not exist yet"):
        baseline(project, database)

    assert not recorded(project, database).exists


def test_what_a_prisma_schema_cannot_say_has_to_be_there_too(
    project: PrismaProject, database: Database
) -> None:
    project.done("db", "push")
    add(project, VIEW if database.provider == "sqlite" else VIEW + CHECK)

    done = baseline(project, database)
    assert (LAST,) == done.pending

    with pytest.raises(MigrationError, match="Missing view Placed"):
        baseline(project, database, until=LAST)
    if database.provider == "postgresql":
        with pytest.raises(MigrationError, match="Missing check positive on Order"):
            baseline(project, database, until=LAST)
        database.query(CHECK)
    database.query(VIEW)
    assert (LAST,) == baseline(project, database).names


def test_a_migration_of_rows_only_stays_pending_unless_it_is_named(
    project: PrismaProject, database: Database
) -> None:
    project.done("db", "push")
    add(project, ROWS)

    assert (LAST,) == baseline(project, database).pending
    assert (LAST,) == baseline(project, database, until=LAST).changing_rows
    assert recorded(project, database).is_up_to_date


def test_a_history_that_is_in_order_has_nothing_to_record(
    project: PrismaProject, database: Database
) -> None:
    migrate.apply(project.root, database.url, engine=ENGINE)

    assert migrate.Baseline() == baseline(project, database)


def test_a_history_of_other_migrations_is_not_touched(
    project: PrismaProject, database: Database
) -> None:
    migrate.apply(project.root, database.url, engine=ENGINE)
    script = project.root / "prisma" / "migrations" / names(project)[0] / "migration.sql"
    script.write_text(f"{script.read_text(encoding='utf-8')}-- edited\n", encoding="utf-8")
    add(project, ROWS)

    with pytest.raises(MigrationError, match="not in order"):
        baseline(project, database)


def test_an_unknown_migration_is_refused(project: PrismaProject, database: Database) -> None:
    with pytest.raises(MigrationError, match="no such migration"):
        baseline(project, database, until="20990101000000_nowhere")


def test_a_postgresql_user_who_may_make_no_database_can_do_it(
    tmp_path: Path, postgres: Postgres
) -> None:
    name = "test_baseline_plain"
    project = make_project(tmp_path / "shop", "postgresql", postgres.url(name))
    generate(project.root, sources("postgresql"))
    postgres.query("postgres", f"create database {name}")
    postgres.query(name, "create role plain login; grant all on schema public to plain")
    url = postgres.url(name).replace("postgres@", "plain@")
    database = Database("postgresql", url, tmp_path, postgres)
    write(project.root, {".env": f'DATABASE_URL="{url}"\n'})
    project.done("db", "push")

    assert names(project) == baseline(project, database).names


def test_another_schema_of_postgresql_is_compared_like_public(
    tmp_path: Path, postgres: Postgres
) -> None:
    name = "test_baseline_schema"
    url = f"{postgres.url(name)}?schema=Shop"
    project = make_project(tmp_path / "shop", "postgresql", url)
    generate(project.root, sources("postgresql"))
    project.done("db", "push")
    database = Database("postgresql", url, tmp_path, postgres)

    assert names(project) == baseline(project, database).names
    assert recorded(project, database).is_up_to_date


def test_prismas_own_command_can_record_a_migration_on_sqlite_too(
    project: PrismaProject, database: Database
) -> None:
    project.done("db", "push")

    for name in names(project):
        project.done("migrate", "resolve", "--applied", name)

    assert recorded(project, database).is_up_to_date
