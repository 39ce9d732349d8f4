"""Which changes of a Prisma schema are refused, and by which name."""

from __future__ import annotations

import re

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate.diff.changes import compare
from t3gen.migrate.diff.renames import resolve
from t3gen.migrate.diff.substitute import substitute
from t3gen.migrate.safety import schema_checks
from t3gen.migrate.safety.risks import Risk, refuse
from t3gen.model import ASSUMPTION, LOSS, Consent, PreviousNames
from t3gen.psl.reader import parse

BEFORE = """\
datasource db {
  provider = "postgresql"
}

model Customer {
  id     String  @id @default(uuid(7))
  email  String? @db.VarChar(64)
  orders Order[]
}

model Order {
  id         String   @id @default(uuid(7))
  number     Int
  title      String   @db.VarChar(32)
  note       String?
  price      Decimal  @db.Decimal(12, 2)
  status     Status   @default(draft)
  customerId String
  customer   Customer @relation(fields: [customerId], references: [id])
  tags       Tag[]

  @@index([number])
}

model Tag {
  id     String  @id @default(uuid(7))
  orders Order[]
}

enum Status {
  draft
  placed
}
"""


def judged(*edits: tuple[str, str]) -> list[tuple[str, str]]:
    after = BEFORE
    for old, new in edits:
        assert old in after, old
        after = after.replace(old, new)
    found = schema_checks.risks(compare(parse(BEFORE), parse(after)))
    return sorted((danger.where, danger.what) for danger in found)


@pytest.mark.parametrize(
    "edit",
    [
        ("  note       String?\n", "  note       String?\n  hint       String?\n"),
        ("  note       String?\n", "  note       String?\n  count      Int @default(0)\n"),
        ("  note       String?\n", "  note       String?\n  at  DateTime @default(now())\n"),
        ("  note       String?\n", "  note       String?\n  code  String? @unique\n"),
        ("  note       String?\n", "  note       String?\n  names String[]\n"),
        ("  number     Int\n", "  number     Int?\n"),
        ("  number     Int\n", "  number     BigInt\n"),
        ("  number     Int\n", "  number     Int @default(7)\n"),
        ("@db.VarChar(32)", "@db.VarChar(33)"),
        (" @db.VarChar(32)", ""),
        ("@db.VarChar(32)", "@db.Text"),
        ("@db.Decimal(12, 2)", "@db.Decimal(14, 4)"),
        ("  placed\n", "  placed\n  paid\n"),
        ("  @@index([number])\n", ""),
        ("  @@index([number])\n", "  @@index([number, status])\n"),
        ("references: [id])", "references: [id], onDelete: Cascade)"),
        ("  customer   Customer @relation(fields: [customerId], references: [id])\n", ""),
        ("  note       String?\n", '  remark     String? @map("note")\n'),
        ("model Tag {\n", "model Other {\n  id Int @id\n}\n\nmodel Tag {\n"),
    ],
    ids=lambda edit: edit[1].strip()[:40] or f"without {edit[0].strip()[:30]}",
)
def test_what_keeps_every_row_is_safe(edit: tuple[str, str]) -> None:
    assert [] == judged(edit)


@pytest.mark.parametrize(
    ("edit", "where", "what"),
    [
        (("  note       String?\n", ""), "Order.note", "dropped"),
        (("note       String?", "note       Int?"), "Order.note", "from String to Int"),
        (("note       String?", "note       String"), "Order.note", "required"),
        (("note       String?", "note       String[]"), "Order.note", "list"),
        (("note       String?", "remark     String?"), "Order.note", "dropped"),
        (("@db.VarChar(32)", "@db.VarChar(31)"), "Order.title", "VarChar(31)"),
        (("@db.Decimal(12, 2)", "@db.Decimal(12, 3)"), "Order.price", "Decimal(12, 3)"),
        (("@db.Decimal(12, 2)", "@db.Decimal(11, 2)"), "Order.price", "Decimal(11, 2)"),
        (("number     Int", "number     Int @unique"), "Order.number", "unique"),
        (("@@index([number])", "@@unique([number, title])"), "Order.number+title", "unique"),
        (("  placed\n", ""), "Order.status.placed", "rows may still have it"),
        (
            ("  placed\n", '  placed @map("done")\n'),
            "Order.status.placed",
            "rows may still have it",
        ),
        (("enum Status {", 'enum Status {\n  @@map("state")'), "Status", "created again"),
        (("  @@index([number])\n", '  @@map("orders")\n'), "Order", "table would be dropped"),
        (("number     Int\n", "number     Int\n  extra Int\n"), "Order.extra", "without a default"),
        (
            ("number     Int\n", "number     Int\n  extra String @default(cuid())\n"),
            "Order.extra",
            "without a default",
        ),
    ],
    ids=lambda value: value[1].strip()[:40] if isinstance(value, tuple) else None,
)
def test_what_could_lose_data_or_fail_is_named(
    edit: tuple[str, str], where: str, what: str
) -> None:
    found = judged(edit)

    assert [where] == [place for place, _ in found]
    assert what in found[0][1]


