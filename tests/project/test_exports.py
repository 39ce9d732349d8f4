"""Exports over HTTP: all rows of a list as a file, in memory that their number does not change."""

from __future__ import annotations

import csv
import http.client
import io
import json
import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from databases import Database
from emitted import Emitted, emit
from http_client import Client
from services import Postgres

ROWS = int(os.environ.get("T3GEN_FUZZ_ROWS", "60000"))
SPECS = {
    "receipt.yaml": b"""
resource: Receipt
fields:
  title: string(200)
  note: string(200)?
  price: decimal(10, 2)
  paid: boolean = false
  cost: int? read=role(admin)
  labels: json?
relations:
  lines: Line[]
owner: user
access: {list: owner, create: signed_in}
api: {filter: [paid], sort: [price], include: [lines], fields: true, export: true, cache: 5min}
""",
    "line.yaml": b"""
resource: Line
fields: {text: string(200)}
relations: {receipt: Receipt on_delete=cascade}
access: {list: public, create: signed_in}
api: {export: true}
""",
}
TEXTS = ["=1+1", "'=1+1", "-2+3", 'plain, "quoted"\r\nand broken', "'apostrophe", "-12.50", "π 🙂"]
MANY = {
    "sqlite": """
        with recursive n(i) as (select 1 union all select i + 1 from n where i < {rows})
        insert into "Line"("id", "text", "receiptId", "updatedAt")
        select printf('00000000-0000-7000-8000-%012d', i), printf('%0190d', i), '{receipt}',
            '2026-01-01' from n""",
    "postgresql": """
        insert into "Line"("id", "text", "receiptId", "updatedAt")
        select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid,
            lpad(i::text, 190, '0'), '{receipt}', now() from generate_series(1, {rows}) i""",
}


@dataclass(frozen=True)
class Running:
    """The app while it is served."""

    project: Emitted
    database: Database
    alice: Client
    bob: Client
    process: int
    log: Path

    def memory(self) -> float:
        """Return the resident memory of the server in MB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        (line,) = (one for one in status.splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres: Postgres
) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("exports")
    file = folder / "app" / "prisma" / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if request.param == "postgresql":
        database = Database("postgresql", postgres.url("exports"), file, postgres)
    project = emit(folder / "app", SPECS, database=request.param, url=database.url)
    project.done("npm run db:migrate")
    with project.running("standalone", folder / "log", LOG_LEVEL="error") as server:
        nobody = Client(server.port)
        alice, bob = nobody.sign_up("alice"), nobody.sign_up("bob")
        yield Running(project, database, alice, bob, server.process.pid, folder / "log")


def created(client: Client, **body: Any) -> Any:
    response = client.call("POST", "/api/receipts", {"title": "a", "price": "1.00", **body})
    assert 201 == response.status, response.body
    return response.json()


def test_a_file_has_the_rows_and_columns_that_the_caller_may_list(running: Running) -> None:
    mine = [created(running.alice, title=one, price="-3.50") for one in TEXTS]
    mine.append(created(running.alice, labels={"a": [1, None]}, paid=True))
    created(running.bob)

    lines = running.alice.call("GET", "/api/receipts/export?format=ndjson")
    rows = [json.loads(line) for line in lines.body.decode().splitlines()]
    sheet = running.alice.call("GET", "/api/receipts/export")
    table = list(csv.DictReader(io.StringIO(sheet.body.decode(), newline="")))

    listed = running.alice.call("GET", "/api/receipts?limit=100").json()["items"]
    assert [one["id"] for one in mine] == [one["id"] for one in rows]
    assert listed == rows
    assert "cost" not in table[0]
    assert [one for one in rows[0] if one != "cost"] == [*table[0]]
    read = [one["title"] for one in table]
    assert ["'=1+1", "''=1+1", "'-2+3", *TEXTS[3:], "a"] == read
    assert {"-3.50", "1.00"} == {one["price"] for one in table}
    assert {"a": [1, None]} == json.loads(table[-1]["labels"])
    assert ["true", ""] == [table[-1]["paid"], table[-1]["note"]]
    assert 'attachment; filename="receipts.csv"' == sheet.headers["content-disposition"]
    assert "no-store" == sheet.headers["cache-control"]


def test_a_file_is_filtered_sorted_and_selected_as_the_list_is(running: Running) -> None:
    for price in ("5.00", "9.00", "7.00"):
        created(running.bob, price=price, paid=True)

    query = "paid=true&sort=-price&fields=price"
    sheet = running.bob.call("GET", f"/api/receipts/export?{query}")

    lines = sheet.body.decode().split("\r\n")
    assert ["id,price", "9.00", "7.00", "5.00"] == [
        lines[0],
        *(one.split(",")[1] for one in lines[1:4]),
    ]


@pytest.mark.parametrize(
    ("query", "status"),
    [("limit=5", 400), ("cursor=x", 400), ("include=lines", 400), ("format=xml", 400)],
)
def test_what_an_export_cannot_do_is_refused_with_its_place(
    running: Running, query: str, status: int
) -> None:
    response = running.alice.call("GET", f"/api/receipts/export?{query}")

    assert status == response.status
    assert [query.partition("=")[0]] == response.places


def test_strangers_get_no_file_and_other_methods_are_named(running: Running) -> None:
    stranger = Client(running.alice.port)

    assert 401 == stranger.call("GET", "/api/receipts/export").status
    response = running.alice.call("POST", "/api/receipts/export", {})
    assert (405, "GET, HEAD, OPTIONS") == (response.status, response.headers["allow"])


def with_many(running: Running) -> None:
    if int(running.database.query('select count(*) from "Line"')[0]) < ROWS:
        receipt = created(running.alice)["id"]
        sql = MANY[running.database.provider].format(rows=ROWS, receipt=receipt)
        running.database.query(sql)


def test_many_rows_are_each_exported_once_in_little_memory(running: Running) -> None:
    with_many(running)
    running.alice.call("GET", "/api/lines/export?sort=id")
    before = running.memory()
    peak, numbers, rest = before, set[int](), b""

    with closing(http.client.HTTPConnection("127.0.0.1", running.alice.port)) as connection:
        connection.request("GET", "/api/lines/export?format=ndjson")
        answer = connection.getresponse()
        while part := answer.read(1 << 20):
            *lines, rest = (rest + part).split(b"\n")
            numbers |= {int(json.loads(one)["text"]) for one in lines}
            peak = max(peak, running.memory())

    assert set(range(1, ROWS + 1)) == numbers
    assert peak - before < 300


def test_an_export_that_cannot_go_on_does_not_look_complete(running: Running) -> None:
    with_many(running)

    with closing(http.client.HTTPConnection("127.0.0.1", running.alice.port)) as connection:
        connection.request("GET", "/api/lines/export")
        answer = connection.getresponse()
        answer.read(1000)
        running.database.query('alter table "Line" rename to "Gone"')
        try:
            with pytest.raises((http.client.IncompleteRead, ConnectionError)):
                answer.read()
        finally:
            running.database.query('alter table "Gone" rename to "Line"')

    until = time.monotonic() + 10
    while "has ended early" not in running.log.read_text() and time.monotonic() < until:
        time.sleep(0.1)
    assert "An export has ended early." in running.log.read_text()
