"""The emitted shop while its database is away, slow or in its own way, and while it stops."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

import pytest
from emitted import Emitted
from http_client import Client, Response
from services import Postgres, Serving, hanging, prepared_postgres
from serving import assert_problem

LEAKS = re.compile(rb"sql|prisma|postgres|127\.0\.0\.1|node_modules|\.ts\b|57P0", re.IGNORECASE)


@dataclass(frozen=True)
class Failing:
    """A shop on a database server that can be stopped."""

    project: Emitted
    server: Postgres
    serving: Serving

    def start(self) -> ExitStack:
        """Start the database server; closing what is returned stops it."""
        running = ExitStack()
        running.enter_context(self.serving())
        return running


@pytest.fixture(scope="module")
def failing(
    shop_on_postgresql: Emitted, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Failing]:
    project = shop_on_postgresql.copy(tmp_path_factory.mktemp("failing") / "shop")
    project.edit("src/server/db.ts", "STATEMENT_TIMEOUT = 15_000", "STATEMENT_TIMEOUT = 1_000")
    project.edit("src/server/db.ts", "CONNECTION_TIMEOUT = 5_000", "CONNECTION_TIMEOUT = 500")
    project.edit("src/server/db.ts", "SOCKET_TIMEOUT = 20_000", "SOCKET_TIMEOUT = 1_500")
    with prepared_postgres() as (server, serving):
        url = server.url("failing")
        project = replace(project, variables={**project.variables, "DATABASE_URL": url})
        with serving():
            project.done("npm run db:migrate")
        yield Failing(project, server, serving)


def tags(client: Client) -> Response:
    return client.call("GET", "/api/tags")


def sign_in(client: Client) -> Response:
    body = {"email": "nobody@example.com", "password": "correct horse battery"}
    return client.call("POST", "/api/auth/sign-in/email", body)


def new_customer(client: Client) -> Response:
    """Make one in a transaction, as every request with a key is."""
    key = uuid.uuid4().hex
    body = {"name": "A", "email": f"{key}@example.com"}
    return client.call("POST", "/api/customers", body, {"Idempotency-Key": key})


def assert_busy(response: Response) -> None:
    assert_problem(response, 503)
    assert int(response.headers["retry-after"]) > 0
    assert LEAKS.search(response.body) is None


def wait_until_served(client: Client) -> None:
    deadline = time.monotonic() + 10
    while tags(client).status != 200:
        assert time.monotonic() < deadline, "the shop does not recover"
        time.sleep(0.1)


@contextmanager
def locked(server: Postgres, table: str, seconds: float) -> Iterator[None]:
    """Keep everybody from a table for so long."""
    sql = f'begin; lock table "{table}" in access exclusive mode; select pg_sleep({seconds}); end'
    command = [str(server.binaries / "psql"), "-XAtqc", sql, server.url("failing")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        time.sleep(0.4)
        yield
        process.wait(timeout=30)


def test_it_says_so_while_the_database_is_away_and_recovers_by_itself(failing: Failing) -> None:
    database = failing.start()
    with failing.project.running("standalone") as shop:
        client = Client(shop.port)
        ada = client.sign_up(f"ada-{uuid.uuid4().hex}")
        assert 200 == tags(client).status
        assert 200 == client.call("GET", "/api/health/ready").status
        database.close()
        assert_busy(tags(client))
        assert_busy(ada.call("POST", "/api/customers", {"name": "A", "email": "a@b.org"}))
        assert_busy(sign_in(client))
        assert_busy(client.call("GET", "/api/health/ready"))
        assert 200 == client.call("GET", "/api/health/live").status
        with failing.start():
            wait_until_served(client)
            assert 200 == client.call("GET", "/api/health/ready").status
        assert shop.process.poll() is None


def test_a_restart_under_load_is_answered_with_503_at_worst(failing: Failing) -> None:
    database = failing.start()
    with failing.project.running("standalone") as shop, ThreadPoolExecutor(20) as pool:
        client = Client(shop.port)
        ada = client.sign_up(f"ada-{uuid.uuid4().hex}")
        ends = time.monotonic() + 4

        def call(number: int) -> set[int]:
            found = set()
            while time.monotonic() < ends:
                answer = tags(client) if number % 5 else new_customer(ada)
                if answer.status == 503:
                    assert_busy(answer)
                found.add(answer.status)
            return found

        calls = [pool.submit(call, number) for number in range(20)]
        time.sleep(1)
        database.close()
        with failing.start():
            statuses = set().union(*(one.result() for one in calls))
            wait_until_served(client)
    assert {200, 201, 503} == statuses


def test_what_waits_too_long_is_answered_with_503(failing: Failing) -> None:
    """Those that have a connection wait for the table, the others for a connection."""
    with (
        failing.start(),
        failing.project.running("standalone") as shop,
        ThreadPoolExecutor(30) as pool,
    ):
        client = Client(shop.port)
        assert 200 == tags(client).status
        with locked(failing.server, "Tag", 2.5):
            answers = list(pool.map(lambda _: tags(client), range(30)))
        for answer in answers:
            assert_busy(answer)
        assert 200 == tags(client).status


def test_whoever_finds_too_many_waiting_is_told_so_at_once(failing: Failing) -> None:
    with (
        failing.start(),
        failing.project.running("standalone", DATABASE_POOL="2") as shop,
        ThreadPoolExecutor(200) as pool,
    ):
        client = Client(shop.port)
        assert 200 == tags(client).status
        with locked(failing.server, "Tag", 2.5):
            answers = list(pool.map(lambda _: tags(client), range(200)))
        for answer in answers:
            assert_busy(answer)
        told = Counter(answer.json()["detail"] for answer in answers)
        assert told["Too many are waiting. Try again."] >= 100
        assert told["The database is busy. Try again."] >= 52
        assert 200 == tags(client).status
        assert 201 == new_customer(client.sign_up(f"ada-{uuid.uuid4().hex}")).status


@pytest.mark.parametrize("store", ["off", "postgresql"])
def test_a_database_that_hangs_is_not_waited_for(failing: Failing, store: str) -> None:
    with (
        failing.start(),
        failing.project.running("standalone", RATE_LIMIT_STORE=store) as shop,
        ThreadPoolExecutor(30) as pool,
    ):
        client = Client(shop.port)
        ada = client.sign_up(f"ada-{uuid.uuid4().hex}")
        assert 201 == new_customer(ada).status
        with locked(failing.server, "Customer", 1):
            halfway = pool.submit(new_customer, ada)
            time.sleep(0.2)
            with hanging(failing.server.processes()):
                begun = time.monotonic()
                answers = list(pool.map(lambda _: tags(client), range(29)))
                answers += [halfway.result(), client.call("GET", "/api/health/ready")]
                assert time.monotonic() - begun < 15
        for answer in answers:
            assert_busy(answer)
        wait_until_served(client)
        # What is written from now on is not part of a transaction that nobody ends.
        made = new_customer(ada)
        assert 201 == made.status
        sql = f"""select count(*) from "Customer" where "id" = '{made.json()["id"]}'"""
        assert ["1"] == failing.server.query("failing", sql)


def test_requests_under_way_are_answered_before_it_stops(failing: Failing) -> None:
    with (
        failing.start(),
        failing.project.running("standalone") as shop,
        ThreadPoolExecutor(8) as pool,
    ):
        client = Client(shop.port)
        assert 200 == tags(client).status
        with locked(failing.server, "Tag", 0.9):
            calls: list[Future[Response]] = [pool.submit(tags, client) for _ in range(8)]
            time.sleep(0.2)
            shop.process.send_signal(signal.SIGTERM)
        assert [200] * 8 == [one.result().status for one in calls]
        assert 0 == shop.process.wait(timeout=10)


def begun(client: Client, body: bytes) -> socket.socket:
    """Begin a request whose body is still to come, once the server is at it."""
    connection = socket.create_connection(("127.0.0.1", client.port), timeout=20)
    head = (
        f"POST /api/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {client.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        "Expect: 100-continue\r\n\r\n"
    )
    connection.sendall(head.encode())
    assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
    return connection


def test_requests_on_their_way_are_answered_before_it_stops(shop: Emitted) -> None:
    """It is told to stop at the moment at which they come, over old connections and new ones."""
    request = b"GET /api/tags HTTP/1.1\r\nHost: x\r\n\r\n"
    with shop.running("standalone") as server, ExitStack() as stack:

        def connected() -> socket.socket:
            return stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port), timeout=20)
            )

        connected()  # and nothing more ever comes
        old = [connected() for _ in range(100)]
        for connection in old:
            connection.sendall(request)
            assert b"\r\nKeep-Alive: timeout=65\r\n" in connection.recv(10_000)
        with hanging([server.process.pid]):
            connections = [*old, *(connected() for _ in range(100))]
            for connection in connections:
                connection.sendall(request)
            server.process.send_signal(signal.SIGTERM)
        for connection in connections:
            assert connection.recv(10_000).startswith(b"HTTP/1.1 200 ")
        assert 0 == server.process.wait(timeout=10)


@pytest.mark.parametrize("kind", ["standalone", "next"])
def test_bodies_that_are_still_to_come_are_waited_for(shop: Emitted, kind: str) -> None:
    body = b'{"surprise": 1}'
    with shop.running(kind) as server:
        ada = Client(server.port).sign_up(f"ada-{uuid.uuid4().hex}")
        connections = [begun(ada, body) for _ in range(200)]
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        answers = []
        for connection in connections:
            with connection:
                connection.sendall(body)
                answers.append(connection.recv(100).split()[1])
        assert [b"422"] * 200 == answers
        ended = {"standalone": 0, "next": 128 + signal.SIGTERM}
        assert ended[kind] == server.process.wait(timeout=20)
