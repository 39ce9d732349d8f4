from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from services import Postgres, running_postgres

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the whole run."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """The address of a database that nobody has made yet."""
    return postgres.url(f"test_{next(_numbers)}")
