"""Reading what a database knows out of a Prisma schema."""

from __future__ import annotations

from t3gen.psl.reader import parse, provider_of

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
