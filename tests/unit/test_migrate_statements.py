"""Which SQL statements are refused, whatever the schemas say."""

from __future__ import annotations

import pytest

from t3gen.migrate.diff.changes import Changes, compare
from t3gen.migrate.safety import sql_allowlist
from t3gen.migrate.sql import statements
from t3gen.psl.reader import parse

BEFORE = """\
model Order {
  id    String @id
  note  String? @map("remark")
  count Int

  @@map("orders")
}
"""
REBUILD = """\
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_orders" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "remark" TEXT,
    "count" BIGINT NOT NULL
);
INSERT INTO "new_orders" ("count", "id", "remark") SELECT "count", "id", "remark" FROM "orders";
DROP TABLE "orders";
ALTER TABLE "new_orders" RENAME TO "orders";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
"""


@pytest.fixture
def changes() -> Changes:
    after = BEFORE.replace("count Int", "count BigInt\n  code String? @unique")
    return compare(parse(BEFORE), parse(after))


def judged(sql: str, changes: Changes) -> list[str]:
    return [danger.what for danger in sql_allowlist.risks(sql, changes)]


def split(sql: str) -> list[str]:
    return [statement.text for statement in statements(sql)]


def test_statements_are_split_at_semicolons_outside_of_strings_and_comments() -> None:
    sql = "-- a; b\nSELECT 'x; ''y', \"c;d\"\n  /* e; */ FROM t;\n\nSELECT 1"

    assert ["SELECT 'x; ''y', \"c;d\" FROM t", "SELECT 1"] == split(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'CREATE TABLE "x" ("id" TEXT)',
        "CREATE TYPE \"Status\" AS ENUM ('a')",
        'CREATE INDEX "i" ON "orders"("count" DESC)',
        'CREATE UNIQUE INDEX "u" ON "orders"("code")',
        'CREATE UNIQUE INDEX "u" ON "brand_new"("x", "y")',
        'DROP INDEX "i"',
        "PRAGMA foreign_keys=off",
        "ALTER TYPE \"Status\" ADD VALUE 'b; c'",
        'ALTER TABLE "orders" ADD COLUMN     "code" VARCHAR(32),\nADD COLUMN     "n" DECIMAL(1,2)',
        'ALTER TABLE "orders" ADD COLUMN "n" INTEGER NOT NULL DEFAULT 0',
        'ALTER TABLE "orders" ALTER COLUMN "count" SET DATA TYPE BIGINT',
        'ALTER TABLE "orders" ALTER COLUMN "count" DROP NOT NULL',
        'ALTER TABLE "public"."orders" ALTER COLUMN "count" SET DEFAULT 1',
        'ALTER TABLE "orders" DROP CONSTRAINT "orders_x_fkey"',
        'ALTER TABLE "orders" ADD CONSTRAINT "f" FOREIGN KEY ("a", "b") REFERENCES "x"("a", "b")',
        REBUILD,
    ],
)
def test_what_adds_is_safe(sql: str, changes: Changes) -> None:
    assert [] == judged(sql, changes)


@pytest.mark.parametrize(
    "sql",
    [
        'DROP TABLE "orders"',
        'DROP TABLE "x"',
        'TRUNCATE "orders"',
        'DELETE FROM "orders"',
        'UPDATE "orders" SET "count" = 0',
        'ALTER TABLE "orders" DROP COLUMN "remark"',
        'ALTER TABLE "orders" DROP COLUMN "count",\nADD COLUMN "count" TEXT',
        'ALTER TABLE "orders" ADD COLUMN "n" INTEGER NOT NULL',
        'ALTER TABLE "orders" ALTER COLUMN "remark" SET NOT NULL',
        'ALTER TABLE "orders" ALTER COLUMN "remark" SET DATA TYPE VARCHAR(3)',
        'ALTER TABLE "orders" DROP CONSTRAINT "orders_pkey"',
        'ALTER TABLE "orders" RENAME TO "x"',
        'ALTER TABLE "new_orders" RENAME TO "orders"',
        f'{REBUILD} ALTER TABLE "x" RENAME TO "orders"',
        'ALTER TABLE "orders" RENAME COLUMN "remark" TO "x"',
        'CREATE UNIQUE INDEX "u" ON "orders"("count")',
        'CREATE TABLE "x" AS SELECT 1; DROP SCHEMA "public" CASCADE',
        'DO $$ BEGIN DELETE FROM "orders"; END $$',
    ],
)
def test_what_is_not_known_to_add_is_refused(sql: str, changes: Changes) -> None:
    assert judged(sql, changes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"count", "id", "remark") SELECT', '"count", "id") SELECT'),
        ('("count", "id", "remark") SELECT "count", "id"', '("count", "id") SELECT "count", "id"'),
        ('SELECT "count", "id"', 'SELECT "id", "count"'),
        ('SELECT "count"', 'SELECT coalesce("count", 0)'),
        ('FROM "orders"', 'FROM "orders" WHERE "count" > 0'),
        ('INSERT INTO "new_orders"', 'INSERT INTO "new_others"'),
        ('DROP TABLE "orders"', 'DROP TABLE "lines"'),
    ],
)
def test_a_rebuilt_table_has_to_be_copied_whole(old: str, new: str, changes: Changes) -> None:
    assert old in REBUILD

    assert judged(REBUILD.replace(old, new), changes)


