"""What callers try: with rows of others, with sessions that are over, with texts that are more."""

from __future__ import annotations

import uuid
from urllib.parse import quote, urlencode

import pytest
from emitted import Emitted
from http_client import Client, Response
from serving import Shop, assert_problem, slug

TEXTS = [
    "' OR '1'='1",
    '\'; DROP TABLE "Tag"; --',
    '" OR ""="',
    "1) OR pg_sleep(5) IS NULL--",
    "$1",
    "\\'; --",
    "/**/UNION/**/SELECT/**/token",
    '{"not":""}',
    "${7*7}{{7*7}}<script>",
    "%_\\",
]


def told(response: Response) -> tuple[int, object]:
    """Return what an answer says, but for the id of its request."""
    return response.status, {**response.json(), "requestId": ""}


def test_a_row_of_somebody_else_is_as_good_as_none(served: Shop) -> None:
    body = {"name": "Ada", "email": f"{slug()}@example.com"}
    path = f"/api/customers/{served.ada.call('POST', '/api/customers', body).json()['id']}"
    nothing = f"/api/customers/{uuid.uuid4()}"
    before = served.ada.call("GET", path).json()

    for method, sent in (("GET", None), ("PATCH", {"name": "Bob"}), ("DELETE", None)):
        theirs, none = (served.bob.call(method, one, sent) for one in (path, nothing))
        assert_problem(theirs, 404)
        assert told(none) == told(theirs)
    assert before == served.ada.call("GET", path).json()


def test_somebody_who_has_signed_out_is_a_stranger(served: Shop) -> None:
    guest = served.stranger.sign_up(f"guest-{slug()}")
    assert 200 == guest.call("GET", "/api/orders").status

    assert 200 == guest.call("POST", "/api/auth/sign-out", {}).status

    assert_problem(guest.call("GET", "/api/orders"), 401)


def test_guessing_passwords_has_an_end(shop_on_postgresql: Emitted) -> None:
    with shop_on_postgresql.serving("standalone", RATE_LIMIT_STORE="memory") as port:
        wrong = {"email": "ada@example.com", "password": "not this one"}
        answers = [
            Client(port).call("POST", "/api/auth/sign-in/email", wrong).status for _ in range(31)
        ]
    assert [401] * 30 + [429] == answers


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_is_more_than_a_text(served: Shop, text: str) -> None:
    name = f"{slug()} {text}".lower()
    made = served.admin.call("POST", "/api/categories", {"name": name, "slug": slug()})
    assert (201, name) == (made.status, made.json()["name"])

    for names in ("q", "name", "name[contains]", "name[in]", "sku[startsWith]"):
        found = served.stranger.call("GET", f"/api/products?{urlencode({names: text[:32]})}")
        assert (200, []) == (found.status, found.json()["items"])
    for names in ("sort", "cursor", "include", "limit", "active", "categoryId", text):
        refused = served.stranger.call("GET", f"/api/products?{urlencode({names: text})}")
        assert_problem(refused, 400)
    assert_problem(served.stranger.call("GET", f"/api/products/{quote(text, safe='')}"), 400)


@pytest.mark.parametrize(
    "value", [{"not": ""}, {"contains": ""}, ["a@example.com"], True, 0, {"set": "a@example.com"}]
)
def test_no_value_is_an_operator(served: Shop, value: object) -> None:
    response = served.ada.call("POST", "/api/customers", {"name": "Ada", "email": value})
    assert_problem(response, 422)
    assert ["/email"] == response.places


@pytest.mark.parametrize(
    "query",
    ["id[not]=x", "status[equals]=paid", "status[not][in]=paid", "OR=1", "AND[0][userId]=x"],
)
def test_no_parameter_is_an_operator(served: Shop, query: str) -> None:
    assert_problem(served.ada.call("GET", f"/api/orders?{query}"), 400)
