"""Rows that are marked as deleted: gone for everybody, kept for whoever may bring them back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from databases import Database
from http_client import Client
from serving import Shop, assert_problem, opened, sku, slug
from small_project import ENGINE, NOW, generate, sources, with_packages

from t3gen import migrate
from t3gen.errors import MigrationError

KEPT = """\
model Order {
  id        String    @id @default(uuid(7))
  number    Int
  deletedAt DateTime?
  status    Status    @default(draft)
  lines     Line[]

  @@unique([number], where: { deletedAt: null })
}

enum Status {
  draft
  placed
}
"""
DELETED = KEPT.replace(
    "  number    Int\n  deletedAt DateTime?\n", "  number    Int @unique\n"
).replace("\n  @@unique([number], where: { deletedAt: null })\n", "")


@pytest.fixture(scope="module", params=["standalone on sqlite", "standalone on postgresql"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    with opened(request, tmp_path_factory.mktemp("served"), request.param) as shop:
        yield shop


def made(client: Client, path: str, body: Any) -> Any:
    response = client.call("POST", path, body)
    assert response.status == 201, response.body
    return response.json()


def a_product(shop: Shop, **values: Any) -> Any:
    category = made(shop.admin, "/api/categories", {"name": "C", "slug": slug()})
    body = {"name": "P", "sku": sku(), "price": "1.00", "categoryId": category["id"], **values}
    return made(shop.admin, "/api/products", body)


def delete(shop: Shop, product: Any) -> None:
    assert 204 == shop.admin.call("DELETE", f"/api/products/{product['id']}").status


def restored(shop: Shop, product: Any) -> Any:
    return shop.admin.call("POST", f"/api/products/{product['id']}/restore")


def test_what_is_deleted_is_there_for_nobody(served: Shop) -> None:
    product = a_product(served)
    delete(served, product)
    path = f"/api/products/{product['id']}"

    for client in (served.stranger, served.ada, served.admin):
        assert_problem(client.call("GET", path), 404)
        listed = client.call("GET", f"/api/products?sku={product['sku']}").json()
        assert [] == listed["items"]
    assert_problem(served.admin.call("PATCH", path, {"name": "Q"}), 404)
    assert_problem(served.admin.call("DELETE", path), 404)
    rows = served.database.query(f"""select "sku" from "Product" where "id" = '{product["id"]}'""")
    assert [product["sku"]] == rows


def test_nothing_can_be_pointed_to_it(served: Shop) -> None:
    product = a_product(served)
    delete(served, product)
    body = {"rating": 5, "title": "Good", "productId": product["id"]}
    response = served.ada.call("POST", "/api/reviews", body)

    assert_problem(response, 422)
    assert ["/productId"] == response.places


def test_what_a_cascade_would_take_along_is_hidden_with_it_and_comes_back(served: Shop) -> None:
    product = a_product(served)
    review = made(
        served.ada, "/api/reviews", {"rating": 5, "title": "Good", "productId": product["id"]}
    )
    path = f"/api/reviews/{review['id']}"
    assert 200 == served.stranger.call("GET", path).status
    delete(served, product)

    assert_problem(served.ada.call("GET", path), 404)
    assert_problem(served.ada.call("PATCH", path, {"rating": 1}), 404)
    assert_problem(served.ada.call("DELETE", path), 404)
    assert 200 == restored(served, product).status
    assert review == served.stranger.call("GET", path).json()


def test_what_others_keep_cannot_be_deleted(served: Shop) -> None:
    product = a_product(served)
    ada = served.ada
    customer = made(ada, "/api/customers", {"name": "Ada", "email": f"{slug()}@example.com"})
    number = f"SO-{uuid.uuid4().int % 10**9}"
    order = {"number": number, "total": "1.00", "customerId": customer["id"]}
    order = made(ada, "/api/orders", order)
    item = {"quantity": 1, "unitPrice": "1.00", "orderId": order["id"], "productId": product["id"]}
    item = made(ada, "/api/order-items", item)
    response = served.admin.call("DELETE", f"/api/products/{product['id']}")

    assert_problem(response, 409)
    assert "order items" in response.json()["detail"]
    assert 204 == ada.call("DELETE", f"/api/order-items/{item['id']}").status
    delete(served, product)


def test_what_is_unique_is_so_among_the_living(served: Shop) -> None:
    first = a_product(served)
    delete(served, first)
    second = a_product(served, sku=first["sku"])
    refused = restored(served, first)

    assert_problem(refused, 409)
    assert ["/sku"] == refused.places
    delete(served, second)
    assert 200 == restored(served, first).status
    assert_problem(restored(served, second), 409)


def test_restoring_twice_is_as_good_as_once(served: Shop) -> None:
    product = a_product(served)
    delete(served, product)

    assert 200 == restored(served, product).status
    assert 200 == restored(served, product).status
    assert_problem(served.ada.call("POST", f"/api/products/{product['id']}/restore"), 403)


def test_it_can_be_turned_on_where_rows_are(database: Database, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, preview(sources(database.provider, DELETED)))
    migrate.apply(root, database.url, engine=ENGINE)
    database.query("""insert into "Order" ("id", "number") values ('1', 7)""")
    generate(root, preview(sources(database.provider, KEPT)), minutes=1)
    migrate.apply(root, database.url, engine=ENGINE)

    rows = database.query('select "number" from "Order" where "deletedAt" is null')
    assert ["7"] == rows
    update = """update "Order" set "deletedAt" = '2026-01-31 12:00:00' where "number" = 7"""
    database.query(update)
    database.query("""insert into "Order" ("id", "number") values ('2', 7)""")
    assert ["2"] == database.query('select count(*) from "Order" where "number" = 7')


def test_it_is_not_turned_off_without_a_word(database: Database, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, preview(sources(database.provider, KEPT)))
    planned = preview(sources(database.provider, DELETED))

    with pytest.raises(MigrationError) as caught:
        migrate.plan_next(root, planned, engine=ENGINE, now=NOW)
    assert "Order.deletedAt: the column would be dropped with its data" in str(caught.value)
    assert "a new unique constraint fails on duplicate rows" in str(caught.value)


def preview(files: dict[str, str]) -> dict[str, str]:
    """Return sources that may say what is unique among some of the rows."""
    path, output = "prisma/schema.prisma", 'output   = "../generated/prisma"'
    turned_on = f'{output}\n  previewFeatures = ["partialIndexes"]'
    return {**files, path: files[path].replace(output, turned_on)}
