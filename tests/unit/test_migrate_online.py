"""Migrations of PostgreSQL in steps that do not block others, without the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest

from t3gen.migrate.diff import Renames, compare
from t3gen.migrate.engine import Difference, Engine, EngineFailure
from t3gen.migrate.online import Draft, Step, steps
from t3gen.migrate.online.not_null import RequiredColumns
from t3gen.migrate.online.split import split
from t3gen.migrate.sql import Update, statements
from t3gen.psl import Model, name_swaps, parse, with_name_swaps

HEAD = 'datasource db {{\n  provider = "{}"\n}}\n\n'
ORDER = """\
model Order {
  id         String    @id
  number     Int
  note       String?
  customerId String?
  customer   Customer? @relation(fields: [customerId], references: [id])

  @@index([number])
}
"""
CUSTOMER = """\

model Customer {
  id     String  @id
  orders Order[]
}
"""
LIMITS = """\
-- A statement that waits for a lock blocks those after it: rather fail, and be applied again.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = {};

"""
UNLIMITED = """\
-- Scans whole tables, without blocking reads or writes: no limit.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = 0;

"""
BEFORE = HEAD.format("postgresql") + ORDER + CUSTOMER


def after(*edits: tuple[str, str], before: str = BEFORE) -> str:
    for old, new in edits:
        assert before.count(old) == 1, old
        before = before.replace(old, new)
    return before


def indexes(model: Model) -> Iterator[str]:
    for field in model.fields:
        if field.attribute("unique"):
            name = f"{model.table}_{field.column}_key"
            yield f'CREATE UNIQUE INDEX "{name}" ON "{model.table}"("{field.column}")'
    for attribute in model.attributes:
        if attribute.name in ("index", "unique"):
            columns = model.columns(attribute.names("0", "fields"))
            suffix, kind = ("idx", "") if attribute.name == "index" else ("key", "UNIQUE ")
            listed = ", ".join(f'"{column}"' for column in columns)
            name = attribute.text("map") or "_".join([model.table, *columns, suffix])
            yield f'CREATE {kind}INDEX "{name}" ON "{model.table}"({listed})'


def diff(old: str, new: str) -> str:
    """Return what Prisma's engine would, as far as indexes and required columns go."""
    result = []
    models = parse(old).models
    for model in parse(new).models.values():
        had = models.get(model.name)
        if had is None:
            continue
        dropped = [it.split('"')[1] for it in indexes(had) if it not in {*indexes(model)}]
        result += [f'DROP INDEX "{name}"' for name in dropped]
        required = [
            f'ALTER COLUMN "{field.column}" SET NOT NULL'
            for field in parse(new).columns(model)
            if (known := had.field(field.name)) and (known.arity, field.arity) == ("?", "")
        ]
        result += [f'ALTER TABLE "{model.table}" {", ".join(required)}'] if required else []
        result += [it for it in indexes(model) if it not in {*indexes(had)}]
    return "".join(f"{statement};\n" for statement in result)


def shown(parts: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(part.name, part.sql) for part in parts]


def test_an_index_of_a_table_with_rows_is_a_step_of_its_own() -> None:
    schema = after(("  @@index([number])", "  @@index([number])\n  @@index([note, number])"))
    sql = 'CREATE INDEX "Order_note_number_idx" ON "Order"("note", "number");\n'

    (step,) = split(sql, BEFORE, schema, diff)

    assert ("index_Order_note_number", sql.replace("INDEX", "INDEX CONCURRENTLY")) == (
        step.name,
        step.sql,
    )
    assert schema == step.snapshot


def test_steps_follow_each_other_and_each_has_its_schema() -> None:
    schema = after(
        ("  number     Int\n", "  number     Int @unique\n"),
        ("  @@index([number])", "  @@index([note])"),
        ("  note       String?\n", "  note       String?\n  extra      Int?\n"),
    )
    column = 'ALTER TABLE "Order" ADD COLUMN "extra" INTEGER;\n'
    sql = (
        'DROP INDEX "Order_number_idx";\n'
        f"{column}"
        'CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");\n'
        'CREATE INDEX "Order_note_idx" ON "Order"("note");\n'
    )

    parts = split(sql, BEFORE, schema, diff)

    assert [
        ("", LIMITS.format("'30s'") + column),
        (
            "unique_Order_number",
            'CREATE UNIQUE INDEX CONCURRENTLY "Order_number_key" ON "Order"("number");\n',
        ),
        ("index_Order_note", 'CREATE INDEX CONCURRENTLY "Order_note_idx" ON "Order"("note");\n'),
        ("drop_Order_number_idx", 'DROP INDEX CONCURRENTLY "Order_number_idx";\n'),
    ] == shown(parts)
    models = [parse(part.snapshot).models["Order"] for part in parts]
    key, note, number = "Order_number_key", "Order_note_idx", "Order_number_idx"
    assert [[number], [key, number], [key, note, number], [key, note]] == [
        [it.split('"')[1] for it in indexes(model)] for model in models
    ]
    assert all(model.field("extra") for model in models)
    assert schema == parts[-1].snapshot


