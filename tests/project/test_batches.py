"""Rows that are changed in batches: by a script of anybody's, and by those that t3gen writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from databases import Database
from services import Postgres
from small_project import ENGINE, NOW, PrismaProject, generate, make_project, sources, write

from t3gen import migrate
from t3gen.errors import MigrationError
from t3gen.migrate.lint import lint_script
from t3gen.model import Backfill

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
BYTES = TEXTS.replace("id String", "id Bytes")
FLOATS = TEXTS.replace("id String", "id Float")
TIMES = TEXTS.replace("id String", "id DateTime")
KEYS = {
    BYTES: {"sqlite": "randomblob(9)", "postgresql": "decode(md5(i::text), 'hex')"},
    # More digits than the databases like to print.
    FLOATS: {"sqlite": "1 / (i + 2.1)", "postgresql": "1 / (i + 2.1)::float8"},
    TIMES: {
        # Prisma writes texts; those who work by hand also numbers.
        "sqlite": "iif(i % 3, strftime('%Y-%m-%dT%H:%M:%fZ', i * 1e5, 'unixepoch'), i * 1000)",
        "postgresql": "now() + i * interval '1 millisecond'",
    },
}
LINE = "model Line {\n  id Int @id\n}\n"


@pytest.fixture
def root(tmp_path: Path, database: Database) -> Path:
    return make_project(tmp_path / "shop", database.provider, database.url).root


def prepare(root: Path, database: Database, order: str = TEXTS, fill: str = FILL) -> None:
    """Make a table with rows, and a script that changes them in batches."""
    generate(root, sources(database.provider, order, LINE))
    migrate.apply(root, database.url, engine=ENGINE)
    columns, key = ('"place", "id"', "i % 2, i") if order is TWO else ('"id"', "i")
    key = KEYS.get(order, {}).get(database.provider, key)
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


@pytest.mark.parametrize(
    "order",
    [TEXTS, WHOLE, TWO, BYTES, FLOATS, TIMES],
    ids=["text", "number", "two columns", "bytes", "float", "time"],
)
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


def test_a_key_that_rows_lack_is_refused(root: Path, database: Database) -> None:
    fill = FILL.replace('by "id"', 'by "place"')
    prepare(root, database, TEXTS.replace("number", "place String?\n  number"))
    write(root, {SCRIPT: fill})
    database.query("""update "Order" set "place" = 'here' where "number" > 5""")

    with pytest.raises(MigrationError, match="a key that every row has"):
        apply(root, database)

    assert [f"{ROWS}|1|{ROWS}|{ROWS}"] == filled(database)


def test_to_others_it_is_one_statement(root: Path, database: Database) -> None:
    prepare(root, database)

    database.query(FILL)

    assert [f"{ROWS}|1001|{1000 + ROWS}|{ROWS}"] == filled(database)
    found = lint_script(FILL, database.provider)
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


def test_postgresql_fills_between_what_adds_and_what_asks(
    postgres: Postgres, tmp_path: Path
) -> None:
    database = Database("postgresql", postgres.url("between"), tmp_path, postgres)
    root = make_project(tmp_path / "shop", "postgresql", database.url).root
    prepare(root, database)
    after = TEXTS.replace("number Int", "number Int\n  extra Int")
    files = sources("postgresql", after, LINE)
    (root / SCRIPT).unlink()
    (root / SCRIPT).parent.rmdir()
    options = migrate.MigrationOptions(
        backfills={("Order", "extra"): Backfill("int", None, source="number")}
    )

    planned = migrate.plan_next(root, files, engine=ENGINE, now=NOW, options=options)

    assert isinstance(planned, migrate.Migration)
    assert [
        "order_add_extra",
        "fill_order_extra",
        "order_add_extra_finish",
        "order_add_extra_validate",
    ] == [name[15:] for name in planned.names]
    write(root, {**files, **planned.files})
    assert planned.names == migrate.apply(root, database.url, engine=ENGINE).names
    assert [f"{ROWS}|0"] == database.query(
        """select count(*), count(*) filter (where "extra" <> "number") from "Order" """
    )
    status = migrate.status(root, database.url, engine=ENGINE)
    assert status.is_up_to_date, status
    history = migrate.read(root)
    for one in planned.names:
        script = (history.folder / one / "migration.sql").read_text()
        assert [] == [it.code for it in lint_script(script, "postgresql") if it.is_finding]
