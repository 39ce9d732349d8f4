"""Requests with an Idempotency-Key: done once, however often they are sent."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException

import pytest
from http_client import Client, Response
from serving import KINDS, Shop, assert_problem, opened, slug


@pytest.fixture(scope="module", params=KINDS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    with opened(request, tmp_path_factory.mktemp("served"), request.param) as shop:
        yield shop


def post(client: Client, key: str, name: str = "Ada") -> Response:
    email = f"{name or 'x'}-{len(key)}-{key.replace(' ', '')[:9]}@example.com"
    body = {"name": name, "email": email}
    return client.call("POST", "/api/customers", body, {"Idempotency-Key": key})


def names(client: Client, name: str) -> list[str]:
    """Return the ids of customers of a name."""
    items = client.call("GET", "/api/customers?limit=100").json()["items"]
    return [item["id"] for item in items if item["name"] == name]


def test_a_repeated_request_gets_the_first_answer(served: Shop) -> None:
    key, name = uuid.uuid4().hex, slug()
    first, second = (post(served.ada, key, name) for _ in range(2))

    assert (201, 201) == (first.status, second.status)
    assert first.body == second.body
    assert first.headers["location"] == second.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert "true" == second.headers["idempotency-replayed"]
    assert [first.json()["id"]] == names(served.ada, name)


def test_one_key_is_for_one_body(served: Shop) -> None:
    key, name = uuid.uuid4().hex, slug()
    post(served.ada, key, name)

    assert_problem(post(served.ada, key, slug()), 422)


def test_everybody_and_every_path_has_keys_of_its_own(served: Shop) -> None:
    key = uuid.uuid4().hex
    bob = served.stranger.sign_up(f"bob-{key}")
    first, second = post(served.ada, key), post(bob, key, "Bob")

    assert (201, 201) == (first.status, second.status)
    assert first.json()["id"] != second.json()["id"]
    other = served.admin.call("POST", "/api/tags", {"name": key}, {"Idempotency-Key": key})
    assert 201 == other.status


def test_a_refusal_is_not_kept(served: Shop) -> None:
    key, name = uuid.uuid4().hex, slug()
    assert_problem(post(served.ada, key, ""), 422)
    tag = {"Idempotency-Key": key}
    assert 201 == served.admin.call("POST", "/api/tags", {"name": name}).status
    assert_problem(served.admin.call("POST", "/api/tags", {"name": name}, tag), 409)

    assert 201 == post(served.ada, key, name).status
    assert 201 == served.admin.call("POST", "/api/tags", {"name": slug()}, tag).status


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "two words"])
def test_a_key_has_a_shape(served: Shop, key: str) -> None:
    assert_problem(post(served.ada, key), 400)


def test_of_fifty_at_once_one_is_done(served: Shop) -> None:
    key, name = uuid.uuid4().hex, slug()
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: post(served.ada, key, name), range(50)))
    done = [one for one in answers if one.status == 201]

    assert 1 == sum("idempotency-replayed" not in one.headers for one in done)
    assert 1 == len({one.body for one in done})
    for answer in answers:
        if answer.status != 201:
            assert_problem(answer, 409)
            assert "1" == answer.headers["retry-after"]
    assert 1 == len(names(served.ada, name))


def test_an_answer_is_kept_for_a_day(served: Shop) -> None:
    key, name = uuid.uuid4().hex, slug()
    post(served.ada, key, name)
    old = "'2020-01-01T00:00:00.000+00:00'"
    served.database.query(f"""update "idempotency_key" set "expiresAt" = {old}""")
    other = slug()
    second = post(served.ada, key, other)

    assert 201 == second.status
    assert "idempotency-replayed" not in second.headers
    assert [second.json()["id"]] == names(served.ada, other)


@pytest.mark.parametrize("kind", ["standalone on sqlite", "standalone on postgresql"])
def test_a_server_that_is_killed_leaves_all_or_nothing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    with opened(request, tmp_path_factory.mktemp("killed"), kind) as shop:
        ada, project = shop.ada, shop.project
        requests = [(uuid.uuid4().hex, slug()) for _ in range(10)]
        done: list[Response] = []
        for pause in (0.02, 0.05):
            with project.running("standalone") as server, ThreadPoolExecutor(50) as pool:
                caller = Client(server.port, ada.token)

                def call(number: int, caller: Client = caller) -> None:
                    key, name = requests[number % len(requests)]
                    with suppress(OSError, HTTPException):
                        done.append(post(caller, key, name))

                calls = [pool.submit(call, number) for number in range(50)]
                time.sleep(pause)
                server.process.kill()
                for one in calls:
                    one.result()
        for key, name in requests:
            last = until_done(ada, key, name)
            before = [one for one in done if one.status == 201 and one.json()["name"] == name]
            assert {last.body} == {last.body, *(one.body for one in before)}
            assert [last.json()["id"]] == names(ada, name)


def until_done(client: Client, key: str, name: str) -> Response:
    for _ in range(50):
        response = post(client, key, name)
        if response.status == 201:
            return response
        assert response.status in (409, 503)
        time.sleep(0.1)
    raise AssertionError(response.body)
