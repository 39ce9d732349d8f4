"""Reading what a database knows out of a Prisma schema."""

from __future__ import annotations

import pytest

from t3gen.psl import Model, constraints, narrows, widens, without_extensions
from t3gen.psl.reader import parse, provider_of, rename_in_list, split_list

SCHEMA = """\
generator client {
  provider = "prisma-client" // not this one
}

datasource db {
  provider = "postgresql"
}

/// A "purchase { of
model Order {
  id         String    @id @default(uuid(7)) @db.Uuid
  title      String    @default("a // b { ( } , c") @map("name") @db.VarChar(32)
  total      Decimal?  @db.Decimal(12, 2)
  raw        Json      @default("{\\"a\\": [1, 2]}")
  point      Unsupported("point")?
  customerId String
  customer   Customer  @relation("buys", fields: [customerId],
    references: [id], onDelete: Cascade) // over two lines
  tags       Tag[]

  @@unique([title, total(sort: Desc)], map: "by_title")
  @@index([total])
  @@map("orders")
}

/* model Hidden {
  id Int @id
} */
enum Status {
  draft @map("DRAFT")
  placed /// done
  @@map("status")
}

view Report {
  id Int
}

model Tag {
  left  Int
  right Int
  @@id([left, right])
}
"""


def model(*lines: str) -> Model:
    return parse("model A {\n" + "".join(f"  {line}\n" for line in lines) + "}\n").models["A"]


def test_the_provider_is_the_datasources() -> None:
    assert "postgresql" == provider_of(SCHEMA)
    assert "" == provider_of("model Order {\n  id Int @id\n}\n")


def test_models_and_enums_are_found_and_nothing_else() -> None:
    schema = parse(SCHEMA)

    assert ["Order", "Tag"] == list(schema.models)
    assert {"draft": "DRAFT", "placed": "placed"} == schema.enums["Status"].values
    assert "status" == schema.enums["Status"].type_name


def test_names_in_the_database_are_the_mapped_ones() -> None:
    order = parse(SCHEMA).models["Order"]

    assert "orders" == order.table
    assert ["id", "name", "total", "raw", "point", "customerId", "customer", "tags"] == [
        field.column for field in order.fields
    ]


def test_fields_keep_their_type_and_arity() -> None:
    fields = {
        field.name: (field.type, field.arity) for field in parse(SCHEMA).models["Order"].fields
    }

    assert ("Decimal", "?") == fields["total"]
    assert ("Tag", "[]") == fields["tags"]
    assert ('Unsupported("point")', "?") == fields["point"]
    assert ("Customer", "") == fields["customer"]


def test_native_types_have_their_numbers() -> None:
    natives = [field.native for field in parse(SCHEMA).models["Order"].fields[:4]]

    assert [("Uuid", ()), ("VarChar", (32,)), ("Decimal", (12, 2)), ("", ())] == natives


def test_a_default_is_what_the_database_puts_in() -> None:
    defaults = {field.name: field.default for field in parse(SCHEMA).models["Order"].fields}

    assert defaults["id"] is None
    assert '"a // b { ( } , c"' == defaults["title"]
    assert '"{\\"a\\": [1, 2]}"' == defaults["raw"]


def test_keys_and_uniques_are_columns() -> None:
    models = parse(SCHEMA).models

    assert ("id",) == models["Order"].key
    assert ("left", "right") == models["Tag"].key
    assert {frozenset({"name", "total"})} == models["Order"].uniques


def test_relation_fields_are_no_columns() -> None:
    schema = parse(SCHEMA + "model Customer {\n  id String @id\n  orders Order[]\n}\n")

    names = [field.name for field in schema.columns(schema.models["Order"])]

    assert ["id", "title", "total", "raw", "point", "customerId"] == names


def test_extensions_are_left_out_for_the_engine() -> None:
    text = """\
generator client {
  provider        = "prisma-client"
  previewFeatures = ["views", "postgresqlExtensions", "other"]
}

datasource db {
  provider   = "postgresql"
  extensions = [
    citext, // texts
    pg_trgm(schema: "public"),
  ]
  schemas    = ["public"]
}

model Order {
  extensions String
}
"""
    expected = text.replace('"postgresqlExtensions", ', "")
    start, end = expected.index("  extensions = ["), expected.index("  schemas ")

    assert {"a": expected[:start] + expected[end:]} == without_extensions({"a": text})
    assert {"a": "x = []"} == without_extensions({"a": 'x = ["postgresqlExtensions"]'})
    assert {"a": 'x = ["y"]'} == without_extensions({"a": 'x = ["y", "postgresqlExtensions"]'})


