"""What a migration is called."""

from __future__ import annotations

import pytest

from t3gen.errors import UsageError
from t3gen.migrate.diff.changes import compare
from t3gen.migrate.naming import default_name, normalize_name
from t3gen.psl.reader import parse

ORDER = "model Order {\n  id Int @id\n  note String?\n}\n"


def named(before: str, after: str) -> str:
    return default_name(compare(parse(before), parse(after)))


def model(name: str, *fields: str) -> str:
    lines = "".join(f"  {field}\n" for field in fields)
    return f"model {name} {{\n  id Int @id\n{lines}}}\n"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (model("Tag"), "add_tag"),
        (model("OrderItem") + model("Tag"), "add_order_item_and_tag"),
        (model("A") + model("B") + model("C"), "add_a_and_2_more"),
        (ORDER.replace("note", "total Int?\n  note"), "order_add_total"),
        (ORDER.replace("note", "paidAt DateTime?\n  x Int?\n  note"), "order_add_paid_at_and_x"),
        (ORDER.replace("String?", 'String? @default("")'), "order_change_note"),
        (ORDER.replace("}", "  @@index([note])\n}"), "order_change_indexes"),
        (ORDER.replace("note", "x Int?\n  note") + model("Tag"), "add_tag_and_order_add_x"),
    ],
)
def test_a_name_says_what_changes(after: str, expected: str) -> None:
    whole = after if "model Order {" in after else ORDER + after

    assert expected == named(ORDER, whole)


def test_the_first_is_init() -> None:
    assert "init" == named("", ORDER)


def test_a_new_enum_value_is_named() -> None:
    enum = "enum OrderStatus {\n  draft\n}\n"

    after = enum.replace("draft", "draft\n  paid")
    assert "order_status_add_paid" == named(ORDER + enum, ORDER + after)


def test_a_new_many_to_many_is_named() -> None:
    tag = model("Tag")
    linked = ORDER.replace("}", "  tags Tag[]\n}") + model("Tag", "orders Order[]")

    assert "order_add_tags" == named(ORDER + tag, linked)


def test_no_name_is_longer_than_sixty() -> None:
    long = model("Order", "note String?", *(f"{'veryLong' * 9}{n} Int?" for n in range(2)))

    name = named(ORDER, long + model("Other" * 20))

    assert len(name) <= 60
    assert name.endswith("_and_more")


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Add orders!", "add_orders"), ("addOrders", "add_orders"), ("x" * 99, "x" * 60)],
)
def test_a_users_name_is_tidied(given: str, expected: str) -> None:
    assert expected == normalize_name(given)


@pytest.mark.parametrize("given", ["", "--", "日本"])
def test_a_users_name_needs_a_letter(given: str) -> None:
    with pytest.raises(UsageError):
        normalize_name(given)