def test_a_table_is_copied_before_it_is_dropped(changes: Changes) -> None:
    copy, drop, rename = split(REBUILD)[3:6]

    assert judged(f"{drop};{copy};{rename}", changes)


@pytest.fixture
def agreed() -> Changes:
    """A change that loses what has been agreed to: a column, a value, and the room for NULL."""
    before = BEFORE.replace("count Int", "count Int?\n  state State\n  title String @db.Text")
    enum = "\nenum State {\n  a\n  b\n}\n"
    after = before.replace('  note  String? @map("remark")\n', "").replace("Int?", "Int")
    after = after.replace("@db.Text", "@db.VarChar(9)")
    return compare(parse(before + enum), parse(after + enum.replace("  b\n", "")))


@pytest.mark.parametrize(
    "sql",
    [
        'ALTER TABLE "orders" DROP COLUMN "remark",\nALTER COLUMN "count" SET NOT NULL',
        'ALTER TABLE "orders" ALTER COLUMN "title" SET DATA TYPE VARCHAR(9)',
        (
            'BEGIN; ALTER TABLE "orders" ALTER COLUMN "state" TYPE "State_new" '
            'USING ("state"::text::"State_new"); ALTER TYPE "State" RENAME TO "State_old"; '
            'ALTER TYPE "State_new" RENAME TO "State"; DROP TYPE "State_old"; COMMIT'
        ),
        (
            'INSERT INTO "new_orders" ("count", "id", "state", "title") '
            'SELECT coalesce("count", 3) AS "count", "id", "state", "title" FROM "orders"; '
            'DROP TABLE "orders"; ALTER TABLE "new_orders" RENAME TO "orders"'
        ),
    ],
    ids=["column", "length", "enum", "copy"],
)
def test_what_the_change_agrees_to_is_written(sql: str, agreed: Changes) -> None:
    assert [] == judged(sql, agreed)


@pytest.mark.parametrize(
    "sql",
    [
        'ALTER TABLE "orders" DROP COLUMN "count"',
        'ALTER TABLE "lines" DROP COLUMN "remark"',
        'ALTER TABLE "orders" ALTER COLUMN "state" SET NOT NULL',
        'ALTER TABLE "orders" ALTER COLUMN "id" SET DATA TYPE VARCHAR(9)',
        (
            'ALTER TABLE "orders" ALTER COLUMN "state" TYPE "Other_new" '
            'USING ("state"::text::"Other_new")'
        ),
        'ALTER TYPE "State" RENAME TO "Other"',
        'DROP TABLE "orders"',
        (
            'INSERT INTO "new_orders" ("count", "id", "state", "title") '
            'SELECT "count", "id", coalesce("state", \'a\') AS "state", "title" FROM "orders"; '
            'DROP TABLE "orders"'
        ),
    ],
)
def test_nothing_beyond_what_is_agreed_to_is_written(sql: str, agreed: Changes) -> None:
    assert judged(sql, agreed)


def test_a_table_that_is_rebuilt_twice_is_copied_twice(changes: Changes) -> None:
    create, copy, drop, rename = split(REBUILD)[2:6]

    assert [] == judged(f"{REBUILD};{REBUILD}", changes)
    assert judged(";".join([create, copy, drop, rename, create, drop, rename]), changes)
