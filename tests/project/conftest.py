from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import Database
from emitted import Emitted, emit, shop_specs
from pglite import Pglite, running_pglite
from services import Postgres, Redis, next_prisma, running_postgres, running_redis
from serving import KINDS, Shop, opened

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the whole run."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis server of one test."""
    with running_redis() as server:
        yield server


@pytest.fixture(scope="module")
def pglite() -> Iterator[Pglite]:
    """PostgreSQL in memory, which takes too much of it to stay for the whole run."""
    with running_pglite() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database that nobody has made yet: in `prisma/` of the project `shop`, or on a server.

    Tests that ask for it take `pglite` too.
    """
    file = tmp_path / "shop" / "prisma" / "db.sqlite"
    if request.param == "sqlite":
        return Database("sqlite", "file:./prisma/db.sqlite", file)
    server: Postgres | Pglite = request.getfixturevalue(
        "pglite" if request.param == "pglite" else "postgres"
    )
    return Database("postgresql", server.url(f"test_{next(_numbers)}"), file, server)


@pytest.fixture(params=["pinned", "next"])
def each_prisma(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Prisma that projects get, and one that is newer: what has to hold of both.

    `make fuzz` lets all tests of the engine hold of both.
    """
    if request.param == "next":
        monkeypatch.setenv("T3GEN_TEST_NODE_MODULES", str(next_prisma()))


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    """The emitted shop on SQLite, migrated and built. Tests that change it take a copy."""
    project = emit(tmp_path_factory.mktemp("emitted") / "shop", shop_specs())
    project.done("npm run db:migrate")
    project.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    return project


@pytest.fixture(scope="session")
def shop_on_postgresql(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Emitted:
    """The emitted shop on PostgreSQL, migrated."""
    folder = tmp_path_factory.mktemp("emitted")
    url = postgres.url("emitted_shop")
    project = emit(folder / "shop", shop_specs(), database="postgresql", url=url)
    project.done("npm run db:migrate")
    return project


@pytest.fixture(scope="session", params=KINDS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    """The shop, being served to the whole run; what a test needs to be alone it makes itself."""
    with opened(request, tmp_path_factory.mktemp("served"), request.param) as shop:
        yield shop
