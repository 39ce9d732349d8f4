"""The emitted shop while it is served, to people who have signed up."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from string import ascii_uppercase

import pytest
from databases import Database
from emitted import Emitted
from http_client import Client, Response
from services import Postgres

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=63072000",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True)
class Shop:
    """The shop, being served to people who have signed up."""

    project: Emitted
    server: str
    database: Database
    stranger: Client
    ada: Client
    bob: Client
    admin: Client


SKUS = count(uuid.uuid4().int % 10**8)
KINDS = ["next on sqlite", "standalone on sqlite", "standalone on postgresql"]


@contextmanager
def opened(
    request: pytest.FixtureRequest, folder: Path, kind: str, **variables: str
) -> Iterator[Shop]:
    """Serve the shop on a database of its own for the length of a `with` block."""
    server, _, provider = kind.partition(" on ")
    project, database = shop_and_database(request, folder, provider)
    project = replace(project, variables={"DATABASE_URL": database.url, **variables})
    project.done("npm run db:migrate")
    with project.serving(server) as port:
        stranger = Client(port)
        ada, bob, admin = (stranger.sign_up(name) for name in ("ada", "bob", "admin"))
        database.query("""update "user" set "role" = 'admin' where "name" = 'admin'""")
        yield Shop(project, server, database, stranger, ada, bob, admin)


def shop_and_database(
    request: pytest.FixtureRequest, folder: Path, provider: str
) -> tuple[Emitted, Database]:
    file = folder / "db.sqlite"
    if provider == "sqlite":
        return request.getfixturevalue("shop"), Database(provider, f"file:{file}", file)
    server: Postgres = request.getfixturevalue("postgres")
    url = server.url(f"served_{uuid.uuid4().hex}")
    return request.getfixturevalue("shop_on_postgresql"), Database(provider, url, file, server)


def assert_problem(response: Response, status: int) -> None:
    assert status == response.status, response.body
    assert "application/problem+json" == response.headers["content-type"]
    told = response.json()
    assert status == told["status"]
    assert {"type", "title", "status", "detail", "code", "requestId", "errors"} == told.keys()
    assert told["requestId"] == response.headers["x-request-id"]
    assert HEADERS == {name: response.headers.get(name) for name in HEADERS}


def slug() -> str:
    """Return a slug that nothing has yet."""
    return f"s{uuid.uuid4().hex}"


def sku() -> str:
    """Return a number of a product that nothing has yet: counted, as four random digits collide."""
    letters, number = divmod(next(SKUS), 10**4)
    first, second, third = (ascii_uppercase[letters // 26**power % 26] for power in (2, 1, 0))
    return f"{first}{second}{third}-{number:04}"