def test_an_index_of_a_new_table_stays_where_it_is() -> None:
    schema = BEFORE + "\nmodel Tag {\n  id String @id\n  name String @unique\n}\n"
    sql = (
        'CREATE TABLE "Tag" (\n    "id" TEXT NOT NULL\n);\n'
        'CREATE UNIQUE INDEX "Tag_name_key" ON "Tag"("name");\n'
    )

    assert [("", sql)] == shown(split(sql, BEFORE, schema, diff))


@pytest.mark.parametrize("answer", ["", 'DROP INDEX "a";\n', "{0}{0}"])
def test_a_statement_stays_when_the_engine_sees_another_difference(answer: str) -> None:
    schema = after(("  @@index([number])", "  @@index([number])\n  @@index([note])"))
    sql = 'CREATE INDEX "Order_note_idx" ON "Order"("note");\n'

    (step,) = split(sql, BEFORE, schema, lambda _old, _new: answer.format(sql))

    assert ("", LIMITS.format("'30s'") + sql) == (step.name, step.sql)


def test_a_foreign_key_is_validated_by_the_last_step() -> None:
    key = 'ALTER TABLE "Order" ADD CONSTRAINT "k" FOREIGN KEY ("note") REFERENCES "Customer"("id")'

    assert [
        ("", f"{LIMITS.format(chr(39) + '30s' + chr(39))}{key} NOT VALID;\n"),
        ("validate", f'{UNLIMITED}ALTER TABLE "Order" VALIDATE CONSTRAINT "k";\n'),
    ] == shown(split(f"{key};\n", BEFORE, BEFORE, diff))
    assert shown(split(f"{key};\n", BEFORE, BEFORE, diff)) == shown(
        split(f"{key} NOT VALID;\n", BEFORE, BEFORE, diff)
    )


def test_a_foreign_key_of_a_new_table_is_left_alone() -> None:
    sql = (
        'CREATE TABLE "Tag" (\n    "id" TEXT NOT NULL\n);\n'
        'ALTER TABLE "Tag" ADD CONSTRAINT "k" FOREIGN KEY ("id") REFERENCES "Order"("id");\n'
    )

    ((name, script),) = shown(split(sql, BEFORE, BEFORE, diff))

    assert ("", LIMITS.format("'30s'") + sql) == (name, script)


def test_columns_become_required_behind_checks() -> None:
    schema = after(
        ("note       String?", "note       String"),
        ("customerId String?", "customerId String"),
        ("customer   Customer?", "customer   Customer"),
    )
    sql = (
        "-- AlterTable\n"
        'ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL,\n'
        "  ALTER COLUMN \"note\" SET DEFAULT 'a',\n"
        '  ALTER COLUMN "customerId" SET NOT NULL;\n'
    )
    note, customer = '"Order_note_required"', '"Order_customerId_required"'

    main, last = split(sql, BEFORE, schema, diff)

    assert (
        LIMITS.format("'30s'") + "-- AlterTable\n"
        f'ALTER TABLE "Order" ADD CONSTRAINT {note} CHECK ("note" IS NOT NULL) NOT VALID,\n'
        "  ALTER COLUMN \"note\" SET DEFAULT 'a',\n"
        f'  ADD CONSTRAINT {customer} CHECK ("customerId" IS NOT NULL) NOT VALID;\n'
    ) == main.sql
    assert (
        UNLIMITED
        + (
            f'ALTER TABLE "Order" VALIDATE CONSTRAINT {note};\n\n'
            f'ALTER TABLE "Order" VALIDATE CONSTRAINT {customer};\n\n'
            'ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL, '
            'ALTER COLUMN "customerId" SET NOT NULL;\n\n'
            f'ALTER TABLE "Order" DROP CONSTRAINT {note}, DROP CONSTRAINT {customer};\n'
        )
        == last.sql
    )
    assert BEFORE == main.snapshot
    assert schema == last.snapshot


