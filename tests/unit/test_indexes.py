"""Which indexes a table has, besides those that a spec asks for."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model import App

CUSTOMER = "resource: Customer\nfields: {name: string, about: text}"
POSTGRESQL = App(database="postgresql")


def indexes(order: str, app: App | None = None) -> dict[str, list[tuple[str, ...]]]:
    """Return the columns of every index, by resource."""
    texts = {"order.yaml": f"resource: Order\n{order}", "customer.yaml": CUSTOMER}
    found = model.resolve(
        spec.read({name: text.encode() for name, text in texts.items()}), app or App()
    )
    return {
        one.name: [tuple(part.name for part in index.parts) for index in one.indexes]
        for one in found
    }


def test_what_lists_are_filtered_or_ordered_by_has_an_index_that_ends_with_the_id() -> None:
    found = indexes("fields: {a: int, b: date?}\napi: {filter: [a], sort: [a, b, createdAt]}")

    assert [("a", "id"), ("b", "id"), ("createdAt", "id")] == found["Order"]


def test_what_leads_an_index_gets_no_other() -> None:
    found = indexes(
        "fields: {a: int unique, b: int index, c: int, d: int, e: int}\n"
        "unique: [[c, d]]\nindex: [[e, d]]\napi: {filter: [a, b, c, e], sort: [a, b, c, e]}"
    )

    assert [("e", "d"), ("b",)] == found["Order"]


def test_a_filter_through_a_relation_has_its_index_at_the_other_end() -> None:
    found = indexes(
        "relations: {customer: Customer}\napi: {filter: [customer, customer.name, customer.about]}"
    )

    assert [("customerId",)] == found["Order"]
    assert [("name", "id")] == found["Customer"]


def test_no_index_holds_long_texts_or_lists() -> None:
    found = indexes(
        "fields: {a: string(650), b: string(651), c: text, d: 'int[]'}\n"
        "relations: {others: 'Order[] many inverse=back'}\napi: {filter: [a, b, c, d, others]}",
        POSTGRESQL,
    )

    assert [("a", "id")] == found["Order"]


def test_an_index_of_another_type_serves_a_foreign_key_but_no_order() -> None:
    found = indexes(
        "fields: {a: int}\nrelations: {customer: Customer, buyer: Customer inverse=bought}\n"
        "index: [{fields: [a], type: hash}, {fields: [customer], type: hash}, "
        "{fields: [buyer], type: brin}]\napi: {sort: [a]}",
        POSTGRESQL,
    )

    assert found["Order"] == [("a",), ("customerId",), ("buyerId",), ("a", "id")]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("{fields: [a, b], type: hash}", "a hash index is on one field"),
        ("{fields: [a desc], type: hash}", 'an index of the type "hash" has no order'),
        ("{fields: [a], type: gin}", "holds lists and json"),
        ("{fields: [tags], type: gist}", "holds no type without an operator class"),
        ("{fields: [a], type: spgist}", "holds texts"),
        ("{fields: [b], type: brin}", "holds numbers, texts and times"),
        ("{fields: [tags], type: gin, ops: '\"'}", "is not an operator class"),
        ("{fields: [a], ops: int4_ops}", "Prisma reads no operator class of a B-tree"),
        ("{fields: [a], name: '\"'}", "is not a valid name of an index"),
        ("{fields: [a], name: a_fkey}", "is not a valid name of an index"),
        ("{fields: [a], type: hash}, [a]", 'would both be named "Order_a_idx"'),
        ("{fields: [a], name: x}, {fields: [b], name: x}", 'would both be named "x"'),
    ],
)
def test_an_index_that_the_database_would_refuse_has_a_reason(row: str, what: str) -> None:
    with pytest.raises(SpecErrors) as caught:
        indexes(f"fields: {{a: int, b: boolean, tags: 'string[]'}}\nindex: [{row}]", POSTGRESQL)

    [problem] = caught.value.problems
    assert what in problem.what


def test_a_search_has_one_index_over_its_texts_where_the_database_knows_how() -> None:
    text = "fields: {a: string, b: text}\napi: {search: [a, b]}"

    assert [] == indexes(text)["Order"]
    assert [("a", "b")] == indexes(text, POSTGRESQL)["Order"]


def test_indexes_whose_names_would_be_cut_to_one_are_not_both_made() -> None:
    long = "a" * 39
    name = "resource: " + "O" + "x" * 39
    texts = f"{name}\nfields: {{{long}b: int, {long}c: int}}\napi: {{sort: [{long}b, {long}c]}}"
    (found,) = model.resolve(spec.read({"a.yaml": texts.encode()}), App())

    assert 1 == len(found.indexes)


def test_indexes_that_do_not_fit_on_one_line_are_written_one_a_line() -> None:
    rows: list[Any] = [["a", "b"], {"fields": ["tags"], "type": "gin", "name": "by_tag" * 10}]
    data = {"resource": "Order", "fields": {"a": "int"}, "index": [*rows, ["c desc"]]}
    text = spec.dump(spec.document(data))

    name = "by_tag" * 10
    assert (
        f"index:\n  - [a, b]\n  - {{fields: [tags], type: gin, name: {name}}}\n  - [c desc]\n"
    ) in text
    assert text == spec.layout(text)
