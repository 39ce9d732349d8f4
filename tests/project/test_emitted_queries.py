"""Lists of the emitted shop over HTTP: what can be asked of them, and what is refused."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pytest
from http_client import Client
from serving import Shop, assert_problem, slug

_numbers = itertools.count(1)


def make(client: Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Make one over HTTP, and return it."""
    response = client.call("POST", path, body)
    assert response.status == 201, response.body
    made: dict[str, Any] = response.json()
    return made


def customer(client: Client, name: str) -> str:
    """Make a customer, and return its id."""
    email = f"c{uuid.uuid4().hex}@example.com"
    made: str = make(client, "/api/customers", {"name": name, "email": email})["id"]
    return made


def order(client: Client, customer_id: str, **values: Any) -> dict[str, Any]:
    """Make an order of a customer."""
    number = f"SO-{uuid.uuid4().int % 10**18}"
    body = {"number": number, "total": "1.00", "customerId": customer_id, **values}
    return make(client, "/api/orders", body)


def products(shop: Shop, names: Sequence[str], **values: Any) -> str:
    """Make products on a shelf of their own, and return the id of that."""
    shelf: str = make(shop.admin, "/api/categories", {"name": "Shelf", "slug": slug()})["id"]
    for name in names:
        sku = f"ABC-{next(_numbers):04}"
        body = {"name": name, "sku": sku, "price": "1.00", "categoryId": shelf, **values}
        make(shop.admin, "/api/products", body)
    return shelf


def listed(client: Client, path: str, **query: str) -> list[Any]:
    """Return every item of a list that fits on a page."""
    response = client.call("GET", f"{path}?{urlencode({'limit': '100', **query})}")
    assert response.status == 200, response.body
    answer = response.json()
    assert answer["nextCursor"] is None
    items: list[Any] = answer["items"]
    return items


def names(shop: Shop, shelf: str, **query: str) -> list[str]:
    """Return the names of those products of a shelf that a query finds."""
    found = listed(shop.stranger, "/api/products", categoryId=shelf, **query)
    return sorted(item["name"] for item in found)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "abc"),
        ({"status": "paid"}, "b"),
        ({"status[not]": "paid"}, "ac"),
        ({"status[in]": "paid,shipped"}, "bc"),
        ({"total": "9.5"}, "a"),
        ({"total[gt]": "9.50"}, "bc"),
        ({"total[gte]": "9.50", "total[lt]": "100"}, "ab"),
        ({"total[lte]": "10"}, "ab"),
        ({"total[in]": "9.5,100.00"}, "ac"),
        ({"placedAt[lt]": "2026-01-02T01:00:00+01:00"}, "a"),
        ({"placedAt[gte]": "2026-01-02T00:00:00Z"}, "b"),
        ({"placedAt[null]": "true"}, "c"),
        ({"placedAt[null]": "false"}, "ab"),
        ({"placedAt[not]": "2026-01-01T00:00:00Z"}, "b"),
        ({"status[in]": "paid,draft", "total[gt]": "9.50"}, "b"),
    ],
    ids=lambda value: urlencode(value) if isinstance(value, dict) else value,
)
def test_an_operator_finds_what_it_says(served: Shop, query: dict[str, str], found: str) -> None:
    rows: dict[str, dict[str, Any]] = {
        "a": {"status": "draft", "total": "9.50", "placedAt": "2026-01-01T00:00:00Z"},
        "b": {"status": "paid", "total": "10", "placedAt": "2026-01-02T00:00:00Z"},
        "c": {"status": "shipped", "total": "100.00", "placedAt": None},
    }
    customer_id = customer(served.ada, "Somebody")
    ids = {order(served.ada, customer_id, **row)["id"]: name for name, row in rows.items()}
    items = listed(served.ada, "/api/orders", customerId=customer_id, **query)

    assert found == "".join(sorted(ids[item["id"]] for item in items))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"name[contains]": "50%"}, ["50% off"]),
        ({"name[contains]": "a_b"}, ["a_b"]),
        ({"name[contains]": "\\"}, ["back\\slash"]),
        ({"name[contains]": "\\%"}, []),
        ({"name[contains]": "OFF"}, ["50% off", "50x OFF"]),
        ({"name[startsWith]": "50X"}, ["50x OFF"]),
        ({"name[startsWith]": "off"}, []),
        ({"name": "50x off"}, []),
        ({"name": "50x OFF"}, ["50x OFF"]),
        ({"name[contains]": "' OR 1=1 --"}, []),
    ],
    ids=str,
)
def test_a_part_of_a_text_is_found_to_the_letter_but_in_any_case(
    served: Shop, query: dict[str, str], found: list[str]
) -> None:
    shelf = products(served, ["50% off", "50x OFF", "a_b", "axb", "back\\slash"])

    assert found == names(served, shelf, **query)


def test_a_filter_through_a_relation_finds_only_by_rows_that_are_seen(served: Shop) -> None:
    name = f"N{uuid.uuid4().hex}"
    own = order(served.ada, customer(served.ada, name))
    foreign = order(served.ada, customer(served.ada, "Somebody"))
    hidden = customer(served.bob, name)
    # No client can point to a customer that it does not see; a move of the customer can.
    served.database.query(
        f"""update "Order" set "customerId" = '{hidden}' where "id" = '{foreign["id"]}'"""
    )

    by_name = {"customer.name[contains]": name.upper()}
    assert [own["id"]] == [item["id"] for item in listed(served.ada, "/api/orders", **by_name)]
    assert 2 == len(listed(served.admin, "/api/orders", **by_name))


def test_products_are_found_by_their_tags(served: Shop) -> None:
    tag = make(served.admin, "/api/tags", {"name": uuid.uuid4().hex})["id"]
    shelf = products(served, ["tagged"], tagIds=[tag])
    products(served, ["plain"])

    assert ["tagged"] == names(served, shelf, **{"tagIds[has]": tag})
    assert [] == names(served, shelf, **{"tagIds[has]": str(uuid.uuid4())})


MANY = {f"total[{name}]": "1" for name in ("gt", "gte", "lt", "lte", "not", "in")}
MORE = {f"placedAt[{name}]": "2026-01-01T00:00:00Z" for name in ("gt", "gte", "lt", "lte", "in")}


@pytest.mark.parametrize(
    ("query", "place"),
    [
        (MANY | MORE, "placedAt[lte]"),
        ({"status[in]": ",".join(["paid"] * 101)}, "status[in]"),
        ({"customer.name[contains]": ""}, "customer.name[contains]"),
        ({"customer.name[contains]": "x" * 101}, "customer.name[contains]"),
        ({"customer.email": "a@b.org"}, "customer.email"),
        ({"customer": "x"}, "customer"),
        ({"number[contains]": "1"}, "number[contains]"),
        ({"status[contains]": "a"}, "status[contains]"),
        ({"status[null]": "true"}, "status[null]"),
        ({"placedAt[null]": "1"}, "placedAt[null]"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_condition_that_cannot_be_is_refused(
    served: Shop, query: dict[str, str], place: str
) -> None:
    response = served.ada.call("GET", f"/api/orders?{urlencode(query)}")

    assert_problem(response, 400)
    assert [place] == response.places


def test_a_parameter_that_is_not_known_is_told_which_are(served: Shop) -> None:
    told = served.stranger.call("GET", "/api/tags?nam=x").json()["errors"][0]["message"]

    assert "There are: limit, cursor, sort, name, name[not], name[in]" in told