@pytest.mark.parametrize("answer", ["", 'ALTER TABLE "Order" ALTER COLUMN "id" SET NOT NULL;'])
def test_a_column_becomes_required_at_once_when_the_engine_disagrees(answer: str) -> None:
    schema = after(("note       String?", "note       String"))
    sql = 'ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL;\n'

    assert [("", LIMITS.format("'30s'") + sql)] == shown(
        split(sql, BEFORE, schema, lambda _old, _new: answer)
    )


def test_changes_of_rows_have_no_limit_of_time() -> None:
    sql = 'UPDATE "Order" SET "note" = NULL;\nALTER TABLE "Order" DROP COLUMN "note";\n'

    assert [("", LIMITS.format("0") + sql)] == shown(split(sql, BEFORE, BEFORE, diff))


def test_the_transaction_of_an_enum_is_that_of_the_script() -> None:
    enum, table = "CREATE TYPE \"A\" AS ENUM ('b; c');\n", "CREATE TABLE x (y int);\n"
    sql = f"-- AlterEnum\nBEGIN;\n{enum}COMMIT;\n{table}"

    assert [("", f"-- AlterEnum\n{enum}{table}")] == shown(split(sql, BEFORE, BEFORE, diff))


@pytest.mark.parametrize(
    ("sql", "columns", "is_only"),
    [
        ('ALTER TABLE "s"."Order" ALTER COLUMN "a" SET NOT NULL', ("a",), 1),
        ("ALTER TABLE A ALTER COLUMN b SET NOT NULL, ALTER COLUMN c SET NOT NULL", ("b", "c"), 1),
        ('ALTER TABLE "Order" DROP COLUMN "c", ALTER COLUMN "a" SET NOT NULL', ("a",), 0),
    ],
)  # fmt: skip
def test_required_columns_are_read(sql: str, columns: tuple[str, ...], *, is_only: bool) -> None:
    found = RequiredColumns.of(statements(sql)[0])

    assert found
    assert (columns, is_only) == (found.columns, found.is_only)


def test_other_statements_make_no_column_required() -> None:
    assert (
        RequiredColumns.of(statements('ALTER TABLE "a" ALTER COLUMN "b" DROP NOT NULL')[0]) is None
    )
    assert RequiredColumns.of(statements("SELECT 1")[0]) is None


def test_the_name_of_a_schema_stays_before_the_table() -> None:
    found = RequiredColumns.of(statements('ALTER TABLE "s"."A" ALTER COLUMN "b" SET NOT NULL')[0])

    assert found
    assert ['ALTER TABLE "s"."A" VALIDATE CONSTRAINT "A_b_required";\n'] == list(
        found.validations()
    )


def test_checks_of_one_name_are_not_both_made() -> None:
    long = "a" * 60
    actions = ", ".join(f'ALTER COLUMN "{long}{end}" SET NOT NULL' for end in "bc")
    found = RequiredColumns.of(statements(f'ALTER TABLE "Order" {actions}')[0])

    assert found
    assert found.schema_before(BEFORE) is None


class Diffs:
    """Stands in for the engine."""

    def diff(self, before: dict[str, str], after: dict[str, str]) -> Difference:
        (old,), (new,) = before.values(), after.values()
        if "broken" in new:
            raise EngineFailure("not valid", "P1012")
        return Difference(is_empty=False, sql=diff(old, new))


def draft(provider: str = "postgresql", **other: Any) -> Draft:
    schema = parse(HEAD.format(provider) + ORDER + CUSTOMER)
    parts: dict[str, Any] = {
        "names": Renames(),
        "before": HEAD.format(provider) + ORDER + CUSTOMER,
        "changes": compare(schema, schema),
        "replacements": (),
        "start": "SELECT 1;\n",
        "intermediate": {},
        "backfills": (),
        "end": "",
    }
    return Draft(**{**parts, **other})


def planned(one: Draft, before: str = BEFORE, last: str = BEFORE) -> tuple[Step, ...]:
    return steps(one, before, last, cast(Engine, Diffs()))


def update(column: str) -> Update:
    model = parse(BEFORE).models["Order"]
    return Update(
        model, column, f'UPDATE "Order" SET "{column}" = DEFAULT WHERE "{column}" IS NULL'
    )


BATCHES = '-- UpdateRows\n{}\n-- t3gen: in batches of 10000 by "id"\n;\n'
REMAINING = """\
-- UpdateRows
-- t3gen: allow update-rows rows written since the batches of the migration before
{};
"""


@pytest.mark.parametrize("provider", ["sqlite", "cockroachdb"])
def test_other_databases_get_one_script(provider: str) -> None:
    assert [("", "SELECT 1;\n")] == shown(planned(draft(provider)))


