"""The emitted shop over HTTP, under both servers: what it says, and what it refuses and how."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted
from http_client import Client
from openapi_spec_validator import OpenAPIV31SpecValidator
from serving import HEADERS, KINDS, Shop, assert_problem, opened, slug

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
BODIES = {"POST", "PUT", "PATCH"}
# What is served beside the resources.
OWN = {
    "/",
    "/api/auth/{all}",
    "/api/docs",
    "/api/docs/{asset}",
    "/api/health/live",
    "/api/health/ready",
    "/api/openapi.json",
    "/api/{unmatched}",
}
LEAKS = re.compile(rb"Tag\b|sql|prisma|node_modules|\.ts\b|stack|select|    at ", re.IGNORECASE)


def routes(project: Emitted) -> list[str]:
    """Return the paths of all route files, with parameters as OpenAPI writes them."""
    app = project.root / "src" / "app"
    folders = [file.parent.relative_to(app).as_posix() for file in app.rglob("route.ts")]
    assert len(folders) > 16
    paths = ["" if folder == "." else folder for folder in folders]
    return sorted("/" + re.sub(r"\[(?:\.{3})?(\w+)\]", r"{\1}", path) for path in paths)


def address(path: str) -> str:
    """Return a path with something plausible in place of its parameters."""
    return path.replace("{id}", str(uuid.uuid4())).replace("{all}", "x").replace("{unmatched}", "x")


def served_methods(client: Client, path: str) -> set[str]:
    answers = {method: client.call(method, address(path)) for method in METHODS}
    return {method.lower() for method, answer in answers.items() if answer.status != 405}


def description(shop: Shop) -> Any:
    return shop.stranger.call("GET", "/api/openapi.json").json()


def test_the_description_names_exactly_the_routes_that_exist(served: Shop) -> None:
    described = {
        path: {method for method in methods if method != "parameters"}
        for path, methods in description(served)["paths"].items()
    }

    existing = {
        path: served_methods(served.stranger, path)
        for path in routes(served.project)
        if path not in OWN
    }
    assert existing == described


def test_the_description_is_valid(served: Shop) -> None:
    errors = OpenAPIV31SpecValidator(description(served)).iter_errors()

    assert [] == [error.message for error in errors]


def test_an_answer_is_what_the_description_says(served: Shop) -> None:
    schemas = description(served)["components"]["schemas"]
    body = {"name": "Ada", "email": "ada@example.com"}
    made = served.ada.call("POST", "/api/customers", body)

    assert 201 == made.status
    assert set(schemas["Customer"]["required"]) == made.json().keys()
    assert set(body) == set(schemas["CustomerCreate"]["required"])


def test_a_method_that_is_not_served_is_refused_with_those_that_are(served: Shop) -> None:
    for path, methods in description(served)["paths"].items():
        for method in METHODS:
            if method.lower() in methods:
                continue
            response = served.ada.call(method, address(path))
            assert_problem(response, 405)
            allowed = {name.strip().lower() for name in response.headers["allow"].split(",")}
            head = {"head"} if "get" in methods else set()
            assert {*methods, *head, "options"} - {"parameters"} == allowed


def test_options_tells_what_is_served(served: Shop) -> None:
    response = served.stranger.call("OPTIONS", "/api/orders")

    assert 204 == response.status
    assert "GET, POST, HEAD, OPTIONS" == response.headers["allow"]


def test_head_answers_like_get_without_the_body(served: Shop) -> None:
    response = served.stranger.call("HEAD", "/api/products")

    assert 200 == response.status
    assert b"" == response.body
    assert HEADERS == {name: response.headers.get(name) for name in HEADERS}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/products"),
        ("GET", "/api/openapi.json"),
        ("OPTIONS", "/api/products"),
        ("GET", "/api/auth/get-session"),
    ],
)
def test_good_answers_have_the_security_headers(served: Shop, method: str, path: str) -> None:
    response = served.stranger.call(method, path)

    assert response.status < 300
    assert HEADERS == {name: response.headers.get(name) for name in HEADERS}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/orders/not-an-id", 400),
        ("/api/orders/0197f0a0-0000-7000-8000-000000000000", 404),
        ("/api/orders/%00", 400),
        ("/api/nothing", 404),
        ("/api/nothing/at/all", 404),
        ("/api/orders?surprise=1", 400),
        ("/api/orders?limit=1&limit=2", 400),
        ("/api/orders?limit=0", 400),
        ("/api/orders?limit=101", 400),
        ("/api/orders?limit=1.5", 400),
        ("/api/orders?limit=", 400),
        ("/api/orders?sort=note", 400),
        ("/api/orders?status=lost", 400),
        ("/api/orders?status[in]=paid,lost", 400),
        ("/api/orders?total[gte]=1e3", 400),
        ("/api/orders?total[near]=1", 400),
        ("/api/orders?placedAt[lt]=2026-02-30T00:00:00Z", 400),
        ("/api/orders?cursor=W10.x", 400),
        ("/api/orders?constructor=1", 400),
        ("/api/tags?name=%00", 400),
    ],
)
def test_an_address_that_is_wrong_is_refused(served: Shop, path: str, status: int) -> None:
    assert_problem(served.ada.call("GET", path), status)


def test_a_path_that_is_not_utf_8_is_refused(served: Shop) -> None:
    response = served.ada.call("GET", "/api/orders/%zz")

    if served.server == "next":  # refuses it by itself, before any code of the shop runs
        assert (500, b"Internal Server Error") == (response.status, response.body)
    else:
        assert_problem(response, 400)


def test_a_parameter_named_like_a_prototype_is_one_like_any_other(served: Shop) -> None:
    response = served.ada.call("GET", "/api/orders?__proto__=1")

    if served.server == "next":  # leaves it out of the address that the shop sees
        assert 200 == response.status
    else:
        assert_problem(response, 400)
        assert ["__proto__"] == response.places


GOOD = {"name": "Ada", "email": "a@example.com"}


@pytest.mark.parametrize(
    ("body", "status", "places"),
    [
        (b"", 400, []),
        (b"{", 400, []),
        (b'{"name": "\xff"}', 400, []),
        (b"[" * 10_000 + b"]" * 10_000, 400, []),
        (json.dumps({**GOOD, "name": "x" * 2**20}).encode(), 413, []),
        (b"null", 422, [""]),
        (b"[]", 422, [""]),
        (b"{}", 422, ["/name", "/email"]),
        (b'{"name": "Ada", "email": "a@example.com", "__proto__": {"x": 1}}', 422, ["/__proto__"]),
        (b'{"name": "Ada", "email": "a@example.com", "a/b~": 1}', 422, ["/a~1b~0"]),
        (b'{"name": "Ada", "email": "a@example.com", "id": "x"}', 422, ["/id"]),
        (b'{"name": "Ada", "email": "a@example.com", "userId": "x"}', 422, ["/userId"]),
        (json.dumps({**GOOD, "name": "a\0b"}).encode(), 422, ["/name"]),
        (json.dumps({**GOOD, "name": "a\ud800b"}).encode(), 422, ["/name"]),
        (json.dumps({**GOOD, "name": "  "}).encode(), 422, ["/name"]),
        (json.dumps({**GOOD, "name": 5}).encode(), 422, ["/name"]),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_that_is_wrong_is_refused(
    served: Shop, body: bytes, status: int, places: list[str]
) -> None:
    response = served.ada.call("POST", "/api/customers", body)

    assert_problem(response, status)
    assert places == response.places


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "nonsense"])
def test_a_body_of_another_type_is_refused(served: Shop, kind: str) -> None:
    response = served.ada.call("POST", "/api/customers", GOOD, {"Content-Type": kind})

    assert_problem(response, 415)


def test_a_stranger_is_asked_to_sign_in_before_anything_is_read(served: Shop) -> None:
    for method, path in (("GET", "/api/orders?surprise=1"), ("POST", "/api/customers")):
        response = served.stranger.call(method, path, b"{" if method in BODIES else None)
        assert_problem(response, 401)
        assert "Bearer" == response.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stock", 2**31),
        ("stock", 1.5),
        ("price", "1e3"),
        ("price", "0.001"),
        ("price", "123456789.00"),
        ("price", 5),
    ],
)
def test_a_number_that_the_column_cannot_hold_is_refused(
    served: Shop, field: str, value: Any
) -> None:
    category = served.admin.call("POST", "/api/categories", {"name": "C", "slug": slug()}).json()
    product = {"name": "P", "sku": "ABC-0001", "price": "1.00", "categoryId": category["id"]}
    response = served.admin.call("POST", "/api/products", {**product, field: value})

    assert_problem(response, 422)
    assert [f"/{field}"] == response.places


def test_a_request_keeps_the_id_that_its_caller_gave_it(served: Shop) -> None:
    response = served.stranger.call("GET", "/api/orders", headers={"X-Request-Id": "my-request-1"})

    assert_problem(response, 401)
    assert "my-request-1" == response.json()["requestId"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_breaks_inside_is_not_told(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    with opened(request, tmp_path, kind) as shop:
        shop.database.query('drop table "_ProductToTag"')
        shop.database.query('drop table "Tag"')
        answers = [
            shop.stranger.call("GET", "/api/tags"),
            shop.stranger.call("GET", f"/api/tags/{uuid.uuid4()}"),
            shop.admin.call("POST", "/api/tags", {"name": "new"}),
        ]

    for response in answers:
        assert_problem(response, 500)
        assert LEAKS.search(response.body) is None