def test_lists_keep_the_arguments_of_their_items() -> None:
    text = '[number, placedAt(sort: Desc), "a, b", tags(ops: raw("x, y"))]'
    items = ("number", "placedAt(sort: Desc)", '"a, b"', 'tags(ops: raw("x, y"))')

    assert items == split_list(text)
    assert "[sum, placedAt(sort: Desc)]" == rename_in_list(
        "[number, placedAt(sort: Desc)]", {"number": "sum", "Desc": "Asc"}
    )
    assert ("draft", "open") == (rename_in_list("draft", {}), rename_in_list("a", {"a": "open"}))


def test_arguments_have_names_or_positions() -> None:
    (field,) = model('b Int @c("x, y", d: [e, f(g: H)], i: 1) @db.J').fields

    assert [
        ("c", {"0": '"x, y"', "d": "[e, f(g: H)]", "i": "1"}),
        ("db.J", {}),
    ] == [(attribute.name, attribute.values) for attribute in field.attributes]
    assert ("e", "f") == field.attributes[0].names("z", "d")
    assert "x, y" == field.attributes[0].text("name", "0")


def test_a_unique_among_some_rows_is_not_one_among_all() -> None:
    partial = model("b Int", "c Int", "@@unique([b], where: { c: 1 })")

    assert frozenset() == partial.full_uniques
    assert {frozenset({"b"})} == partial.uniques


def test_a_condition_of_several_comparisons_is_one_argument() -> None:
    where = '{ c: 1, d: { not: "a, b" } }'
    (columns, compared) = model("b Int", f"@@unique([b], where: {where})").partial_uniques[0]

    assert frozenset({"b"}) == columns
    assert {"c": "1", "d": '{ not: "a, b" }'} == compared


@pytest.mark.parametrize(
    ("before", "after", "is_wider", "is_narrower"),
    [
        ("String @db.VarChar(3)", "String @db.VarChar(3)", True, True),
        ("String @db.VarChar(3)", "String @db.VarChar(2)", False, True),
        ("String @db.VarChar(3)", "String", True, False),
        ("String @db.VarChar(3)", "String @db.Text", True, False),
        ("String", "String @db.VarChar(3)", False, True),
        ("String @db.Uuid", "String @db.VarChar(3)", False, False),
        ("String", "String @db.Uuid", False, False),
        ("Int", "BigInt", True, False),
        ("Int @db.SmallInt", "BigInt", False, False),
        ("Int", "BigInt @db.BigInt", False, False),
        ("BigInt", "Int", False, False),
        ("Decimal @db.Decimal(9, 2)", "Decimal @db.Decimal(9, 2)", True, True),
        ("Decimal @db.Decimal(9, 2)", "Decimal @db.Decimal(10, 3)", True, True),
        ("Decimal @db.Decimal(9, 2)", "Decimal @db.Decimal(9, 3)", False, False),
        ("Decimal @db.Decimal(9, 2)", "Decimal @db.Decimal(8, 1)", False, True),
        ("Decimal @db.Decimal(9, 2)", "Decimal", False, False),
        ("String[] @db.VarChar(3)", "String[] @db.VarChar(2)", False, False),
    ],
)
def test_types_are_compared_by_their_values(
    before: str, after: str, *, is_wider: bool, is_narrower: bool
) -> None:
    old, new = (model(f"b {it}").fields[0] for it in (before, after))

    assert is_wider == widens(old, new)
    assert is_narrower == narrows(old, new)


@pytest.mark.parametrize(
    ("provider", "names"),
    [
        ("sqlite", ["A_pkey", "A_code_key", "A_a_id_fkey", "A_a_id_code_idx", "by_code"]),
        ("postgresql", ["A_pkey", "A_code_key", "A_a_id_fkey", "A_a_id_code_idx", "by_code"]),
    ],
)
def test_constraints_have_the_names_of_the_database(provider: str, names: list[str]) -> None:
    schema = parse(
        f'datasource db {{\n  provider = "{provider}"\n}}\n'
        'model A {\n  id Int @id\n  code Int @unique\n  aId Int @map("a_id")\n'
        "  a A @relation(fields: [aId], references: [id])\n  all A[]\n\n"
        '  @@index([aId, code(sort: Desc)])\n  @@unique(fields: [code], map: "by_code")\n}\n'
    )

    found = list(constraints(schema, schema.models["A"]))

    assert names == [it.name for it in found]
    assert ["pkey", "key", "fkey", "idx", "key"] == [it.kind for it in found]
    assert ('"a_id"', '"code" DESC') == found[3].columns


@pytest.mark.parametrize(
    ("provider", "length"), [("postgresql", 63), ("sqlite", 1 + 60 + len("_b_key"))]
)
def test_long_names_are_cut_but_on_sqlite(provider: str, length: int) -> None:
    schema = parse(
        f'datasource db {{\n  provider = "{provider}"\n}}\n'
        f"model A{'a' * 60} {{\n  b Int @unique\n}}\n"
    )

    (constraint,) = constraints(schema, *schema.models.values())

    assert length == len(constraint.name)
