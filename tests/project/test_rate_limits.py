"""Rate limits over HTTP: exact across processes, and for whom they count."""

from __future__ import annotations

import re
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from emitted import Emitted, free_port
from http_client import Client, Response
from services import Redis, hanging
from serving import assert_problem

TAGS = re.compile(r'  tags: \{\n    read: "600/min",')


def limited(project: Emitted, root: Path, rate: str, **variables: str) -> Emitted:
    """Return a project in which everybody may read tags so often."""
    copy = project.copy(root)
    rates = root / "src" / "server" / "limits" / "rates.ts"
    text = rates.read_text(encoding="utf-8")
    assert TAGS.search(text)
    rates.write_text(TAGS.sub(f'  tags: {{\n    read: "{rate}",', text), encoding="utf-8")
    return replace(copy, variables={**project.variables, "RATE_LIMIT_STORE": "memory", **variables})


def calls(clients: list[Client], count: int, **headers: str) -> list[Response]:
    """Call so often, all at once, one client after the other."""

    def call(number: int) -> Response:
        return clients[number % len(clients)].call("GET", "/api/tags", headers=headers)

    with ThreadPoolExecutor(40) as pool:
        return list(pool.map(call, range(count)))


@contextmanager
def three(project: Emitted) -> Iterator[list[Client]]:
    """Serve a project by three processes at once."""
    with ExitStack() as stack:
        yield [Client(stack.enter_context(project.serving("standalone"))) for _ in range(3)]


def assert_exact(answers: list[Response], limit: int) -> None:
    assert Counter({200: limit, 429: len(answers) - limit}) == Counter(
        answer.status for answer in answers
    )
    for answer in answers:
        assert f'"read";q={limit};w=60' == answer.headers["ratelimit-policy"]
        if answer.status == 429:
            assert_problem(answer, 429)
            assert 0 < int(answer.headers["retry-after"]) <= 60
            assert re.fullmatch(r'"read";r=0;t=\d+', answer.headers["ratelimit"])


def migrated(project: Emitted) -> Emitted:
    project.done("npm run db:migrate")
    return project


def test_they_are_exact_across_processes_on_postgresql(
    shop_on_postgresql: Emitted, tmp_path: Path
) -> None:
    shop = limited(shop_on_postgresql, tmp_path / "shop", "100/min", RATE_LIMIT_STORE="postgresql")
    with three(shop) as clients:
        assert_exact(calls(clients, 500), 100)


def test_they_are_exact_across_processes_on_redis(
    shop: Emitted, redis: Redis, tmp_path: Path
) -> None:
    store = {"RATE_LIMIT_STORE": "redis", "REDIS_URL": redis.url}
    with three(limited(shop, tmp_path / "shop", "100/min", **store)) as clients:
        assert_exact(calls(clients, 500), 100)


@pytest.mark.parametrize(("policy", "status"), [("closed", 503), ("open", 200)])
def test_a_store_that_is_away_closes_or_opens_as_told(
    shop: Emitted, tmp_path: Path, policy: str, status: int
) -> None:
    away = f"redis://127.0.0.1:{free_port()}"
    store = {"RATE_LIMIT_STORE": "redis", "REDIS_URL": away, "RATE_LIMIT_FAILURE": policy}
    with limited(shop, tmp_path / "shop", "5/min", **store).serving("standalone") as port:
        answers = calls([Client(port)], 8)

    assert {status} == {answer.status for answer in answers}
    if status == 503:
        assert_problem(answers[0], 503)
        assert "1" == answers[0].headers["retry-after"]


def test_a_store_that_hangs_is_not_waited_for(shop: Emitted, redis: Redis, tmp_path: Path) -> None:
    store = {"RATE_LIMIT_STORE": "redis", "REDIS_URL": redis.url}
    with limited(shop, tmp_path / "shop", "1000/min", **store).serving("standalone") as port:
        client = Client(port)
        assert {200} == {answer.status for answer in calls([client], 8)}
        with hanging([redis.process.pid]):
            begun = time.monotonic()
            answers = calls([client], 8)
            assert time.monotonic() - begun < 10
        for answer in answers:
            assert_problem(answer, 503)
            assert "1" == answer.headers["retry-after"]
        deadline = time.monotonic() + 10
        while client.call("GET", "/api/tags").status != 200:
            assert time.monotonic() < deadline, "it does not recover"
            time.sleep(0.1)


def test_somebody_who_signs_in_is_counted_apart_from_the_address(
    shop: Emitted, tmp_path: Path
) -> None:
    with limited(shop, tmp_path / "shop", "5/min").serving("standalone") as port:
        stranger = Client(port)
        ada = stranger.sign_up(f"ada-{tmp_path.name}")
        assert_exact(calls([stranger], 10), 5)
        assert_exact(calls([ada], 10), 5)


FORWARDED = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in range(10)]


def remaining(client: Client, path: str, headers: Mapping[str, str]) -> str:
    return client.call("GET", path, headers=headers).headers["ratelimit"].split(";")[1]


@pytest.mark.parametrize("kind", ["standalone", "next"])
def test_a_forwarded_address_counts_only_behind_a_proxy_that_is_known(
    shop: Emitted, kind: str
) -> None:
    direct = replace(shop, variables={**shop.variables, "RATE_LIMIT_STORE": "memory"})
    with direct.serving(kind) as port:
        client = Client(port)
        client.call("GET", "/api/orders")  # the first one may come before the server is ready
        told = [remaining(client, "/api/tags", one) for one in FORWARDED]
    assert [f"r={599 - number}" for number in range(10)] == told
    behind = replace(direct, variables={**direct.variables, "TRUSTED_PROXIES": "127.0.0.0/8"})
    with behind.serving(kind) as port:
        client = Client(port)
        client.call("GET", "/api/orders")
        told = [remaining(client, "/api/tags", one) for one in FORWARDED]
        again = remaining(client, f"/api/tags/{uuid.uuid4()}", FORWARDED[0])
    assert ["r=599"] * 10 == told
    assert "r=598" == again
