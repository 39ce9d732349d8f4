"""Cached answers over HTTP: never older than an acknowledged write, never those of others."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest
from emitted import Emitted, emit
from http_client import Client
from services import Postgres, Redis, hanging

CALLS = int(os.environ.get("T3GEN_FUZZ_CACHE", "1500"))
ROWS = 6
PEOPLE = ("alice", "bob")
SPECS = {
    "board.yaml": b"""
resource: Board
fields:
  title: string(40)
owner: user
access: {list: owner, get: owner, update: owner, delete: owner, create: signed_in}
api: {cache: 5min, include: [notes]}
""",
    "note.yaml": b"""
resource: Note
fields:
  number: int = 0
  secret: string(40)? read=role(admin)
relations:
  board: Board on_delete=cascade inverse=notes
  tags: Tag[] many
access: {list: signed_in, get: public, create: signed_in, update: signed_in}
api: {cache: 5min, filter: [board, number, tags], include: [tags]}
""",
    "tag.yaml": b"""
resource: Tag
fields:
  name: string(40)
access: {list: public, create: signed_in, update: signed_in}
""",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres: Postgres
) -> Emitted:
    url = postgres.url("caching") if request.param == "postgresql" else None
    root = tmp_path_factory.mktemp("caching") / "app"
    project = emit(root, SPECS, url=url, database=request.param)
    project.done("npm run db:migrate")
    return project


@dataclass
class Two:
    """Two processes that serve one app, and the people who call them.

    Args:
        people: The clients of each person, one for each process.
    """

    people: dict[str, list[Client]] = field(default_factory=dict)

    def call(self, person: str, method: str, path: str, body: object = None) -> Any:
        """Call one of the processes, and return the JSON of its answer."""
        answer = random.choice(self.people[person]).call(method, path, body)
        assert answer.status in (200, 201, 204), answer.body
        return answer.json() if answer.body else None


_names = count()


@pytest.fixture
def two(app: Emitted, redis: Redis) -> Iterator[Two]:
    store = {"CACHE_STORE": "redis", "REDIS_URL": redis.url}
    app = replace(app, variables={**app.variables, **store})
    number = next(_names)
    with ExitStack() as stack:
        ports = [stack.enter_context(app.serving("standalone")) for _ in range(2)]
        tokens = {one: Client(ports[0]).sign_up(f"{one}{number}").token for one in PEOPLE}
        yield Two({one: [Client(port, token) for port in ports] for one, token in tokens.items()})


def made(two: Two, person: str, path: str, body: object) -> str:
    return str(two.call(person, "POST", path, body)["id"])


def test_no_answer_is_older_than_an_acknowledged_write(two: Two) -> None:
    boards = {one: made(two, one, "/api/boards", {"title": one}) for one in PEOPLE}
    notes = [
        (owner, made(two, owner, "/api/notes", {"number": 0, "boardId": boards[owner]}))
        for owner in PEOPLE
        for _ in range(ROWS // 2)
    ]
    acknowledged = {note: 0 for _, note in notes}

    def write(note: str) -> None:
        for number in range(1, CALLS // (4 * ROWS) + 1):
            two.call("alice", "PATCH", f"/api/notes/{note}", {"number": number})
            acknowledged[note] = number

    def read(_: int) -> None:
        owner, note = random.choice(notes)
        least = dict(acknowledged)
        kind = random.choice(["get", "list", "include"])
        if kind == "get":
            rows = [two.call(random.choice(PEOPLE), "GET", f"/api/notes/{note}")]
        elif kind == "list":
            page = two.call(random.choice(PEOPLE), "GET", f"/api/notes?boardId={boards[owner]}")
            rows = page["items"]
        else:
            page = two.call(owner, "GET", "/api/boards?include=notes")
            assert [boards[owner]] == [row["id"] for row in page["items"]]
            rows = page["items"][0]["notes"]
        for row in rows:
            assert row["number"] >= least[row["id"]], f"{kind} is stale"

    with ThreadPoolExecutor(ROWS + 4) as pool:
        writes = [pool.submit(write, note) for _, note in notes]
        reads = list(pool.map(read, range(CALLS * 3 // 4)))
        for one in writes:
            one.result()
    assert len(reads) == CALLS * 3 // 4


def test_a_write_drops_what_other_tables_show_of_it(two: Two) -> None:
    board = made(two, "alice", "/api/boards", {"title": "plans"})
    tag = made(two, "alice", "/api/tags", {"name": "old"})
    note = made(two, "alice", "/api/notes", {"boardId": board, "tagIds": [tag]})

    def shown() -> Any:
        pages = [
            two.call("bob", "GET", f"/api/notes?tagIds[has]={tag}&include=tags") for _ in range(8)
        ]
        assert all(page == pages[0] for page in pages)
        return [[one["name"] for one in row["tags"]] for row in pages[0]["items"]]

    assert [["old"]] == shown()
    two.call("bob", "PATCH", f"/api/tags/{tag}", {"name": "new"})
    assert [["new"]] == shown()
    two.call("bob", "PATCH", f"/api/notes/{note}", {"tagIds": []})
    assert [] == shown()
    two.call("bob", "PATCH", f"/api/notes/{note}", {"tagIds": [tag]})
    assert [["new"]] == shown()
    two.call("alice", "DELETE", f"/api/boards/{board}")
    assert [] == shown()
    for client in two.people["bob"]:
        assert 404 == client.call("GET", f"/api/notes/{note}").status


def test_an_account_that_is_deleted_takes_its_rows_out_of_the_cache(two: Two) -> None:
    board = made(two, "alice", "/api/boards", {"title": "plans"})
    note = made(two, "alice", "/api/notes", {"boardId": board})
    for client in two.people["bob"]:
        assert 200 == client.call("GET", f"/api/notes/{note}").status

    two.call("alice", "POST", "/api/auth/delete-user", {"password": "correct horse battery"})
    for client in two.people["bob"]:
        assert 404 == client.call("GET", f"/api/notes/{note}").status


def test_a_client_keeps_an_answer_until_it_changes(two: Two) -> None:
    board = made(two, "alice", "/api/boards", {"title": "plans"})
    client = two.people["alice"][0]
    path = f"/api/boards/{board}"
    answer = client.call("GET", path)
    tag = {"If-None-Match": answer.headers["etag"]}

    assert "private, no-cache" == answer.headers["cache-control"]
    assert "Authorization, Cookie, X-API-Key, Origin" == answer.headers["vary"]
    kept = client.call("GET", path, headers=tag)
    assert 304 == kept.status
    assert "private, no-cache" == kept.headers["cache-control"]
    two.call("alice", "PATCH", path, {"title": "other plans"})
    assert 200 == client.call("GET", path, headers=tag).status
    assert 404 == two.people["bob"][0].call("GET", path, headers=tag).status


def test_a_store_that_hangs_makes_no_answer_stale(two: Two, redis: Redis) -> None:
    board = made(two, "alice", "/api/boards", {"title": "before"})
    path = f"/api/boards/{board}"
    first, second = two.people["alice"]
    assert "before" == first.call("GET", path).json()["title"]
    assert "before" == second.call("GET", path).json()["title"]
    with hanging([redis.process.pid]):
        assert 200 == first.call("PATCH", path, {"title": "after"}).status
        assert "after" == first.call("GET", path).json()["title"]
        assert "after" == second.call("GET", path).json()["title"]

    assert "after" == first.call("GET", path).json()["title"]
    deadline = time.monotonic() + 10
    while "after" != second.call("GET", path).json()["title"]:
        assert time.monotonic() < deadline, "the other process keeps what was written meanwhile"
        time.sleep(0.1)


STAMPEDE = """
import { expect, it } from "vitest";

