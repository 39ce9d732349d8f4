"""Unique keys of some rows in real databases, and in the migrations that add them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from databases import Database
from small_project import (
    ENGINE,
    NOW,
    PrismaProject,
    generate,
    make_project,
    sources,
    write,
)

from t3gen import migrate
from t3gen.errors import MigrationError
from t3gen.model import Consent

ORDER = """\
model Order {
  id     String  @id @default(uuid(7))
  number Int
  note   String?
  state  Status  @default(draft)
  main   Boolean @default(false)
  lines  Line[]
KEYS
}

enum Status {
  draft
  placed
}
"""
CONDITIONS = (
    "main: true",
    "main: { not: true }",
    'state: "placed"',
    'state: { not: "placed" }',
    "number: 3",
    "number: { not: 3 }",
    'note: "it\'s, {so}"',
    'note: { not: "" }',
    'note: "a\\\\b"',
    'note: "a \\"b\\" é ☃ %"',
    "note: null",
    "note: { not: null }",
    'main: false, state: "draft", note: null',
)
LATER = NOW + timedelta(minutes=1)


def order(*keys: str) -> str:
    lines = [f"  @@unique({key})" for key in keys]
    return ORDER.replace("KEYS", "\n".join(lines))


def written(provider: str, *keys: str) -> dict[str, str]:
    files = sources(provider, order(*keys))
    path, output = "prisma/schema.prisma", 'output   = "../generated/prisma"'
    turned_on = f'{output}\n  previewFeatures = ["partialIndexes"]'
    return {**files, path: files[path].replace(output, turned_on)}


@pytest.fixture
def project(database: Database, tmp_path: Path) -> PrismaProject:
    return make_project(tmp_path / "shop", database.provider, database.url)


@pytest.fixture
def provider(database: Database) -> str:
    return database.provider


def test_every_condition_is_in_the_database_as_it_is_in_the_schema(
    project: PrismaProject, database: Database
) -> None:
    keys = [f'[number], where: {{ {one} }}, map: "key_{n}"' for n, one in enumerate(CONDITIONS)]
    generate(project.root, written(database.provider, *keys))
    migrate.apply(project.root, database.url, engine=ENGINE)

    to = ("--to-schema", "prisma", "--exit-code")
    project.done("migrate", "diff", "--from-config-datasource", *to)


def test_the_query_of_a_refusal_finds_duplicates_of_the_condition_only(
    project: PrismaProject, database: Database
) -> None:
    generate(project.root, written(database.provider))
    migrate.apply(project.root, database.url, engine=ENGINE)
    rows = ("a", 7, "placed"), ("b", 7, "draft"), ("c", 7, "draft"), ("d", 8, "placed")
    for row, number, state in rows:
        values = f"('{row}', {number}, '{state}')"
        database.query(f'insert into "Order" ("id", "number", "state") values {values}')

    for state, found in (("placed", []), ("draft", ["7|2"])):
        key = f'[number], where: {{ state: "{state}" }}'
        with pytest.raises(MigrationError) as refused:
            migrate.plan_next(project.root, written(database.provider, key), engine=ENGINE, now=NOW)
        assert found == database.query(query(refused.value.hint or ""))


def query(hint: str) -> str:
    """Return the query that a hint shows."""
    return hint.partition("this finds them: ")[2].partition(" > 1")[0] + " > 1"


def test_a_flag_and_its_key_are_added_to_rows_that_are_outside(
    project: PrismaProject, database: Database
) -> None:
    files = written(database.provider)
    path = "prisma/models/order.prisma"
    before = {**files, path: files[path].replace("  main   Boolean @default(false)\n", "")}
    generate(project.root, before)
    migrate.apply(project.root, database.url, engine=ENGINE)
    for row in "ab":
        database.query(f"""insert into "Order" ("id", "number") values ('{row}', 7)""")
    generate(project.root, written(database.provider, "[number], where: { main: true }"), minutes=1)
    migrate.apply(project.root, database.url, engine=ENGINE)

    database.query("""update "Order" set "main" = true where "id" = 'a'""")
    with pytest.raises(Exception, match=r"(?i)unique"):
        database.query("""update "Order" set "main" = true where "id" = 'b'""")


def test_a_value_of_an_enum_that_a_condition_compares_is_dropped(
    project: PrismaProject, database: Database
) -> None:
    before = written(database.provider, '[number], where: { state: "placed" }')
    generate(project.root, before)
    migrate.apply(project.root, database.url, engine=ENGINE)
    for number in (7, 8):
        database.query(f"""insert into "Order" ("id", "number") values ('{number}', {number})""")
    path = "prisma/models/order.prisma"
    model = before[path].replace("  draft\n", "").replace("draft", "placed")
    after = {**before, path: model}
    options = migrate.MigrationOptions(consent=Consent(frozenset({"Order.state.draft"})))
    planned = migrate.plan_next(project.root, after, engine=ENGINE, now=LATER, options=options)
    assert isinstance(planned, migrate.Migration)
    write(project.root, {**after, **planned.files})
    migrate.apply(project.root, database.url, engine=ENGINE)

    assert ["placed"] == database.query('select distinct "state" from "Order"')
    with pytest.raises(Exception, match=r"(?i)unique"):
        database.query(
            """insert into "Order" ("id", "number", "state") values ('9', 7, 'placed')"""
        )
