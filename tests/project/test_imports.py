"""Imports over HTTP: the rows of a file, all of them or those that are not refused."""

from __future__ import annotations

import csv
import http.client
import io
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from databases import Database
from emitted import emit
from http_client import Client, Response
from services import Postgres

ROWS = int(os.environ.get("T3GEN_FUZZ_ROWS", "3000"))
SPECS = {
    "ticket.yaml": b"""
resource: Ticket
fields:
  code: string(40)? unique trim
  title: string(200)
  price: decimal(10, 2)
  paid: boolean = false
  seats: int? min=1
  born: datetime?
  labels: json?
  source: string(20) immutable = web
relations:
  seller: User? on_delete=set_null
owner: user
access: {list: owner, get: owner, create: signed_in, update: owner & not (paid), delete: owner}
api: {filter: [code], export: true, import: true}
""",
    "stub.yaml": b"""
resource: Stub
fields: {text: string(200)}
relations: {ticket: Ticket on_delete=cascade}
access: {list: "can(get, ticket)", create: "can(update, ticket)"}
api: {operations: [list, create], filter: [ticket], import: true}
""",
}
TEXTS = ["=1+1", "'=1+1", "-2+3", 'plain, "quoted"\r\nand broken', "'apostrophe", "-12.50", "π 🙂"]
CSV, NDJSON = "text/csv", "application/x-ndjson"