def test_the_first_migration_is_one_script() -> None:
    index = 'CREATE INDEX "Order_number_idx" ON "Order"("number");\n'

    assert [("", index)] == shown(planned(draft(start=index), before=""))


def test_a_migration_without_sql_says_why() -> None:
    sql = "-- Nothing to do for the database: it stores enums as text.\n"

    assert [("", sql)] == shown(planned(draft("sqlite", start="")))


def test_rows_are_replaced_in_batches_first() -> None:
    one = draft(replacements=(update("note"),))

    assert [
        ("fill_Order_note", BATCHES.format(update("note").text)),
        ("", "SELECT 1;\n"),
    ] == shown(planned(one))


def test_under_new_names_nothing_comes_first() -> None:
    one = draft(replacements=(update("note"),), names=Renames(models={"Purchase": "Order"}))

    assert [("", "SELECT 1;\n")] == shown(planned(one))


def test_backfills_are_made_between_the_two_schemas() -> None:
    last = with_name_swaps(after(("note       String?", "note       String")), ["Order.a was b"])
    one = draft(
        replacements=(update("note"),),
        intermediate={"prisma/intermediate.prisma": BEFORE},
        backfills=(update("note"), update("number")),
        end='ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL;\n',
    )

    first, start, note, number, finish, validate = planned(one, last=last)

    assert [
        "fill_Order_note",
        "",
        "fill_Order_note",
        "fill_Order_number",
        "finish",
        "validate",
    ] == [it.name for it in (first, start, note, number, finish, validate)]
    assert BATCHES.format(update("note").text) == first.sql == note.sql
    assert "SELECT 1;\n" == start.sql
    again = [REMAINING.format(update(column).text) for column in ("note", "number")]
    check = 'ADD CONSTRAINT "Order_note_required" CHECK ("note" IS NOT NULL) NOT VALID'
    assert LIMITS.format("0") + "\n".join([*again, f'ALTER TABLE "Order" {check};\n']) == finish.sql
    assert BEFORE == first.snapshot
    assert {frozenset({"Order.a was b"})} == {
        name_swaps(it.snapshot) for it in (start, note, number, validate)
    }
    assert last == validate.snapshot


def test_a_backfill_of_cockroachdb_is_a_step_too() -> None:
    one = draft(
        "cockroachdb",
        intermediate={"prisma/intermediate.prisma": BEFORE},
        backfills=(update("note"),),
        end="SELECT 2;\n",
    )
    text = update("note").text
    again = REMAINING.format(text) + "\nSELECT 2;\n"

    assert [
        ("", "SELECT 1;\n"),
        ("fill_Order_note", BATCHES.format(text)),
        ("finish", again),
    ] == shown(planned(one, last="last"))
    assert [("fill_Order_note", BATCHES.format(text)), ("finish", again)] == shown(
        planned(Draft(**{**vars(one), "start": ""}), last="last")
    )
    assert "last" == planned(one, last="last")[-1].snapshot


def test_a_schema_that_the_engine_refuses_moves_nothing() -> None:
    schema = (
        after(("  @@index([number])", "  @@index([number])\n  @@index([note])")) + "// broken\n"
    )
    sql = 'CREATE INDEX "Order_note_idx" ON "Order"("note");\n'

    assert [("", LIMITS.format("'30s'") + sql)] == shown(planned(draft(start=sql), last=schema))


@pytest.mark.parametrize(
    ("provider", "note"),
    [("sqlite", "-- t3gen: allow update-rows SQLite has one writer at a time\n"), ("mysql", "")],
)
def test_a_draft_is_one_script_where_nothing_is_split(provider: str, note: str) -> None:
    one = draft(provider, backfills=(update("note"),), end="SELECT 2;\n")

    assert f"SELECT 1;\n\n-- UpdateRows\n{note}{update('note').text};\n\nSELECT 2;\n" == one.sql


def test_a_table_without_a_key_is_updated_at_once() -> None:
    model = parse("model A {\n  b Int?\n}\n").models["A"]

    assert "-- UpdateRows\nUPDATE x;\n" == Update(model, "b", "UPDATE x").in_batches()


def test_batches_follow_the_whole_key() -> None:
    model = parse("model A {\n  b Int\n  c Int\n\n  @@id([b, c])\n}\n").models["A"]

    assert '-- UpdateRows\nUPDATE x\n-- t3gen: in batches of 10000 by "b", "c"\n;\n' == (
        Update(model, "c", "UPDATE x").in_batches()
    )