def test_a_dropped_model_is_named() -> None:
    tag = "model Tag {\n  id     String  @id @default(uuid(7))\n  orders Order[]\n}\n"

    found = judged((tag, ""), ("  tags       Tag[]\n", ""))

    assert ["Order.tags", "Tag"] == [where for where, _ in found]


def test_a_dropped_many_to_many_is_named() -> None:
    found = judged(("  tags       Tag[]\n", ""), ("  orders Order[]\n}\n\nenum", "}\n\nenum"))

    assert [("Order.tags", "the table of this many-to-many relation would be dropped")] == found


def test_a_many_to_many_under_another_name_is_a_dropped_one() -> None:
    found = judged(
        ("tags       Tag[]", 'tags       Tag[] @relation("labels")'),
        ("orders Order[]\n}\n\nenum", 'orders Order[] @relation("labels")\n}\n\nenum'),
    )

    assert ["Order.tags"] == [where for where, _ in found]


def test_a_new_model_may_have_what_an_old_one_may_not() -> None:
    model = "model Item {\n  id Int @id\n  need String\n  code String @unique\n  orderId String\n"
    relation = "  order Order @relation(fields: [orderId], references: [id])\n}\n"

    assert [] == judged(("enum Status {", f"{model}{relation}\nenum Status {{"))


def test_a_new_relation_over_new_empty_columns_is_safe() -> None:
    key = "  note       String?\n  parentId String? @unique\n"
    relation = "  parent Order? @relation(fields: [parentId], references: [id])\n"

    assert [] == judged(("  note       String?\n", key + relation))


def test_a_new_relation_over_an_old_column_is_refused() -> None:
    relation = "  writer Customer? @relation(fields: [note], references: [id])\n"

    found = judged(("  note       String?\n", f"  note       String?\n{relation}"))

    assert [("Order.writer", "a new foreign key fails on rows that reference nothing")] == found


def test_a_relation_to_another_model_is_a_new_one() -> None:
    found = judged(("customer   Customer @rel", "customer   Tag @rel"))

    assert ["Order.customer"] == [where for where, _ in found]


def test_a_relation_to_a_model_that_is_renamed_and_keeps_its_table_is_the_same() -> None:
    assert not judged(
        ("model Customer {", 'model Client {\n  @@map("Customer")'),
        ("customer   Customer @relation", "customer   Client @relation"),
    )


def test_the_type_of_a_key_stays() -> None:
    before = parse("model A {\n  id Int @id\n}\n")
    after = parse("model A {\n  id BigInt @id\n}\n")

    found = list(schema_checks.risks(compare(before, after)))

    assert ["A.id"] == [danger.where for danger in found]


def test_a_value_is_no_default_in_the_migration_that_adds_it() -> None:
    edits = (("  placed\n", "  placed\n  paid\n"), ("@default(draft)", "@default(paid)"))

    assert ["Order.status"] == [where for where, _ in judged(*edits)]
    assert [] == judged(*edits, ('provider = "postgresql"', 'provider = "sqlite"'))


INDEX = "  @@index([number])\n"


def partial(where: str, columns: str = "number") -> str:
    return f"{INDEX}  @@unique([{columns}], where: {{ {where} }})\n"


@pytest.mark.parametrize(
    ("field", "where", "is_safe"),
    [
        ("main Boolean @default(false)", "main: true", True),
        ("main Boolean @default(false)", "main: { not: true }", False),
        ("main Boolean @default(true)", "main: true", False),
        ("kind Status @default(draft)", 'kind: "placed"', True),
        ("kind Status @default(draft)", 'kind: { not: "placed" }', False),
        ("kind Status @default(draft)", 'kind: { not: "draft" }', True),
        ("kind Status @default(draft)", "kind: { not: null }", False),
        ("gone Int?", "gone: null", False),
        ("gone Int?", "gone: { not: null }", True),
        ("gone Int?", "gone: { not: 3 }", True),
        ("at DateTime @default(now())", 'at: "2026-01-01"', False),
        ("main Boolean @default(false)", 'title: "a", main: true', True),
    ],
)
def test_rows_that_exist_have_the_default_in_a_new_column_of_a_condition(
    field: str, where: str, is_safe: bool
) -> None:
    found = judged(
        ("  number     Int\n", f"  number     Int\n  {field}\n"), (INDEX, partial(where))
    )

    assert ([] if is_safe else ["Order.number"]) == [place for place, _ in found]


