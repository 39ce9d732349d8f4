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


def test_every_list_sorts_by_id(served: Shop) -> None:
    customer_id = customer(served.ada, "Somebody")
    made = [order(served.ada, customer_id)["id"] for _ in range(3)]
    query = {"customerId": customer_id, "limit": "2", "sort": "-id"}
    first = served.ada.call("GET", f"/api/orders?{urlencode(query)}").json()
    query["cursor"] = first["nextCursor"]
    second = served.ada.call("GET", f"/api/orders?{urlencode(query)}").json()

    newest_first = [item["id"] for item in first["items"] + second["items"]]
    assert sorted(made, reverse=True) == newest_first
    assert sorted(made) == [
        item["id"] for item in listed(served.ada, "/api/orders", customerId=customer_id, sort="id")
    ]


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

    assert "There are: limit, cursor, count, sort, name, name[not], name[in]" in told


def line(client: Client, order_id: str, shop: Shop) -> str:
    """Make a line of an order, and return its id."""
    shelf = products(shop, ["Something"])
    found = listed(shop.stranger, "/api/products", categoryId=shelf)[0]
    body = {"orderId": order_id, "productId": found["id"], "quantity": 1, "unitPrice": "1.00"}
    made: str = make(client, "/api/order-items", body)["id"]
    return made


def test_an_answer_includes_what_its_own_resource_shows(served: Shop) -> None:
    customer_id = customer(served.ada, "Ada")
    made = order(served.ada, customer_id)
    item = line(served.ada, made["id"], served)
    own_customer = served.ada.call("GET", f"/api/customers/{customer_id}").json()
    own_item = served.ada.call("GET", f"/api/order-items/{item}").json()
    query = "include=customer,items"

    one = served.ada.call("GET", f"/api/orders/{made['id']}?{query}").json()
    many = served.ada.call("GET", f"/api/orders?customerId={customer_id}&{query}").json()["items"]

    assert {**made, "customer": own_customer, "items": [own_item]} == one
    assert [one] == many
    assert "customer" not in served.ada.call("GET", f"/api/orders/{made['id']}").json()


def test_an_answer_includes_nothing_that_the_caller_may_not_see(served: Shop) -> None:
    made = order(served.ada, customer(served.ada, "Ada"))
    hidden = customer(served.bob, "Bob")
    served.database.query(
        f"""update "Order" set "customerId" = '{hidden}' where "id" = '{made["id"]}'"""
    )
    path = f"/api/orders/{made['id']}?include=customer"

    assert served.ada.call("GET", path).json()["customer"] is None
    assert hidden == served.admin.call("GET", path).json()["customer"]["id"]