import { cacheOf } from "~/server/cache/answers";

it("makes an answer once for all who ask at the same time", async () => {
  const cached = cacheOf("notes", { seconds: 60, tables: ["Note"], select: {} });
  let made = 0;
  const make = async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { made: ++made, at: new Date(0), size: 2n };
  };
  const asked = Array.from({ length: 200 }, () => cached(["all"], make));

  expect(new Set((await Promise.all(asked)).map((one) => one.made))).toEqual(new Set([1]));
  expect(await cached(["all"], make)).toEqual({ made: 1, at: new Date(0), size: 2n });
  expect(await cached(["others"], make)).toMatchObject({ made: 2 });
});

it("keeps no failure", async () => {
  const cached = cacheOf("notes", { seconds: 60, tables: ["Note"], select: {} });
  const fail = async () => Promise.reject(new Error("no database"));

  await expect(cached(["failing"], fail)).rejects.toThrow("no database");
  expect(await cached(["failing"], async () => Promise.resolve(1))).toBe(1);
});
"""


def test_an_answer_is_made_once_for_all_who_ask(app: Emitted) -> None:
    (app.root / "tests" / "stampede.test.ts").write_text(STAMPEDE, encoding="utf-8")

    app.done("npx vitest run tests/notes tests/stampede.test.ts")
