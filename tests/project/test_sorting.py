"""Lists sorted by enums and booleans, which Prisma does not compare: pages lead through all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from databases import Database
from emitted import emit
from http_client import Client

SPECS = {
    "parcel.yaml": b"""\
resource: Parcel
fields:
  weight: int
  state:  enum(sent, packed, lost)
  size:   enum(small, large)?
  paid:   boolean
  loud:   boolean?
api: {sort: [weight, state, size, paid, loud]}
"""
}
STATES, SIZES, FLAGS = ("sent", "packed", "lost"), ("small", "large", None), (False, True, None)
SORTS = [
    *("state", "-state", "size", "-size", "paid", "-paid", "loud", "-loud"),
    *("state,-weight", "-size,state,loud", "paid,-size", "weight,-state", "-weight,loud,-size"),
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def client(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    root = tmp_path_factory.mktemp("sorting") / "app"
    database = Database("sqlite", "file:./db.sqlite", root / "db.sqlite")
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres")
        database = Database("postgresql", postgres.url("sorting"), database.file, postgres)
    project = emit(root, SPECS, database=request.param, url=database.url)
    project.done("npm run db:migrate")
    with project.serving("standalone") as port:
        client = Client(port).sign_up("ada")
        for number, values in enumerate(product(STATES, SIZES, (False, True), FLAGS)):
            row = dict(zip(("state", "size", "paid", "loud"), values, strict=True))
            created = client.call("POST", "/api/parcels", {"weight": number % 5, **row})
            assert created.status == 201, created.body
        yield client


def page(client: Client, **query: str) -> Any:
    response = client.call("GET", f"/api/parcels?{urlencode({'limit': '7', **query})}")
    assert response.status == 200, response.body
    return response.json()


def expected(rows: list[Any], sort: str, *, is_sqlite: bool) -> list[Any]:
    """Sort rows, nulls last, by a total order."""
    keys = sort.split(",")
    keys.append("-id" if keys[-1].startswith("-") else "id")
    orders: dict[str, tuple[Any, ...]] = {
        "state": STATES,
        "size": SIZES[:2],
        "paid": FLAGS[:2],
        "loud": FLAGS[:2],
    }
    if is_sqlite:
        orders |= {name: tuple(sorted(orders[name])) for name in ("state", "size")}
    for key in reversed(keys):
        name = key.removeprefix("-")

        def position(row: Any, name: str = name) -> Any:
            value = row[name]
            return orders[name].index(value) if name in orders else value

        some = [row for row in rows if row[name] is not None]
        nulls = [row for row in rows if row[name] is None]
        rows = sorted(some, key=position, reverse=key.startswith("-")) + nulls
    return rows


@pytest.mark.parametrize("sort", SORTS)
def test_pages_lead_through_a_list_both_ways(
    client: Client, sort: str, request: pytest.FixtureRequest
) -> None:
    is_sqlite = "sqlite" in request.node.callspec.id
    pages = [page(client, sort=sort)]
    while pages[-1]["nextCursor"]:
        pages.append(page(client, sort=sort, cursor=pages[-1]["nextCursor"]))
    back = [pages[-1]]
    while back[-1]["prevCursor"]:
        back.append(page(client, sort=sort, cursor=back[-1]["prevCursor"]))

    rows = [row for one in pages for row in one["items"]]
    assert 54 == len({row["id"] for row in rows})
    assert rows == expected(rows, sort, is_sqlite=is_sqlite)
    assert rows == [row for one in reversed(back) for row in one["items"]]