@pytest.mark.parametrize(
    ("before", "after", "is_safe"),
    [
        ('title: "a"', 'title: "a"', True),
        ('title: "a"', 'note: null, title: "a"', True),
        ('title: "a"', 'title: "b"', False),
        ('title: "a", note: null', 'title: "a"', False),
        ('title: { not: "a" }', 'title: "a"', False),
    ],
)
def test_a_condition_may_be_narrowed(before: str, after: str, is_safe: bool) -> None:
    old, new = (BEFORE.replace(INDEX, partial(one)) for one in (before, after))
    found = list(schema_checks.risks(compare(parse(old), parse(new))))

    assert is_safe == (not found)


def test_a_further_field_of_a_partial_key_is_safe() -> None:
    old = BEFORE.replace(INDEX, partial("note: null"))
    new = BEFORE.replace(INDEX, partial("note: null", "number, title"))

    assert [] == list(schema_checks.risks(compare(parse(old), parse(new))))


def test_duplicates_are_counted_among_the_rows_of_the_condition() -> None:
    where = 'title: "it\'s, {", note: { not: null }, status: { not: "draft" }, price: 3'
    after = BEFORE.replace(INDEX, partial(where)).replace("  note       String?", "  note String?")
    (found,) = schema_checks.risks(compare(parse(BEFORE), parse(after)))

    compared = (
        """"title" = 'it\'\'s, {' AND "note" IS NOT NULL AND "status" != 'draft' AND "price" = 3"""
    )
    assert (
        f'this finds them: SELECT "number", count(*) FROM "Order" WHERE {compared} '
        'GROUP BY "number" HAVING count(*) > 1'
    ) == found.hint


LOST = Risk("Order.note", "gone", "put it back", LOSS, ("Order.note",))
FILES = {"Order": "resources/order.yaml"}


def hint(*found: Risk, consent: Consent | None = None) -> list[str]:
    with pytest.raises(MigrationError) as error:
        refuse(found, consent or Consent(files=FILES))
    return str(error.value.hint).splitlines()


def test_one_danger_is_raised_at_its_field_with_a_way_out() -> None:
    with pytest.raises(MigrationError) as error:
        refuse([LOST], Consent(files=FILES))

    assert "Order.note: gone" == str(error.value)
    assert [
        "put it back",
        "if the data may be lost, set this in resources/order.yaml: migrate: {allow_loss: [note]}",
    ] == str(error.value.hint).splitlines()


def test_several_dangers_are_raised_at_once() -> None:
    found = [Risk(f"Order.{name}", "gone", "put it back") for name in ("b", "a")]

    with pytest.raises(MigrationError) as error:
        refuse(found, Consent())

    assert ["  Order.a: gone", "  Order.b: gone"] == str(error.value).splitlines()[1:]
    assert "put it back" == error.value.hint


def test_what_is_agreed_to_is_no_danger() -> None:
    refuse([LOST], Consent(losses=frozenset({"Order.note"})))


def test_agreeing_to_a_loss_is_not_assuming_something() -> None:
    assert hint(LOST, consent=Consent(assumptions=frozenset({"Order.note"}), files=FILES))


def test_what_has_no_spec_is_agreed_to_in_the_file_for_all() -> None:
    found = Risk("Tag", "gone", "", LOSS, ("Tag",))

    assert [
        "if the data may be lost, set this in resources/_project.yaml: migrate: {allow_loss: [Tag]}"
    ] == hint(found)


def test_a_line_goes_on_saying_what_the_spec_says() -> None:
    consent = Consent(frozenset({"Order.title"}), files=FILES)
    unique = Risk("Order.number", "alike", "", ASSUMPTION, ("Order.number",))

    (line,) = hint(LOST, unique, consent=consent)[1:]

    assert line.endswith("migrate: {allow_loss: [title, note], assume: [number]}")


@pytest.mark.parametrize(
    ("edits", "line"),
    [
        ([("note       String?", "remark     String?")], "`was=note` to Order.remark"),
        ([("  placed\n", "  done\n")], "`done was placed` in Order.status"),
        (
            [
                ("customerId String\n", "buyerId String\n"),
                (
                    "customer   Customer @relation(fields: [customerId]",
                    "buyer Customer @relation(fields: [buyerId]",
                ),
            ],
            "`was=customer` to Order.buyer",
        ),
        (
            [("model Customer ", "model Client "), (" Customer @", " Client @")],
            "`was: Customer` below `resource: Client`",
        ),
        (
            [
                ("tags       Tag[]", 'labels     Tag[] @relation("labels")'),
                ("orders Order[]\n}\n\nenum", 'orders Order[] @relation("labels")\n}\n\nenum'),
            ],
            "`was=tags` to Order.labels",
        ),
    ],
    ids=["field", "value", "relation", "model", "many to many"],
)
def test_what_goes_beside_something_alike_may_be_a_rename(
    edits: list[tuple[str, str]], line: str
) -> None:
    after = BEFORE
    for old, new in edits:
        assert old in after, old
        after = after.replace(old, new)

    assert line in "\n".join(hint(*schema_checks.risks(compare(parse(BEFORE), parse(after)))))


