"""How the emitted shop answers attackers, browsers of other origins, and everybody at once."""

from __future__ import annotations

import gzip
import json
import socket
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from http_client import Client, Response
from serving import HEADERS, Shop, assert_problem, opened, slug

FRIEND = "https://friend.example"


@pytest.fixture(scope="module", params=["next on sqlite", "standalone on postgresql"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("served")
    with opened(
        request, folder, request.param, CORS_ORIGINS=f"{FRIEND}, https://b.example"
    ) as shop:
        yield shop


def customer(**changes: str) -> dict[str, str]:
    return {"name": "Ada", "email": f"{slug()}@example.com", **changes}


def cookie(shop: Shop) -> str:
    """Return the cookie of a session, as a browser keeps it."""
    body = {"name": "c", "email": f"{slug()}@example.com", "password": "correct horse battery"}
    response = shop.stranger.call("POST", "/api/auth/sign-up/email", body)
    assert 200 == response.status
    return response.headers["set-cookie"].partition(";")[0]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{FRIEND}.evil.example"])
def test_an_unknown_origin_may_read_nothing(served: Shop, origin: str) -> None:
    for method, path in (("GET", "/api/tags"), ("GET", "/api/nothing"), ("OPTIONS", "/api/tags")):
        asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        response = served.stranger.call(method, path, headers=asked)
        assert not any(name.startswith("access-control-") for name in response.headers)
        assert "Origin" in response.headers["vary"]


def test_an_origin_on_the_list_may_read_answers_and_refusals(served: Shop) -> None:
    for path, status in (("/api/tags", 200), ("/api/orders", 401), ("/api/nothing", 404)):
        response = served.stranger.call("GET", path, headers={"Origin": FRIEND})
        assert status == response.status
        assert FRIEND == response.headers["access-control-allow-origin"]
        assert "true" == response.headers["access-control-allow-credentials"]
        assert "ETag" in response.headers["access-control-expose-headers"]


def test_a_preflight_tells_what_may_be_sent(served: Shop) -> None:
    asked = {"Origin": FRIEND, "Access-Control-Request-Method": "PATCH"}
    response = served.stranger.call("OPTIONS", f"/api/orders/{uuid.uuid4()}", headers=asked)

    assert 204 == response.status
    assert "PATCH" in response.headers["access-control-allow-methods"]
    assert "If-Match" in response.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Origin": FRIEND, "Sec-Fetch-Site": "cross-site"}, 201),
        ({}, 201),
    ],
)
def test_a_cookie_counts_only_from_a_page_of_ours(
    served: Shop, headers: Mapping[str, str], status: int
) -> None:
    sent = {"Cookie": cookie(served), **headers}
    response = served.stranger.call("POST", "/api/customers", customer(), sent)

    assert status == response.status, response.body
    if status == 403:
        assert_problem(response, 403)


def test_a_token_counts_from_everywhere(served: Shop) -> None:
    sent = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}

    assert 201 == served.ada.call("POST", "/api/customers", customer(), sent).status


@pytest.mark.parametrize(
    "headers",
    [
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Method-Override": "DELETE"},
        {"x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware"},
        {"x-middleware-subrequest": "src/middleware:src/middleware:src/middleware"},
        {"Authorization": "Bearer garbage"},
        {"Authorization": "Bearer key_garbage"},
        {"X-API-Key": "garbage"},
        {"X-API-Key": f"key_{'a' * 64}"},
        {"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."},
        {"Cookie": "better-auth.session_token=garbage.garbage"},
    ],
    ids=str,
)
def test_no_header_opens_what_is_closed(served: Shop, headers: Mapping[str, str]) -> None:
    assert_problem(served.stranger.call("GET", "/api/orders", headers=headers), 401)


def test_a_key_opens_the_api_until_it_is_revoked(served: Shop) -> None:
    order = an_order(served)
    made = served.ada.call("POST", "/api/auth/api-key/create", {"name": "a program"}).json()
    sent = {"X-API-Key": made["key"]}
    path = f"/api/orders/{order['id']}"

    assert 200 == served.stranger.call("GET", path, headers=sent).status
    assert 200 == Client(served.ada.port, made["key"]).call("GET", path).status
    other = served.bob.call("POST", "/api/auth/api-key/create", {"name": "a program"}).json()
    assert_problem(served.stranger.call("GET", path, headers={"X-API-Key": other["key"]}), 404)
    crossing = {**sent, "Cookie": cookie(served), "Sec-Fetch-Site": "cross-site"}
    assert 201 == served.stranger.call("POST", "/api/customers", customer(), crossing).status

    assert 200 == served.ada.call("POST", "/api/auth/api-key/delete", {"keyId": made["id"]}).status
    assert_problem(served.stranger.call("GET", path, headers=sent), 401)
    # A key that is none is no reason to look at the cookie beside it.
    assert_problem(served.stranger.call("GET", "/api/orders", headers=crossing), 401)


def test_no_token_is_taken_from_an_address(served: Shop) -> None:
    for name in ("token", "access_token", "api_key"):
        path = f"/api/orders?{name}={served.ada.token}"
        assert_problem(served.stranger.call("GET", path), 401)


def test_the_method_is_the_one_of_the_request(served: Shop) -> None:
    tag = served.admin.call("POST", "/api/tags", {"name": slug()}).json()
    path = f"/api/tags/{tag['id']}"
    override = {"X-HTTP-Method-Override": "DELETE"}

    assert_problem(served.admin.call("POST", path, {"_method": "DELETE"}, override), 405)
    assert 200 == served.admin.call("GET", path, headers=override).status


