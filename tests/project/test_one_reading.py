"""What two readers could take for two things: paths, addresses, credentials and bodies."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from databases import Database
from emitted import Emitted, emit
from http_client import Client, Response
from serving import assert_problem

SPECS = {
    "note.yaml": b"""\
resource: Note
fields: {title: string(40)}
owner: user
"""
}
SIGN_UP, SIGN_IN = "/api/auth/sign-up/email", "/api/auth/sign-in/email"
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class App:
    project: Emitted
    database: Database
    stranger: Client


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    file = tmp_path_factory.mktemp("database") / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        database = Database("postgresql", server.url("one_reading"), file, server)
    root = tmp_path_factory.mktemp("one_reading") / "app"
    project = emit(root, SPECS, database=request.param, url=database.url)
    project.done("npm run db:migrate")
    with project.serving("standalone") as port:
        yield App(project, database, Client(port))


def person() -> dict[str, str]:
    name = f"u{uuid.uuid4().hex}"
    return {"name": name, "email": f"{name}@example.com", "password": PASSWORD}


def cookie_of(response: Response) -> str:
    assert response.status == 200, response.body
    return response.headers["set-cookie"].split(";")[0]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"name": "x" * 100_000}, 413),
        ({"name": "x" * 20_000}, 413),
        ({"name": "a\0b"}, 422),
        ({"name": "\ud800"}, 422),
        ({"a\0b": "x"}, 422),
    ],
    ids=["much too long", "too long", "NUL", "half a pair", "a name"],
)
def test_bodies_of_the_auth_library_are_read_as_all_others(
    app: App, changes: Mapping[str, str], status: int
) -> None:
    assert_problem(app.stranger.call("POST", SIGN_UP, {**person(), **changes}), status)


def test_addresses_of_the_auth_library_are_read_as_all_others(app: App) -> None:
    assert_problem(app.stranger.call("GET", "/api/auth/verify-email?token=%00"), 400)
    long = f"/api/auth/get-session?x={'y' * 9_000}"
    assert_problem(app.stranger.call("GET", long), 414)


def test_a_body_that_says_a_name_twice_signs_nobody_up(app: App) -> None:
    body = json.dumps(person()).replace("{", '{"email": "other@example.com", ').encode()
    assert_problem(app.stranger.call("POST", SIGN_UP, body), 400)


def test_a_session_that_is_prolonged_is_a_cookie_that_is(app: App) -> None:
    sent = {"Cookie": cookie_of(app.stranger.call("POST", SIGN_UP, person()))}
    fresh = app.stranger.call("GET", "/api/notes", headers=sent)
    assert 200 == fresh.status
    assert "set-cookie" not in fresh.headers

    days = "'5 days'" if app.database.server else None
    soon = (
        f"now() + interval {days}" if days else "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+5 days')"
    )
    app.database.query(f"""update "session" set "expiresAt" = {soon}""")
    used = app.stranger.call("GET", "/api/notes", headers=sent)
    assert 200 == used.status
    assert used.headers["set-cookie"].startswith(sent["Cookie"].split("=")[0])
    assert f"Max-Age={7 * 24 * 60 * 60}" in used.headers["set-cookie"]
    assert 200 == app.stranger.call("GET", "/api/notes", headers=sent).status


@pytest.mark.parametrize(
    ("credentials", "status"),
    [("Basic dXNlcjpwYXNz", 403), ("Bearer garbage", 401), ("Negotiate YII=", 403)],
)
def test_only_a_token_of_ours_stands_for_the_page_that_a_cookie_comes_from(
    app: App, credentials: str, status: int
) -> None:
    cookie = cookie_of(app.stranger.call("POST", SIGN_UP, person()))
    sent = {"Cookie": cookie, "Authorization": credentials, "Sec-Fetch-Site": "cross-site"}
    assert_problem(app.stranger.call("POST", "/api/notes", {"title": "T"}, sent), status)


def address_of(app: App, someone: Mapping[str, str]) -> list[str]:
    return app.database.query(
        f"""select "ipAddress" from "session" join "user" on "user"."id" = "userId"
        where "email" = '{someone["email"]}'"""
    )


def test_a_session_has_the_address_that_calls_are_counted_by(app: App) -> None:
    someone = person()
    sent = {"X-Forwarded-For": "198.51.100.7", "X-Client-Address": "198.51.100.8"}
    assert 200 == app.stranger.call("POST", SIGN_UP, someone, sent).status
    assert ["127.0.0.1"] == address_of(app, someone)

    with app.project.serving("standalone", TRUSTED_PROXIES="127.0.0.0/8") as port:
        for address in ("198.51.100.7", "198.51.100.7:4711"):
            someone = person()
            sent = {"X-Forwarded-For": f"203.0.113.1, {address}"}
            assert 200 == Client(port).call("POST", SIGN_UP, someone, sent).status
            assert ["198.51.100.7"] == address_of(app, someone)


def left(response: Response) -> int:
    return int(response.headers["ratelimit"].split(";")[1].removeprefix("r="))


def test_a_path_is_counted_as_it_is_served(app: App) -> None:
    with app.project.serving("standalone", RATE_LIMIT_STORE="memory") as port:
        client = Client(port)
        paths = ("/api/notes", "//api/notes", "/api//notes", "/api/%6eotes", "/api/notes/")
        answers = [client.call("GET", path) for path in paths]
        assert {401} == {one.status for one in answers}
        assert [599 - number for number in range(5)] == [left(one) for one in answers]

        unknown = [client.call("GET", f"/api/{uuid.uuid4()}") for _ in range(3)]
        assert {404} == {one.status for one in unknown}
        assert [599, 598, 597] == [left(one) for one in unknown]
        refused = [client.call("PUT", "/api/notes", {}) for _ in range(2)]
        assert [(405, 119), (405, 118)] == [(one.status, left(one)) for one in refused]
        assert "ratelimit" not in client.call("GET", "/api/health/live").headers


def test_guesses_of_one_password_are_counted_wherever_they_come_from(app: App) -> None:
    someone = person()
    proxies = "127.0.0.0/8"
    with app.project.serving(
        "standalone", RATE_LIMIT_STORE="memory", TRUSTED_PROXIES=proxies
    ) as port:
        client = Client(port)
        assert 200 == client.call("POST", SIGN_UP, someone).status

        def guess(number: int, email: str) -> Any:
            sent = {"X-Forwarded-For": f"198.51.100.{number}"}
            body = {"email": email, "password": "wrong, but long enough"}
            return client.call("POST", SIGN_IN, body, sent)

        statuses = [guess(at, someone["email"].upper()).status for at in range(61)]
        assert [401] * 59 == statuses[:59]
        last = guess(99, someone["email"])
        assert_problem(last, 429)
        assert int(last.headers["retry-after"]) > 0
        assert 401 == guess(99, "nobody@example.com").status
