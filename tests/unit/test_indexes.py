"""Which indexes a table has, besides those that a spec asks for."""

from __future__ import annotations

from t3gen import model, spec
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