@pytest.mark.parametrize("method", ["TRACE", "CONNECT"])
def test_what_echoes_is_refused(served: Shop, method: str) -> None:
    path = "/api/tags" if method == "TRACE" else "example.com:80"
    with socket.create_connection(("127.0.0.1", served.stranger.port), timeout=10) as connection:
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        answer = connection.recv(100)
    assert not answer or answer.split()[1][:1] in (b"4", b"5"), answer


DEEP = b'{"name": ' + b"[" * 50 + b"]" * 50 + b"}"
TWICE = b'{"name": "Ada", "email": "a@example.com", "name": "Eve"}'
MANY = json.dumps({str(number): 1 for number in range(20_000)}).encode()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (DEEP, {}, 400),
        (TWICE, {}, 400),
        (MANY, {}, 413),
        (gzip.compress(json.dumps(customer()).encode()), {"Content-Encoding": "gzip"}, 415),
        (json.dumps(customer(name='colons: "a": {b: "\\')).encode(), {}, 201),
    ],
    ids=["deep", "a name twice", "many values", "compressed", "colons in a text"],
)
def test_a_body_is_bounded(
    served: Shop, body: bytes, headers: Mapping[str, str], status: int
) -> None:
    response = served.ada.call("POST", "/api/customers", body, headers)

    assert status == response.status, response.body
    if status >= 400:
        assert_problem(response, status)


def test_a_body_without_a_length_is_counted(served: Shop) -> None:
    chunk = b"x" * 65_536
    head = (
        f"POST /api/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {served.ada.token}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.ada.port), timeout=10) as connection:
        connection.sendall(head.encode())
        try:
            for _ in range(64):
                connection.sendall(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        except OSError:
            pass  # It was answered and closed in the middle.
        connection.settimeout(10)
        answer = connection.recv(100)
    assert b"413" == answer.split()[1]


def test_an_address_is_bounded(served: Shop) -> None:
    assert_problem(served.ada.call("GET", f"/api/orders?cursor={'x' * 9_000}"), 414)
    many = "&".join(f"a{number}=1" for number in range(150))
    assert_problem(served.ada.call("GET", f"/api/orders?{many}"), 400)


def test_headers_are_bounded(served: Shop) -> None:
    response = served.ada.call("GET", "/api/tags", headers={"X-Long": "x" * 20_000})

    assert 431 == response.status
    if served.server == "standalone":
        assert "application/problem+json" == response.headers["content-type"]


def test_no_answer_says_what_it_runs_on(served: Shop) -> None:
    for path in ("/api/tags", "/api/nothing", "/api/health/live", "/api/health/ready"):
        response = served.stranger.call("GET", path)
        assert not {"server", "x-powered-by"} & response.headers.keys()
        assert HEADERS == {name: response.headers.get(name) for name in HEADERS}


def an_order(shop: Shop) -> Any:
    whose = shop.ada.call("POST", "/api/customers", customer()).json()
    number = f"SO-{uuid.uuid4().int % 10**12}"
    body = {"number": number, "total": "1.00", "customerId": whose["id"]}
    return shop.ada.call("POST", "/api/orders", body).json()


def test_what_has_not_changed_is_not_sent_again(served: Shop) -> None:
    path = f"/api/orders/{an_order(served)['id']}"
    tag = served.ada.call("GET", path).headers["etag"]

    for known in (tag, f'"99", W/{tag}', "*"):
        response = served.ada.call("GET", path, headers={"If-None-Match": known})
        assert (304, b"", tag) == (response.status, response.body, response.headers["etag"])
    assert 200 == served.ada.call("GET", path, headers={"If-None-Match": '"99"'}).status


def test_what_better_auth_refuses_is_a_problem_like_any_other(served: Shop) -> None:
    body = {"email": "nobody@example.com", "password": "wrong, but long enough"}
    response = served.stranger.call("POST", "/api/auth/sign-in/email", body)
    told = response.json()

    assert 401 == response.status == told["status"]
    assert "application/problem+json" == response.headers["content-type"]
    assert "INVALID_EMAIL_OR_PASSWORD" == told["code"]
    assert HEADERS == {name: response.headers.get(name) for name in HEADERS}


def at_once(count: int, call: Any) -> list[Response]:
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(call, range(count)))


def test_of_a_hundred_with_one_unique_value_one_is_created(served: Shop) -> None:
    body = {"name": slug()}
    answers = at_once(100, lambda _: served.admin.call("POST", "/api/tags", body))

    assert Counter({201: 1, 409: 99}) == Counter(one.status for one in answers)
    assert {("/name",)} == {tuple(one.places) for one in answers if one.status == 409}


def test_of_a_hundred_changes_of_one_version_one_is_made(served: Shop) -> None:
    path = f"/api/orders/{an_order(served)['id']}"
    sent = {"If-Match": '"1"'}

    def change(number: int) -> Response:
        return served.ada.call("PATCH", path, {"note": f"change {number}"}, sent)

    answers = at_once(100, change)

    assert Counter({200: 1, 412: 99}) == Counter(one.status for one in answers)
    (made,) = [one.json()["note"] for one in answers if one.status == 200]
    assert (made, 2) == tuple(
        served.ada.call("GET", path).json()[key] for key in ("note", "version")
    )