def test_a_tree_and_ids_of_many_are_included_too(served: Shop) -> None:
    tag = make(served.admin, "/api/tags", {"name": uuid.uuid4().hex})
    shelf = products(served, ["tagged"], tagIds=[tag["id"]])
    child = make(
        served.admin, "/api/categories", {"name": "Inner", "slug": slug(), "parentId": shelf}
    )
    parent = served.stranger.call("GET", f"/api/categories/{shelf}").json()

    product = listed(served.stranger, "/api/products", categoryId=shelf, include="tags,category")[0]
    inner = served.stranger.call("GET", f"/api/categories/{child['id']}?include=parent").json()
    outer = served.stranger.call("GET", f"/api/categories/{shelf}?include=children").json()

    assert ([tag], parent) == (product["tags"], product["category"])
    assert {**child, "parent": parent} == inner
    assert [child] == outer["children"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("include=nothing", "include"),
        ("include=customer,approver", "include"),
        ("include=", "include"),
        ("include=customer.address", "include"),
        ("fields=password", "fields"),
        ("fields=", "fields"),
        ("fields=constructor", "fields"),
        ("q=", "q"),
        ("q=%20", "q"),
        ("q=" + "x" * 101, "q"),
        ("q=a+b+c+d+e+f", "q"),
        ("count=1", "count"),
        ("sort=total,-total", "sort"),
        ("sort=total,total,total,total", "sort"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(served: Shop, query: str, place: str) -> None:
    response = served.ada.call("GET", f"/api/orders?{query}")

    assert_problem(response, 400)
    assert place in response.places


def test_only_the_fields_that_are_asked_for_are_shown(served: Shop) -> None:
    made = order(served.ada, customer(served.ada, "Ada"))
    query = "fields=number,total&include=customer"
    one = served.ada.call("GET", f"/api/orders/{made['id']}?{query}")
    many = served.ada.call("GET", f"/api/orders?{query}").json()

    assert ["customer", "id", "number", "total"] == sorted(one.json())
    assert one.headers["etag"].startswith('"1-')
    assert {("customer", "id", "number", "total")} == {tuple(sorted(x)) for x in many["items"]}


def test_a_search_finds_rows_that_have_every_word(served: Shop) -> None:
    first, second = f"w{uuid.uuid4().hex}", f"w{uuid.uuid4().hex}"
    texts = [f"{first} and {second}", f"{first} alone", "100% sure", f"{second}_x"]
    customer_id = customer(served.ada, "Ada")
    ids = {order(served.ada, customer_id, note=text)["id"]: text for text in texts}

    def found(query: str) -> list[str]:
        items = listed(served.ada, "/api/orders", customerId=customer_id, q=query)
        return sorted(ids[item["id"]] for item in items)

    assert sorted(texts[:2]) == found(first.upper())
    assert [texts[0]] == found(f"  {second} {first} ")
    assert [texts[2]] == found("100%")
    assert [texts[3]] == found(f"{second}_")
    assert [] == found("%%%")
    assert 4 == len(found("so-"))


SORTS = ["", "total", "-total", "placedAt", "-placedAt", "-placedAt,total", "total,-placedAt"]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_lead_through_a_list_both_ways(served: Shop, sort: str) -> None:
    customer_id = customer(served.ada, "Ada")
    moments = [None, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", None]
    for total in ("1.00", "2.00", "2.00"):
        for moment in moments:
            order(served.ada, customer_id, total=total, placedAt=moment)
    query = {"customerId": customer_id, **({"sort": sort} if sort else {})}
    whole = [item["id"] for item in listed(served.ada, "/api/orders", **query)]
    assert 15 == len(set(whole))

    pages = [page(served.ada, **query)]
    while pages[-1]["nextCursor"]:
        pages.append(page(served.ada, **query, cursor=pages[-1]["nextCursor"]))
    back = [pages[-1]]
    while back[-1]["prevCursor"]:
        back.append(page(served.ada, **query, cursor=back[-1]["prevCursor"]))

    assert whole == [item["id"] for one in pages for item in one["items"]]
    assert whole == [item["id"] for one in reversed(back) for item in one["items"]]
    assert [4, 4, 4, 3] == [len(one["items"]) for one in pages]
    assert pages[0]["prevCursor"] is None


def page(client: Client, **query: str) -> Any:
    """Return one page of four orders."""
    response = client.call("GET", f"/api/orders?{urlencode({'limit': '4', **query})}")
    assert response.status == 200, response.body
    return response.json()


def test_rows_that_come_and_go_neither_repeat_nor_hide_another(served: Shop) -> None:
    customer_id = customer(served.ada, "Ada")
    made = [order(served.ada, customer_id, total=f"{at}.00")["id"] for at in range(1, 9)]
    query = {"customerId": customer_id, "sort": "total"}
    first = page(served.ada, **query)
    order(served.ada, customer_id, total="0.50")
    assert 204 == served.admin.call("DELETE", f"/api/orders/{made[3]}").status
    second = page(served.ada, **query, cursor=first["nextCursor"])
    again = page(served.ada, **query, cursor=second["prevCursor"])

    assert made[4:] == [item["id"] for item in second["items"]]
    assert made[:3] == [item["id"] for item in again["items"]][-3:]


def test_a_cursor_is_good_for_one_list_alone(served: Shop) -> None:
    customer_id = customer(served.ada, "Ada")
    for _ in range(5):
        order(served.ada, customer_id)
    cursor = page(served.ada, sort="total", customerId=customer_id)["nextCursor"]
    asked = {"limit": "4", "sort": "total", "customerId": customer_id, "cursor": cursor}
    others = [{"sort": "-total"}, {"customerId": str(uuid.uuid4())}, {"status": "paid"}, {"q": "x"}]

    assert 200 == served.ada.call("GET", f"/api/orders?{urlencode(asked)}").status
    for other in others:
        response = served.ada.call("GET", f"/api/orders?{urlencode({**asked, **other})}")
        assert_problem(response, 400)
        assert ["cursor"] == response.places
    for client in (served.bob, served.admin):
        assert_problem(client.call("GET", f"/api/orders?{urlencode(asked)}"), 400)


def test_a_cursor_is_good_for_one_caller_alone_though_all_see_the_same(served: Shop) -> None:
    for _ in range(2):
        make(served.admin, "/api/tags", {"name": uuid.uuid4().hex})
    first = served.ada.call("GET", "/api/tags?limit=1").json()
    path = f"/api/tags?{urlencode({'limit': '1', 'cursor': first['nextCursor']})}"

    assert 200 == served.ada.call("GET", path).status
    response = served.bob.call("GET", path)
    assert_problem(response, 400)
    assert ["cursor"] == response.places


def test_a_list_is_counted_on_request(served: Shop) -> None:
    customer_id = customer(served.ada, "Ada")
    for _ in range(5):
        order(served.ada, customer_id)

    assert "count" not in page(served.ada, customerId=customer_id)
    assert 5 == page(served.ada, customerId=customer_id, count="true")["count"]
    assert 0 == page(served.bob, customerId=customer_id, count="true")["count"]
