"""Rows that are changed in batches: by a script of anybody's, and by those that t3gen writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from databases import Database
from small_project import ENGINE, PrismaProject, generate, make_project, sources, write

from t3gen import migrate
from t3gen.errors import MigrationError
from t3gen.migrate.lint import judge

ROWS = 25
NUMBERS = f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {ROWS})"
SCRIPT = "prisma/migrations/20990101000000_fill/migration.sql"
FILL = """\
UPDATE "Order" SET "number" = "number" + 1000 WHERE "number" < 1000
-- t3gen: in batches of 10 by "id"
;
"""
TEXTS = "model Order {\n  id String @id\n  number Int\n}\n"
WHOLE = "model Order {\n  id Int @id\n  number Int\n}\n"
TWO = "model Order {\n  place String\n  id Int\n  number Int\n\n  @@id([place, id])\n}\n"
LINE = "model Line {\n  id Int @id\n}\n"


@pytest.fixture
def root(tmp_path: Path, database: Database) -> Path:
    return make_project(tmp_path / "shop", database.provider, database.url).root


def prepare(root: Path, database: Database, order: str = TEXTS, fill: str = FILL) -> None:
    """Make a table with rows, and a script that changes them in batches."""
    generate(root, sources(database.provider, order, LINE))
    migrate.apply(root, database.url, engine=ENGINE)
    columns, key = ('"place", "id"', "i % 2, i") if order is TWO else ('"id"', "i")
    insert = f'insert into "Order" ({columns}, "number")'
    database.query(f"{insert} {NUMBERS} select {key}, i from n")
    write(root, {SCRIPT: fill.replace('by "id"', f"by {columns}")})


def apply(root: Path, database: Database) -> list[str]:
    """Apply what waits, and return what is said meanwhile."""
    said: list[str] = []
    migrate.apply(root, database.url, engine=ENGINE, progress=said.append)
    return said


def filled(database: Database) -> list[str]:
    return database.query(
        'select count(*), min("number"), max("number"), count(distinct "number") from "Order"'
    )


@pytest.mark.parametrize("order", [TEXTS, WHOLE, TWO], ids=["text", "number", "two columns"])
def test_every_row_is_changed_once(root: Path, database: Database, order: str) -> None:
    prepare(root, database, order)

    said = apply(root, database)

    assert ['"Order": 10 of 25 rows', '"Order": 20 of 25 rows'] == said
    assert [f"{ROWS}|1001|{1000 + ROWS}|{ROWS}"] == filled(database)
    assert migrate.status(root, database.url, engine=ENGINE).is_up_to_date
    assert [] == apply(root, database)


def test_a_failure_keeps_the_batches_before_it_and_the_rest_is_done_later(
    root: Path, database: Database
) -> None:
    prepare(root, database, WHOLE)
    name = Path(SCRIPT).parent.name
    database.query('create unique index "in_the_way" on "Order" ("number")')
    database.query('insert into "Order" ("id", "number") values (1000, 1015)')

    with pytest.raises(MigrationError, match=r"(?i)unique|duplicate"):
        apply(root, database)

    assert (name,) == migrate.status(root, database.url, engine=ENGINE).failed
    done = 'select count(*) from "Order" where "number" between 1001 and 1010'
    assert ["10"] == database.query(done)
    database.query('delete from "Order" where "id" = 1000')
    apply(root, database)
    assert [f"{ROWS}|1001|{1000 + ROWS}|{ROWS}"] == filled(database)


def test_to_others_it_is_one_statement(root: Path, database: Database) -> None:
    prepare(root, database)

    database.query(FILL)

    assert [f"{ROWS}|1001|{1000 + ROWS}|{ROWS}"] == filled(database)
    found = judge(FILL, database.provider)
    assert [] == [one.code for one in found if one.is_finding]


@pytest.mark.parametrize(
    "script",
    [
        FILL.replace("UPDATE", 'DELETE FROM "Line";\nUPDATE'),
        FILL.replace(' WHERE "number" < 1000', ""),
    ],
    ids=["two statements", "no condition"],
)
def test_what_cannot_be_done_in_batches_is_refused(
    root: Path, database: Database, script: str
) -> None:
    prepare(root, database, fill=script)

    with pytest.raises(MigrationError, match="one statement"):
        apply(root, database)

    assert [f"{ROWS}|1|{ROWS}|{ROWS}"] == filled(database)


def test_prisma_deploys_it(root: Path, database: Database) -> None:
    prepare(root, database)

    assert "20 of 25 rows" in PrismaProject(root).done("migrate", "deploy")

    assert [f"{ROWS}|1001|{1000 + ROWS}|{ROWS}"] == filled(database)
