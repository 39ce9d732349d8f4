"""Orders that come with their lines: all of it is there at once, or nothing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from serving import Shop, assert_problem, sku, slug


def made(client: Any, path: str, body: Any) -> Any:
    response = client.call("POST", path, body)
    assert response.status == 201, response.body
    return response.json()


@pytest.fixture
def product(served: Shop) -> str:
    category = made(served.admin, "/api/categories", {"name": "C", "slug": slug()})
    body = {"name": "P", "sku": sku(), "price": "1.00", "categoryId": category["id"]}
    return str(made(served.admin, "/api/products", body)["id"])


@pytest.fixture
def order(served: Shop) -> dict[str, Any]:
    customer = made(served.ada, "/api/customers", {"name": "A", "email": f"{slug()}@example.com"})
    number = f"SO-{uuid.uuid4().int % 10**12}"
    return {"number": number, "total": "1.00", "customerId": customer["id"]}


def item(product: str, **changes: Any) -> dict[str, Any]:
    return {"quantity": 1, "unitPrice": "2.50", "productId": product, **changes}


def test_an_order_comes_with_its_lines(served: Shop, order: Any, product: str) -> None:
    created = made(served.ada, "/api/orders", {**order, "items": [item(product)]})
    items = served.ada.call("GET", f"/api/order-items?orderId={created['id']}")

    assert [(1, "2.50", product)] == [
        (one["quantity"], one["unitPrice"], one["productId"]) for one in items.json()["items"]
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"quantity": 0}, (422, "/items/1/quantity")),
        ({"orderId": str(uuid.uuid4())}, (422, "/items/1/orderId")),
        ({"productId": str(uuid.uuid4())}, (422, "/items/1/productId")),
        ({}, (409, "/items")),
    ],
    ids=["wrong", "the key", "a pointer to nothing", "twice the same"],
)
def test_where_one_line_is_wrong_nothing_is_created(
    served: Shop, order: Any, product: str, changes: Any, refusal: tuple[int, str]
) -> None:
    status, place = refusal
    body = {**order, "items": [item(product), item(product, **changes)]}
    refused = served.ada.call("POST", "/api/orders", body)

    assert_problem(refused, status)
    assert [place] == refused.places
    assert 201 == served.ada.call("POST", "/api/orders", order).status


def test_lines_are_bounded_and_no_part_of_changes(served: Shop, order: Any, product: str) -> None:
    many = {**order, "items": [item(product)] * 101}
    refused = served.ada.call("POST", "/api/orders", many)
    assert_problem(refused, 422)
    assert ["/items"] == refused.places
    created = made(served.ada, "/api/orders", order)
    changed = served.ada.call("PATCH", f"/api/orders/{created['id']}", {"items": []})
    assert_problem(changed, 422)
