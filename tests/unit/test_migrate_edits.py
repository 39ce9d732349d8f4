"""A schema without an index, with one again, and with columns that may be empty."""

from __future__ import annotations

import pytest

from t3gen.psl import Index, restore_index, with_optional, without_index

SCHEMA = """\
model Order { // sales
  id         String   @id
  number     Int      @unique // counted
  email      String   @unique(map: "mail") @map("e_mail")
  customerId String   @unique @map("customer_id")
  customer   Customer @relation(fields: [customerId], references: [id])
  note       String /* none */
  home       Json?

  @@unique([number, email(sort: Desc)])
  @@index([note], map: "by_note")
  @@index([note])
  @@map("orders")
}

model Customer {
  id    String @id
  order Order?
  other Order? @relation("other")
}
"""


def index(name: str, *columns: str, unique: bool = True, table: str = "orders") -> Index:
    return Index(name, table, columns, unique)


@pytest.mark.parametrize(
    ("removed", "edits"),
    [
        (index("orders_number_key", "number"), {"Int      @unique //": "Int //"}),
        (index("mail", "e_mail"), {'   @unique(map: "mail")': ""}),
        (
            index("orders_customer_id_key", "customer_id"),
            {"String   @unique @map": "String @map", "  order Order?": "  order Order[]"},
        ),
        (
            index("orders_number_e_mail_key", "number", "e_mail"),
            {"  @@unique([number, email(sort: Desc)])\n": ""},
        ),
        (index("by_note", "note", unique=False), {'  @@index([note], map: "by_note")\n': ""}),
        (index("orders_note_idx", "note", unique=False), {"  @@index([note])\n": ""}),
        (index("other", "e_mail"), None),
        (index("orders_note_key", "note"), None),
        (index("orders_number_key", "number", table="Order"), None),
        (index("x", "number", unique=False), None),
    ],
)
def test_one_index_is_left_out(removed: Index, edits: dict[str, str] | None) -> None:
    expected = SCHEMA
    for old, new in (edits or {}).items():
        assert expected.count(old) == 1, old
        expected = expected.replace(old, new)

    assert (expected if edits else None) == without_index(SCHEMA, removed)


def test_line_breaks_of_windows_stay() -> None:
    schema = SCHEMA.replace("\n", "\r\n")

    assert schema.replace("  @@index([note])\r\n", "") == without_index(
        schema, index("orders_note_idx", "note", unique=False)
    )


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("orders_number_key", "  @@unique([number])"),
        ("orders_number_e_mail_key", "  @@unique([number, email(sort: Desc)])"),
        ("by_note", '  @@index([note], map: "by_note")'),
        ("orders_note_idx", "  @@index([note])"),
    ],
)
def test_an_index_of_an_earlier_schema_is_there_again(name: str, line: str) -> None:
    schema = 'model Sale {\n  id String @id\n  @@map("orders")\n}\n'

    assert schema.replace("}\n", f"\n{line}\n}}\n") == restore_index(schema, SCHEMA, name)


def test_an_index_that_no_schema_has_is_not_found() -> None:
    schema = "model Other {\n  id String @id\n}\n"

    assert restore_index(SCHEMA, SCHEMA, "orders_email_idx") is None
    assert restore_index(schema, SCHEMA, "orders_note_idx") is None


def test_columns_are_optional_with_the_relations_over_them() -> None:
    expected = SCHEMA.replace("customerId String ", "customerId String?").replace(
        "customer   Customer ", "customer   Customer?"
    )
    expected = expected.replace("customerId String?  @", "customerId String?   @")
    expected = expected.replace("customer   Customer?@", "customer   Customer? @")
    found = with_optional(SCHEMA, "orders", ["customer_id"])

    assert found
    assert expected.split() == found.split()
    assert SCHEMA.replace("note       String /*", "note       String? /*") == with_optional(
        SCHEMA, "orders", ["note", "home"]
    )
    assert with_optional(SCHEMA, "Order", ["note"]) is None