def test_queries_name_tables_and_columns_as_they_are_before_the_change() -> None:
    edits = [
        ("model Order {", "model Sale {"),
        ("  Order[]", "  Sale[]"),
        ("orders Order[]", "orders Sale[]"),
        ("note       String?", "remark     String"),
        ("model Customer ", "model Client "),
        (" Customer @", " Client @"),
        ("email  String?", "address  String?"),
        (
            "  tags ",
            '  writer Client @relation("w", fields: [remark], references: [address])\n  tags ',
        ),
        ("@@index([number])", "@@unique([number, remark])"),
    ]
    after = BEFORE
    for old, new in edits:
        after = after.replace(old, new)
    fields = {"Sale": {"remark": "note"}, "Client": {"address": "email"}}
    former = PreviousNames(models={"Sale": "Order", "Client": "Customer"}, fields=fields)
    names = resolve(parse(BEFORE), parse(after), former)
    renamed = substitute(parse(BEFORE), parse(after), names)

    found = schema_checks.risks(compare(renamed, parse(after), parse(BEFORE)))

    queries = "\n".join(danger.hint for danger in found if "SELECT" in danger.hint)
    assert 'FROM "Order" WHERE "note" IS NULL' in queries
    assert 'SELECT "number", "note", count(*) FROM "Order" GROUP BY "number", "note"' in queries
    dangling = 'FROM "Order" one WHERE one."note" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM'
    assert f'{dangling} "Customer" WHERE "Customer"."email" = one."note")' in queries
    assert not re.search('"(Sale|Client|remark|address)', queries)


@pytest.mark.parametrize("new", ["remark     Int?", "remark     String[]"])
def test_what_is_not_alike_is_no_rename(new: str) -> None:
    after = BEFORE.replace("note       String?", new)

    assert "was" not in "\n".join(hint(*schema_checks.risks(compare(parse(BEFORE), parse(after)))))


def test_agreeing_to_a_relation_agrees_to_its_key() -> None:
    after = BEFORE.replace("  customerId String\n", "").replace(
        "  orders Order[]\n}\n\nmodel", "}\n\nmodel"
    )
    after = after.replace(
        "  customer   Customer @relation(fields: [customerId], references: [id])\n", ""
    )
    found = list(schema_checks.risks(compare(parse(BEFORE), parse(after))))

    assert ["Order.customerId"] == [danger.where for danger in found]
    refuse(found, Consent(losses=frozenset({"Order.customer"})))


def test_a_relation_to_a_renamed_field_over_the_same_column_is_not_new() -> None:
    found = judged(
        (
            "model Customer {\n  id     String  @id",
            'model Customer {\n  uid    String  @map("id") @id',
        ),
        ("fields: [customerId], references: [id]", "fields: [customerId], references: [uid]"),
    )

    assert [] == found


@pytest.mark.parametrize(
    ("check", "query"),
    [
        ('"number" > 3', 'WHERE NOT ("number" > 3)'),
        ('"sent" < "got"', None),
        ('"got" < "number"', 'WHERE NOT (7 < "number")'),
        ("\"word\" <> 'a'", "WHERE NOT ('it''s' <> 'a')"),
        ('"sent" IS NOT NULL OR "note" IS NULL', 'WHERE NOT (NULL IS NOT NULL OR "note" IS NULL)'),
    ],
)
def test_a_check_is_asked_of_existing_rows_with_what_they_have_in_new_columns(
    check: str, query: str | None
) -> None:
    new = '  sent Int?\n  got  Int @default(7)\n  word String @default("it\'s")\n'
    line = "  note       String?"
    after = parse(BEFORE.replace(line, f"{new}  // @@check(rule) {check}\n{line}"))
    found = list(schema_checks.risks(compare(parse(BEFORE), after)))

    assert ([] if query is None else ["Order.rule"]) == [danger.where for danger in found]
    assert all(query in danger.hint for danger in found if query)


def test_a_check_that_is_there_already_is_no_risk() -> None:
    check = '  // @@check(rule) "number" > 3\n  note'
    before = BEFORE.replace("  note", check)

    assert [] == list(schema_checks.risks(compare(parse(before), parse(before))))
