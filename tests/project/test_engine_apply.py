"""Applying migrations and telling their state, together with Prisma's own commands."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from databases import Database
from services import Postgres
from small_project import (
    ENGINE,
    ORDER,
    PrismaProject,
    generate,
    make_project,
    sources,
    with_packages,
)

from t3gen import migrate
from t3gen.errors import MigrationError

SECOND = ORDER.replace("  lines", "  note   String?\n  lines")
THIRD = SECOND.replace("  lines", "  remark String?\n  lines")
BROKEN = 'CREATE TABLE "Fine" ("id" INTEGER);\nALTER TABLE "Nowhere" ADD COLUMN "x" INTEGER;\n'
NAMES = ("20260131120000_init", "20260131120001_order_add_note")
BAD = "20990101000000_bad"


@pytest.fixture
def root(database: Database, tmp_path: Path) -> Path:
    """A project with two migrations."""
    root = with_packages(tmp_path / "shop")
    generate(root, sources(database.provider))
    generate(root, sources(database.provider, SECOND))
    return root


@pytest.fixture
def project(database: Database, tmp_path: Path) -> PrismaProject:
    """A project with two migrations, on which Prisma's command line runs."""
    project = make_project(tmp_path / "shop", database.provider, database.url)
    generate(project.root, sources(database.provider))
    generate(project.root, sources(database.provider, SECOND))
    return project


def apply(root: Path, database: Database) -> migrate.Applied:
    return migrate.apply(root, database.url, engine=ENGINE)


def status(root: Path, database: Database) -> migrate.Status:
    return migrate.status(root, database.url, engine=ENGINE)


def add_broken(root: Path) -> Path:
    folder = root / "prisma" / "migrations" / BAD
    folder.mkdir()
    (folder / "migration.sql").write_text(BROKEN)
    return folder


def test_a_missing_database_is_created_and_gets_everything(root: Path, database: Database) -> None:
    assert migrate.Applied(names=NAMES, created=True) == apply(root, database)

    assert [] == database.query('select "note" from "Order"')


def test_a_second_application_does_nothing(root: Path, database: Database) -> None:
    apply(root, database)

    assert migrate.Applied(names=(), created=False) == apply(root, database)


def test_a_project_without_migrations_makes_no_database(tmp_path: Path) -> None:
    assert migrate.Applied(names=(), created=False) == migrate.apply(
        tmp_path, "file:./db.sqlite", engine=ENGINE
    )
    assert [] == list(tmp_path.iterdir())


def test_everything_is_pending_before(root: Path, database: Database) -> None:
    before = status(root, database)

    assert (False, NAMES) == (before.exists, before.pending)
    assert not before.is_up_to_date
    assert "does not exist" in before.reason


def test_everything_is_applied_after(root: Path, database: Database) -> None:
    apply(root, database)

    after = status(root, database)

    assert migrate.Status(applied=NAMES) == after
    assert after.is_up_to_date


def test_everything_is_pending_in_a_database_of_others(root: Path, database: Database) -> None:
    apply(root, database)
    database.query("drop table _prisma_migrations")

    assert migrate.Status(pending=NAMES, has_no_history=True) == status(root, database)


def test_asking_creates_no_file(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("sqlite"))

    migrate.status(root, "file:./prisma/db.sqlite", engine=ENGINE)

    assert [] == list((root / "prisma").glob("db.sqlite*"))


@pytest.mark.usefixtures("each_prisma")
def test_an_edited_migration_is_told(root: Path, database: Database) -> None:
    apply(root, database)
    script = root / "prisma" / "migrations" / NAMES[0] / "migration.sql"
    script.write_text(script.read_text() + "-- afterthought\n")

    assert migrate.Applied((), created=False, edited=NAMES[:1]) == apply(root, database)
    assert migrate.Status(applied=NAMES, edited=NAMES[:1]) == status(root, database)


def test_a_migration_that_only_the_database_knows_is_told(root: Path, database: Database) -> None:
    apply(root, database)
    folder = root / "prisma" / "migrations" / NAMES[1]
    folder.rename(root / "elsewhere")

    found = status(root, database)

    assert (NAMES[:1], NAMES[1:]) == (found.applied, found.unknown)
    assert not found.is_up_to_date
    assert NAMES[1] in found.refused