@dataclass(frozen=True)
class Running:
    """The app while it is served."""

    database: Database
    alice: Client
    bob: Client
    process: int
    temporary: Path

    def memory(self) -> float:
        """Return the greatest resident memory that the server has had, in MB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        (line,) = (one for one in status.splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(self.database.query(f'select count(*) from "{table}"')[0])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres: Postgres
) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("imports")
    file = folder / "app" / "prisma" / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if request.param == "postgresql":
        database = Database("postgresql", postgres.url("imports"), file, postgres)
    project = emit(folder / "app", SPECS, database=request.param, url=database.url)
    project.done("npm run db:migrate")
    temporary = Path(tempfile.mkdtemp(dir=folder))
    settings = {"LOG_LEVEL": "error", "TMPDIR": str(temporary), "RATE_LIMIT_STORE": "off"}
    with project.running("standalone", folder / "log", **settings) as server:
        nobody = Client(server.port)
        alice, bob = nobody.sign_up("alice"), nobody.sign_up("bob")
        yield Running(database, alice, bob, server.process.pid, temporary)


@pytest.fixture(autouse=True)
def nothing_is_left(running: Running) -> Iterator[None]:
    running.database.query('delete from "Ticket"')
    yield
    until = time.monotonic() + 10
    while (left := list(running.temporary.glob("import-*"))) and time.monotonic() < until:
        time.sleep(0.1)
    assert [] == left


def post(
    client: Client, text: str | bytes, query: str = "", kind: str = NDJSON, path: str = "tickets"
) -> Response:
    """Send a file."""
    data = text.encode() if isinstance(text, str) else text
    headers = {"Content-Type": kind}
    return client.call("POST", f"/api/{path}/import{query}", data, headers)


def results(response: Response) -> list[dict[str, Any]]:
    """Return the lines of an answer."""
    assert 200 == response.status, response.body
    return [json.loads(line) for line in response.body.decode().splitlines()]


def lines(*rows: Mapping[str, Any]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def ticket(**values: Any) -> dict[str, Any]:
    return {"title": "a", "price": "1.00", **values}


def counts(response: Response) -> tuple[int, int, int]:
    """Return how many rows were created, updated and rejected."""
    done = results(response)[-1]
    assert "done" == done["type"]
    return done["created"], done["updated"], done["rejected"]


def test_what_was_exported_is_imported_as_it_was(running: Running) -> None:
    rows = [ticket(title=one, price="-3.50", seats=2) for one in TEXTS]
    rows.append(ticket(labels={"a": [1, None]}, paid=True, born="2026-01-01T10:00:00.000Z"))
    assert (8, 0, 0) == counts(post(running.alice, lines(*rows)))
    file = running.alice.call("GET", "/api/tickets/export").body.decode()

    answer = post(running.bob, "\ufeff" + file, kind=CSV)

    assert (8, 0, 0) == counts(answer)
    copied = running.bob.call("GET", "/api/tickets/export").body.decode()
    own = {"id", "userId", "createdAt", "updatedAt"}
    first, second = (
        [
            {name: cell for name, cell in row.items() if name not in own}
            for row in csv.DictReader(io.StringIO(one, newline=""))
        ]
        for one in (file, copied)
    )
    assert first == second
    assert 16 == running.count("Ticket")


@pytest.mark.parametrize(
    ("text", "kind", "status", "places"),
    [
        ("title,price\na,1.00\nb\n", CSV, 422, ["/3"]),
        ("title,price\n\na,x\nb,1.00,3\n", CSV, 422, ["/3/price", "/4"]),
        ("title,price,colour\na,1.00,red\n", CSV, 422, ["/2/colour"]),
        ("title,title\na,b\n", CSV, 400, []),
        ('title,price\n"a,1.00\n', CSV, 400, []),
        ('title,price\na"b",1.00\n', CSV, 400, []),
        ("title,price\n\x00,1.00\n", CSV, 422, ["/2/title"]),
        (b"title,price\n\xff,1.00\n", CSV, 400, []),
        ('{"title": "a"\n[1]\n"a"\nnull\n', NDJSON, 422, ["/1", "/2", "/3", "/4"]),
        (lines(ticket(), ticket(seats=0)), NDJSON, 422, ["/2/seats"]),
        (lines(ticket(code="a"), ticket(code="a")), NDJSON, 409, ["/2/code"]),
        (lines(ticket(sellerId="nobody")), NDJSON, 422, ["/1/sellerId"]),
        ("x" * (1 << 21), NDJSON, 413, []),
        (lines(ticket()), "application/json", 415, []),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line_and_nothing_is_kept(
    running: Running, text: str | bytes, kind: str, status: int, places: list[str]
) -> None:
    response = post(running.alice, text, kind=kind)

    assert status == response.status, response.body
    assert places == response.places
    assert 0 == running.count("Ticket")


@pytest.mark.parametrize(
    "query", ["?key=title", "?onError=ignore", "?from=0", "?dryRun=yes", "?limit=1"]
)
def test_what_an_import_cannot_do_is_refused_by_name(running: Running, query: str) -> None:
    response = post(running.alice, lines(ticket()), query)

    assert 400 == response.status
    assert [query[1:].partition("=")[0]] == response.places


def test_refused_rows_are_skipped_and_reported_with_the_reason(running: Running) -> None:
    rows = [ticket(code=f"c{number}") for number in range(250)]
    rows[120]["price"] = "much"
    rows[130]["code"] = "c5"

    answer = results(post(running.alice, lines(*rows), "?onError=skip"))

    rejected = [one for one in answer if one["type"] == "rejected"]
    assert [(121, "invalid"), (131, "conflict")] == [(it["line"], it["code"]) for it in rejected]
    assert [["/price"], ["/code"]] == [
        [error["pointer"] for error in one["errors"]] for one in rejected
    ]
    assert rows[130] == rejected[1]["row"]
    assert [100, 200, 250] == [one["line"] for one in answer if one["type"] == "progress"]
    assert (248, 0, 2) == tuple(answer[-1][name] for name in ("created", "updated", "rejected"))
    assert 248 == running.count("Ticket")


def test_an_import_goes_on_from_a_line(running: Running) -> None:
    text = "title,price\na,1.00\nb,2.00\nc,3.00\n"

    assert (2, 0, 0) == counts(post(running.alice, text, "?from=3", CSV))

    rows = running.alice.call("GET", "/api/tickets").json()["items"]
    assert ["b", "c"] == sorted(one["title"] for one in rows)


def test_rows_with_a_key_are_updated_where_they_exist(running: Running) -> None:
    first = lines(ticket(code="a", source="fax"), ticket(code="b", paid=True))
    assert (2, 0, 0) == counts(post(running.alice, first, "?key=code"))
    text = "code,price,source\n a ,9.00,mail\n"
    assert (0, 1, 0) == counts(post(running.alice, text, "?key=code", CSV))
    (row,) = running.alice.call("GET", "/api/tickets?code=a").json()["items"]
    assert ("9.00", "fax", "a") == (row["price"], row["source"], row["title"])

    # Neither of them may be changed: one is paid, and the other is somebody else's.
    paid = results(post(running.alice, lines(ticket(code="b")), "?key=code&onError=skip"))
    others = results(post(running.bob, lines(ticket(code="a")), "?key=code&onError=skip"))
    assert ["conflict", "conflict"] == [paid[0]["code"], others[0]["code"]]
    new = post(running.alice, "code,price\nz,1.00\n", "?key=code", CSV)
    assert (422, ["/2/title"]) == (new.status, new.places)
    misspelt = post(running.alice, "code,prise\na,1.00\n", "?key=code", CSV)
    assert (422, ["/2/prise"]) == (misspelt.status, misspelt.places)
    assert 2 == running.count("Ticket")


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(running: Running) -> None:
    text = lines(ticket(code="a"), ticket(code="a", title="b"), ticket(code="b"))
    for query in ("?dryRun=true&key=code", "?dryRun=true&key=code&onError=skip"):
        answer = post(running.alice, text, query)
        assert (2, 1, 0) == counts(answer)
        assert results(answer)[-1]["dryRun"] is True
    assert 409 == post(running.alice, text, "?dryRun=true").status
    assert 0 == running.count("Ticket")


def test_one_key_imported_many_times_at_once_is_one_row(running: Running) -> None:
    def one(number: int) -> tuple[int, int, int]:
        text = lines(ticket(code="same", title=str(number)))
        return counts(post(running.alice, text, "?key=code&onError=skip"))

    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(one, range(100)))

    assert 1 == running.count("Ticket")
    assert (1, 99, 0) == tuple(map(sum, zip(*done, strict=True)))


def test_rules_of_rows_hold_for_each_of_them(running: Running) -> None:
    own, paid = (
        running.alice.call("POST", "/api/tickets", ticket(paid=it)).json()["id"]
        for it in (False, True)
    )
    other = running.bob.call("POST", "/api/tickets", ticket()).json()["id"]
    rows = [{"text": "a", "ticketId": one} for one in (own, paid, other)]

    answer = results(post(running.alice, lines(*rows), "?onError=skip", path="stubs"))

    assert [(2, "forbidden"), (3, "invalid")] == [
        (one["line"], one["code"]) for one in answer if one["type"] == "rejected"
    ]
    assert 1 == running.count("Stub")
    assert 403 == post(running.alice, lines(*rows[:2]), path="stubs").status
    assert 1 == running.count("Stub")
    assert 401 == post(Client(running.alice.port), lines(rows[0]), path="stubs").status
    key = {"Content-Type": NDJSON, "Idempotency-Key": "a"}
    kept = running.alice.call("POST", "/api/stubs/import", lines(rows[0]).encode(), key)
    assert 400 == kept.status
    got = running.alice.call("GET", "/api/tickets/import")
    assert 404 == got.status or "POST, OPTIONS" == got.headers["allow"]


def test_an_upload_that_breaks_off_imports_nothing(running: Running) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", running.alice.port)) as connection:
        connection.putrequest("POST", "/api/tickets/import")
        connection.putheader("Authorization", f"Bearer {running.alice.token}")
        connection.putheader("Content-Type", NDJSON)
        connection.putheader("Content-Length", "1000")
        connection.endheaders(lines(ticket()).encode())

    assert (1, 0, 0) == counts(post(running.alice, lines(ticket())))
    assert 1 == running.count("Ticket")


def test_many_rows_are_imported_in_little_memory(running: Running) -> None:
    post(running.alice, lines(ticket()))
    before = running.memory()
    rows = (ticket(code=f"n{number}", title="t" * 190) for number in range(ROWS))
    text = lines(*rows, ticket(code="n7"))

    kept = post(running.alice, text)
    assert (409, [f"/{ROWS + 1}/code"]) == (kept.status, kept.places)
    assert 1 == running.count("Ticket")
    assert (ROWS, 0, 1) == counts(post(running.alice, text, "?onError=skip"))

    assert ROWS + 1 == running.count("Ticket")
    assert running.memory() - before < 300
