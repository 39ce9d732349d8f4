"""Requests of the first act: accepted ones, refused ones, and the OpenAPI document."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from urllib.parse import urlencode

from t3gen.actions.demo.client import Api, Exchange
from t3gen.actions.demo.events import Called, Request, Response

_UNKNOWN_ID = "00000000-0000-7000-8000-000000000000"

Json = dict[str, Any]


def calls(api: Api) -> Generator[Called]:
    """Yield requests to the API, as two users and a visitor.

    Raises:
        ProjectError: A response has another status than it should.
    """
    yield from api.sign_up("Ada")
    product = yield from _product(api)
    order = yield from _orders(api, product)
    yield from _pages(api)
    yield from _versions(api, order)
    yield from _new_resource(api, product)
    yield from _invalid_requests(api, order.body["customerId"])
    yield from _permissions(api, order.body["id"])
    yield from api.expect(200, "The OpenAPI document", Request("GET", "/api/openapi.json"))


def _product(api: Api) -> Generator[Called, None, Json]:
    query = "active=true&sort=-price&limit=1"
    response = yield from api.expect(
        200, "Anyone may list products; these are seeded", Request("GET", f"/api/products?{query}")
    )
    product: Json = response.body["items"][0]
    return product


def _orders(api: Api, product: Json) -> Exchange:
    customer = {"name": "Ada Lovelace", "email": "Ada@Example.com", "phone": "+441632960001"}
    created = yield from api.expect(
        201,
        "Create a customer; the email address is stored in lower case",
        Request("POST", "/api/customers", "Ada", customer),
    )
    item = {"productId": product["id"], "quantity": 2, "unitPrice": product["price"]}
    first = {
        "number": "SO-1815",
        "total": "49.90",
        "customerId": created.body["id"],
        "items": [item],
    }
    order = yield from api.expect(
        201,
        "Create an order and its items at once. A decimal is a string, exact to the last digit",
        Request("POST", "/api/orders", "Ada", first),
    )
    second = {"number": "SO-1816", "total": "1250.00", "customerId": created.body["id"]}
    yield from api.expect(
        201, "Create a second order", Request("POST", "/api/orders", "Ada", second)
    )
    return order


def _pages(api: Api) -> Generator[Called]:
    query = {"status": "draft", "total[gte]": "10", "sort": "-total", "limit": "1"}
    page = yield from api.expect(
        200,
        "List draft orders of at least 10, largest total first, one per page",
        Request("GET", f"/api/orders?{urlencode(query)}", "Ada"),
    )
    query["cursor"] = page.body["nextCursor"]
    yield from api.expect(
        200, "Get the next page", Request("GET", f"/api/orders?{urlencode(query)}", "Ada")
    )


def _versions(api: Api, order: Response) -> Generator[Called]:
    path, headers = f"/api/orders/{order.body['id']}", {"If-Match": order.headers["etag"]}
    place = Request("PATCH", path, "Ada", {"status": "placed"}, headers)
    yield from api.expect(200, "Update the version of the order that was read", place)
    cancel = Request("PATCH", path, "Ada", {"status": "cancelled"}, headers)
    yield from api.expect(412, "Refused: the version that was read is out of date", cancel)


def _new_resource(api: Api, product: Json) -> Generator[Called]:
    question = {"text": "Is it waterproof?", "productId": product["id"]}
    yield from api.expect(
        201,
        "The new resource: create a question about a product",
        Request("POST", "/api/questions", "Ada", question),
    )
    yield from api.expect(200, "Anyone may list questions", Request("GET", "/api/questions"))


def _invalid_requests(api: Api, customer_id: str) -> Generator[Called]:
    taken = {"name": "Ada King", "email": "ada@example.com"}
    yield from api.expect(
        409, "Refused: the email address is taken", Request("POST", "/api/customers", "Ada", taken)
    )
    wrong = {"number": "1", "total": 49.9, "customerId": customer_id, "userId": "me"}
    yield from api.expect(
        422, "Refused: three mistakes in one body", Request("POST", "/api/orders", "Ada", wrong)
    )
    unknown = {"number": "SO-9", "total": "1.00", "customerId": _UNKNOWN_ID}
    yield from api.expect(
        422,
        "Refused: the customer does not exist",
        Request("POST", "/api/orders", "Ada", unknown),
    )
    yield from api.expect(
        405, "Refused: the method is not supported", Request("PUT", "/api/orders", "Ada")
    )


def _permissions(api: Api, order_id: str) -> Generator[Called]:
    yield from api.expect(401, "Refused: not signed in", Request("GET", "/api/orders"))
    yield from api.sign_up("Bob")
    yield from api.expect(
        404,
        "Another user's order looks like one that does not exist",
        Request("GET", f"/api/orders/{order_id}", "Bob"),
    )
    tag = Request("POST", "/api/tags", "Bob", {"name": "sale"})
    yield from api.expect(403, "Refused: only administrators may create tags", tag)
