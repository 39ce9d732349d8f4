"""Several lines of an order with one request: all of it is done, or nothing."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted
from serving import Shop, assert_problem, sku, slug

PATH = "/api/order-items/bulk"
SHARED_RULE = """\
import { everyone } from "~/server/auth/access";
import { reference, withReferenceCache, withReferences } from "~/server/references";

const references = {
  tagId: reference({ rule: everyone, find: async () => [{ id: "one" }] }),
  productId: reference({ rule: everyone, find: async () => [] }),
};
await withReferenceCache(async () => {
  await withReferences(references, null, { tagId: "one" }, async () => null);
  await withReferences(references, null, { productId: "one" }, async () => null);
});
"""


def made(client: Any, path: str, body: Any) -> Any:
    response = client.call("POST", path, body)
    assert response.status == 201, response.body
    return response.json()


@pytest.fixture
def products(served: Shop) -> list[str]:
    category = made(served.admin, "/api/categories", {"name": "C", "slug": slug()})
    bodies = [
        {"name": "P", "sku": sku(), "price": "1.00", "categoryId": category["id"]} for _ in range(4)
    ]
    return [str(made(served.admin, "/api/products", body)["id"]) for body in bodies]


@pytest.fixture
def order(served: Shop) -> str:
    customer = made(served.ada, "/api/customers", {"name": "A", "email": f"{slug()}@example.com"})
    number = f"SO-{uuid.uuid4().int % 10**12}"
    body = {"number": number, "total": "1.00", "customerId": customer["id"]}
    return str(made(served.ada, "/api/orders", body)["id"])


def line(order: str, product: str, **changes: Any) -> dict[str, Any]:
    return {"orderId": order, "productId": product, "quantity": 1, "unitPrice": "2.50", **changes}


def there(served: Shop, order: str) -> dict[str, int]:
    found = served.ada.call("GET", f"/api/order-items?orderId={order}").json()["items"]
    return {one["productId"]: one["quantity"] for one in found}


def test_lines_are_deleted_changed_and_created_at_once(
    served: Shop, order: str, products: list[str]
) -> None:
    first, second, third, fourth = products
    created = served.ada.call(
        "POST", PATH, {"create": [line(order, one) for one in (first, second)]}
    )
    assert created.status == 200, created.body
    gone, kept = (one["id"] for one in created.json()["create"])

    body = {
        "create": [line(order, one) for one in (third, first, fourth)],
        "update": [{"id": kept, "quantity": 7}],
        "delete": [{"id": gone}],
    }
    answer = served.ada.call("POST", PATH, body)

    assert answer.status == 200, answer.body
    told = answer.json()
    assert [third, first, fourth] == [one["productId"] for one in told["create"]]
    assert [(kept, 7)] == [(one["id"], one["quantity"]) for one in told["update"]]
    assert [{"id": gone}] == told["delete"]
    assert {first: 1, second: 7, third: 1, fourth: 1} == there(served, order)


def test_every_item_that_is_refused_is_named_and_nothing_is_done(
    served: Shop, order: str, products: list[str]
) -> None:
    first, second, *_ = products
    kept = made(served.ada, "/api/order-items", line(order, first))["id"]
    body = {
        "delete": [{"id": kept}],
        "update": [{"id": str(uuid.uuid4())}],
        "create": [
            line(order, second),
            line(order, str(uuid.uuid4())),
            line(str(uuid.uuid4()), second),
        ],
    }
    refused = served.ada.call("POST", PATH, body)

    assert_problem(refused, 422)
    assert ["/update/0", "/create/1/productId", "/create/2/orderId"] == refused.places
    assert {first: 1} == there(served, order)


def test_what_the_database_refuses_has_its_place_and_undoes_the_rest(
    served: Shop, order: str, products: list[str]
) -> None:
    first, second, *_ = products
    body = {"create": [line(order, first), line(order, second), line(order, first)]}
    refused = served.ada.call("POST", PATH, body, {"Idempotency-Key": str(uuid.uuid4())})

    assert_problem(refused, 409)
    assert ["/create/2/orderId", "/create/2/productId"] == refused.places
    assert {} == there(served, order)


def test_lines_of_others_cannot_be_reached(served: Shop, order: str, products: list[str]) -> None:
    first, second, *_ = products
    ids = [made(served.ada, "/api/order-items", line(order, one))["id"] for one in (first, second)]
    body = {
        "delete": [{"id": ids[0]}],
        "update": [{"id": ids[1], "quantity": 9}],
        "create": [line(order, products[2])],
    }
    refused = served.bob.call("POST", PATH, body)

    assert_problem(refused, 422)
    assert ["/delete/0", "/update/0", "/create/0/orderId"] == refused.places
    assert {first: 1, second: 1} == there(served, order)
    assert_problem(served.stranger.call("POST", PATH, body), 401)


def test_an_id_that_one_resource_has_is_not_taken_for_one_of_another_with_the_same_rule(
    shop: Emitted, tmp_path: Path
) -> None:
    project = shop.copy(tmp_path / "shop")
    (project.root / "shared-rule.ts").write_text(SHARED_RULE, encoding="utf-8")

    assert "productId references a row that does not exist." in (
        project.run("npx tsx --env-file=.env shared-rule.ts").output
    )