def test_a_database_ahead_of_the_project_is_refused_and_left_as_it_is(
    root: Path, database: Database
) -> None:
    apply(root, database)
    (root / "prisma" / "migrations" / NAMES[1]).rename(root / "elsewhere")
    generate(root, sources(database.provider, THIRD), minutes=5)

    for refusing in (apply, rehearse):
        with pytest.raises(MigrationError, match=NAMES[1]) as error:
            refusing(root, database)
        assert "migration-unknown" == error.value.code
    assert ["2"] == database.query("select count(*) from _prisma_migrations")


def test_two_branches_are_refused_before_a_database_is_made(root: Path, database: Database) -> None:
    other = with_packages(root.parent / "other")
    shutil.copytree(root / "prisma", other / "prisma")
    generate(root, sources(database.provider, THIRD), minutes=5)
    extra = SECOND.replace("  lines", "  extra String?\n  lines")
    generate(other, sources(database.provider, extra), minutes=6)
    shutil.copytree(other / "prisma", root / "prisma", dirs_exist_ok=True)

    for refusing in (apply, rehearse):
        with pytest.raises(MigrationError, match="two branches") as error:
            refusing(root, database)
        assert "t3gen migrate rebase" in str(error.value.hint)
    found = status(root, database)
    assert not found.exists
    assert "t3gen migrate rebase" in found.refused


def test_a_squashed_history_goes_on(project: PrismaProject, database: Database) -> None:
    apply(project.root, database)
    migrations = project.root / "prisma" / "migrations"
    squashed = "00000000000000_squashed"
    (migrations / squashed).mkdir()
    texts = [(migrations / name / "migration.sql").read_text() for name in NAMES]
    (migrations / squashed / "migration.sql").write_text("\n".join(texts))
    shutil.copy(migrations / NAMES[1] / "schema.snapshot", migrations / squashed)
    for name in NAMES:
        shutil.rmtree(migrations / name)
    project.done("migrate", "resolve", "--applied", squashed)
    made = generate(project.root, sources(database.provider, THIRD))

    assert made.names == apply(project.root, database).names


def test_what_comes_before_applied_migrations_is_refused(
    project: PrismaProject, database: Database
) -> None:
    more = SECOND.replace("  lines", "  more   String?\n  lines")
    made = generate(project.root, sources(database.provider, more), minutes=5)
    (project.root / "prisma" / "migrations" / NAMES[1]).rename(project.root / "elsewhere")
    (project.root / "prisma" / "migrations" / made.name).rename(project.root / "later")
    apply(project.root, database)
    (project.root / "elsewhere").rename(project.root / "prisma" / "migrations" / NAMES[1])
    (project.root / "later").rename(project.root / "prisma" / "migrations" / made.name)
    project.done("migrate", "resolve", "--applied", made.name)

    with pytest.raises(MigrationError, match=made.name) as error:
        apply(project.root, database)

    assert f"--applied {NAMES[1]}" in str(error.value.hint)
    project.done("migrate", "resolve", "--applied", NAMES[1])
    assert () == apply(project.root, database).names


@pytest.mark.usefixtures("each_prisma")
def test_a_failed_migration_is_named_with_the_databases_words(
    root: Path, database: Database
) -> None:
    add_broken(root)

    with pytest.raises(MigrationError) as error:
        apply(root, database)

    assert f"prisma/migrations/{BAD}/migration.sql" == error.value.where
    assert "Nowhere" in str(error.value)
    assert "t3gen migrate apply" in str(error.value.hint)
    assert migrate.Status(applied=NAMES, failed=(BAD,)) == status(root, database)


def test_after_a_failure_that_may_have_left_something_the_others_wait(
    root: Path, database: Database
) -> None:
    (add_broken(root) / "migration.sql").write_text(f"BEGIN;\n{BROKEN}COMMIT;\n")
    with pytest.raises(MigrationError) as first:
        apply(root, database)

    with pytest.raises(MigrationError, match="an earlier migration failed") as error:
        apply(root, database)

    assert f"--rolled-back {BAD}" in str(first.value.hint)
    assert f"prisma/migrations/{BAD}" == error.value.where


@pytest.mark.usefixtures("each_prisma")
def test_a_mistake_in_a_script_is_shown_where_it_is(postgres: Postgres, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    (add_broken(root) / "migration.sql").write_text("SELECT 1;\n\nSELCT 2;\n")

    with pytest.raises(MigrationError, match=r"3  SELCT 2;"):
        migrate.apply(root, postgres.url("mistaken"), engine=ENGINE)


@pytest.mark.usefixtures("each_prisma")
def test_a_function_body_is_one_statement(postgres: Postgres, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    body = "CREATE FUNCTION one() RETURNS int AS $$ BEGIN; RETURN 1; END; $$ LANGUAGE sql;\n"
    body = body.replace("BEGIN; RETURN 1; END;", "SELECT 0; SELECT 1;")
    (add_broken(root) / "migration.sql").write_text(body)

    migrate.apply(root, postgres.url("bodies"), engine=ENGINE)

    assert ["1"] == postgres.query("bodies", "select one()")


def test_prisma_accepts_what_was_applied_here(project: PrismaProject, database: Database) -> None:
    apply(project.root, database)

    assert "No pending migrations" in project.done("migrate", "deploy")
    assert "up to date" in project.done("migrate", "status")


def test_what_prisma_deployed_is_accepted_here(project: PrismaProject, database: Database) -> None:
    project.done("migrate", "deploy")

    assert status(project.root, database).is_up_to_date
    assert () == apply(project.root, database).names


@pytest.mark.usefixtures("each_prisma")
def test_both_write_the_same_table(project: PrismaProject, database: Database) -> None:
    columns = "migration_name, checksum, applied_steps_count, finished_at is not null, logs"
    question = f"select {columns} from _prisma_migrations order by migration_name"
    apply(project.root, database)
    ours = database.query(question)
    project.done("migrate", "reset", "--force")

    assert database.query(question) == ours


def test_a_database_that_others_made_is_refused(root: Path, database: Database) -> None:
    apply(root, database)
    database.query("drop table _prisma_migrations")

    with pytest.raises(MigrationError, match="no record of which migrations"):
        apply(root, database)


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    url = "postgresql://postgres@127.0.0.1:9/shop"

    told = migrate.status(root, url, engine=ENGINE)

    assert not told.is_reachable
    assert "Can't reach database server at `127.0.0.1:9`" in told.reason
    with pytest.raises(MigrationError, match="Can't reach database server"):
        migrate.apply(root, url, engine=ENGINE)


def test_a_relative_file_lies_in_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("sqlite"))
    monkeypatch.chdir(tmp_path)

    migrate.apply(root, "file:./prisma/db.sqlite", engine=ENGINE)

    assert (root / "prisma" / "db.sqlite").is_file()
    assert not (tmp_path / "prisma").exists()


def test_a_new_file_is_in_wal_mode_and_complete(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("sqlite"))

    migrate.apply(root, "file:./prisma/db.sqlite", engine=ENGINE)

    # A copy without the journal beside it.
    copy = Path(shutil.copy(root / "prisma" / "db.sqlite", tmp_path))
    database = Database("sqlite", "", copy)
    assert ["wal"] == database.query("pragma journal_mode")
    assert [] == database.query('select * from "Order"')


def test_two_applications_at_once_apply_everything_once(postgres: Postgres, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    generate(root, sources("postgresql", SECOND))
    postgres.query("postgres", "create database twice")

    with ThreadPoolExecutor() as threads:
        runs = [
            threads.submit(migrate.apply, root, postgres.url("twice"), engine=ENGINE)
            for _ in range(2)
        ]
        names = [name for run in runs for name in run.result().names]

    assert [*NAMES] == sorted(names)
    assert ["2"] == postgres.query("twice", "select count(*) from _prisma_migrations")


def test_who_comes_while_another_one_applies_waits_for_it(
    postgres: Postgres, tmp_path: Path
) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    slow = root / "prisma" / "migrations" / BAD
    slow.mkdir()
    (slow / "migration.sql").write_text(
        'CREATE TABLE "Slow" AS SELECT 1 AS "one" FROM pg_sleep(2);\n'
    )
    postgres.query("postgres", "create database waited")
    url = postgres.url("waited")

    def begun() -> bool:
        there = "select count(*) from pg_tables where tablename = '_prisma_migrations'"
        if postgres.query("waited", there) == ["0"]:
            return False
        names = f"select count(*) from _prisma_migrations where migration_name = '{BAD}'"
        return postgres.query("waited", names) == ["1"]

    with ThreadPoolExecutor() as threads:
        first = threads.submit(migrate.apply, root, url, engine=ENGINE)
        while not begun() and not first.done():
            time.sleep(0.05)
        said: list[str] = []
        second = migrate.apply(root, url, engine=ENGINE, progress=said.append)

    [told] = said
    assert re.fullmatch(r"waiting for process \d+ of PostgreSQL, which applies .*", told)
    assert (NAMES[0], BAD) == first.result().names
    assert () == second.names == second.resumed
    rolled_back = "select count(*) from _prisma_migrations where rolled_back_at is not null"
    assert ["0"] == postgres.query("waited", rolled_back)


def rehearse(root: Path, database: Database) -> migrate.DryRun:
    return migrate.dry_run(root, database.url, engine=ENGINE)


def test_a_rehearsal_tells_what_an_application_does_and_does_none_of_it(
    root: Path, database: Database
) -> None:
    first = rehearse(root, database)
    assert not status(root, database).exists
    assert first.applied == apply(root, database)

    generate(
        root, sources(database.provider, SECOND.replace("  note ", "  more   String?\n  note "))
    )
    second = rehearse(root, database)
    pending = status(root, database).pending

    assert pending == second.applied.names == tuple(one.name for one in second.scripts)
    assert all('"more" TEXT' in one.sql for one in second.scripts)
    assert second.applied == apply(root, database)
    assert () == rehearse(root, database).applied.names


def test_a_rehearsal_refuses_what_an_application_refuses(root: Path, database: Database) -> None:
    apply(root, database)
    broken = add_broken(root) / "migration.sql"
    broken.write_text(f"BEGIN;\n{BROKEN}COMMIT;\n")
    with pytest.raises(MigrationError):
        apply(root, database)
    with pytest.raises(MigrationError) as failed:
        apply(root, database)

    with pytest.raises(MigrationError) as told:
        rehearse(root, database)

    assert str(failed.value) == str(told.value)
    assert (failed.value.where, failed.value.hint) == (told.value.where, told.value.hint)


def test_a_rehearsal_refuses_a_database_of_others(root: Path, database: Database) -> None:
    apply(root, database)
    database.query("drop table _prisma_migrations")
    with pytest.raises(MigrationError) as refused:
        apply(root, database)

    with pytest.raises(MigrationError) as told:
        rehearse(root, database)

    assert str(refused.value) == str(told.value)
    assert "t3gen migrate baseline" in str(told.value.hint)


DANGLING = """\
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Line" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "orderId" TEXT NOT NULL REFERENCES "Order" ("id") ON DELETE CASCADE
);
INSERT INTO "new_Line" ("id", "orderId") SELECT "id", 'nobody' FROM "Line";
DROP TABLE "Line";
ALTER TABLE "new_Line" RENAME TO "Line";
PRAGMA foreign_keys=ON;
"""


@pytest.mark.usefixtures("each_prisma")
def test_a_table_of_sqlite_made_again_points_to_rows_that_are_there(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    database = Database("sqlite", "file:./prisma/db.sqlite", root / "prisma" / "db.sqlite")
    generate(root, sources("sqlite"))
    apply(root, database)
    database.query("insert into \"Order\" values ('o1', 1, 'draft')")
    database.query("insert into \"Line\" values ('l1', 'o1'), ('l2', 'o1')")
    (add_broken(root) / "migration.sql").write_text(DANGLING)

    with pytest.raises(MigrationError) as error:
        apply(root, database)

    assert f"prisma/migrations/{BAD}/migration.sql" == error.value.where
    assert "2 of the rows in \"Line\" point to no row of \"Order\": 'l1', 'l2'" in error.value.what
    assert ["o1", "o1"] == database.query('select "orderId" from "Line"')
    script = root / "prisma" / "migrations" / BAD / "migration.sql"
    script.write_text(DANGLING.replace("'nobody'", '"orderId"'))
    assert (BAD,) == apply(root, database).names


def test_rows_of_sqlite_that_pointed_to_nothing_before_stop_no_migration(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    database = Database("sqlite", "file:./prisma/db.sqlite", root / "prisma" / "db.sqlite")
    generate(root, sources("sqlite"))
    apply(root, database)
    database.query("insert into \"Line\" values ('l1', 'lost')")
    (add_broken(root) / "migration.sql").write_text(DANGLING.replace("'nobody'", '"orderId"'))

    assert (BAD,) == apply(root, database).names


def add_script(root: Path, sql: str) -> Path:
    script = add_broken(root) / "migration.sql"
    script.write_text(sql)
    return script


TWICE = """\
-- ; once
INSERT INTO "Order" ("id", "number") VALUES ('x;y', 1);

-- again
INSERT INTO "Order" ("id", "number")
  VALUES ('x;y', 2);
SELECT 1;
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql", "pglite"], indirect=True)
def test_rows_that_a_script_cannot_write_are_told_with_its_statement(
    root: Path, database: Database
) -> None:
    script = add_script(root, TWICE)

    with pytest.raises(MigrationError) as error:
        apply(root, database)

    assert f"prisma/migrations/{BAD}/migration.sql" == error.value.where
    assert "UNIQUE" in error.value.what.upper()
    assert "Position:\n   5  INSERT INTO" in error.value.what
    assert "   6    VALUES ('x;y', 2);" in error.value.what
    assert "it was rolled back" in str(error.value.hint)
    script.write_text(TWICE.replace("'x;y', 2", "'y', 2"))
    assert (BAD,) == apply(root, database).names


TRIGGER = """\
CREATE TRIGGER "counted" AFTER INSERT ON "Order" BEGIN
  UPDATE "Order" SET "number" = "number" + 1 WHERE "id" = NEW."id";
  SELECT CASE WHEN 1 THEN ';' END;
END;
INSERT INTO "Order" ("id", "number") VALUES ('a', 1);
"""


def test_a_trigger_of_sqlite_is_one_statement(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    database = Database("sqlite", "file:./prisma/db.sqlite", root / "prisma" / "db.sqlite")
    generate(root, sources("sqlite"))
    add_script(root, TRIGGER)

    apply(root, database)

    assert ["2"] == database.query('select "number" from "Order"')


@pytest.mark.usefixtures("each_prisma")
@pytest.mark.parametrize("hold", ["begin immediate", "begin exclusive"])
def test_a_file_that_another_process_writes_to_is_told(hold: str, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    database = Database("sqlite", "file:./prisma/db.sqlite", root / "prisma" / "db.sqlite")
    generate(root, sources("sqlite"))
    apply(root, database)
    made = generate(root, sources("sqlite", SECOND))

    with closing(sqlite3.connect(database.file, isolation_level=None)) as other:
        other.execute(hold)
        with pytest.raises(MigrationError, match="another process is writing") as error:
            apply(root, database)

    assert "WASM" not in str(error.value)
    assert made.names == apply(root, database).names


def test_a_folder_that_is_missing_is_made_and_another_file_is_told(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("sqlite"))
    (root / "text").write_text("This is no database. " * 99)

    assert migrate.apply(root, "file:./data/new/db.sqlite", engine=ENGINE).created
    with pytest.raises(MigrationError, match="a file of another kind"):
        migrate.apply(root, "file:./text", engine=ENGINE)
    with pytest.raises(MigrationError, match="cannot be opened"):
        migrate.apply(root, "file:./prisma", engine=ENGINE)


def test_tls_that_is_only_preferred_is_not_demanded(postgres: Postgres, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    url = f"{postgres.url('preferred')}?sslmode=prefer"

    assert migrate.apply(root, url, engine=ENGINE).created
    assert migrate.status(root, url, engine=ENGINE).is_up_to_date


def test_a_role_that_may_not_read_the_notes_does_not_see_everything_as_pending(
    postgres: Postgres, tmp_path: Path
) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    migrate.apply(root, postgres.url("closed"), engine=ENGINE)
    postgres.query("closed", "create role stranger login")
    url = postgres.url("closed").replace("postgres@", "stranger@")

    with pytest.raises(MigrationError, match="permission denied"):
        migrate.status(root, url, engine=ENGINE)
