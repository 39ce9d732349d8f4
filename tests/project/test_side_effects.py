"""What an emitted backend does beside its transactions, and what two of them do to each other."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted, emit
from http_client import Client, Response
from serving import assert_problem

SPECS = {
    "paper.yaml": b"""\
resource: Paper
fields: {title: string(40), scan: "file(text/plain)?"}
access: {list: public, get: public, create: public, update: public, delete: public}
api: {bulk: 20}
""",
    "shelf.yaml": b"""\
resource: Shelf
fields: {name: string(40)}
options: {soft_delete: true}
access: {list: public, get: public, create: public, update: public, delete: public}
""",
    "book.yaml": b"""\
resource: Book
fields: {title: string(40)}
relations: {shelf: Shelf on_delete=restrict, pages: "Page[] embed"}
options: {soft_delete: true}
access: {list: public, get: public, create: public, update: public, delete: public}
api: {bulk: 20}
""",
    "page.yaml": b"""\
resource: Page
fields: {number: int}
relations: {book: Book inverse=pages, reference: "Shelf? on_delete=restrict"}
access: {list: public, get: public, create: public, update: public, delete: public}
""",
}


@dataclass(frozen=True)
class Library:
    project: Emitted
    client: Client

    def made(self, path: str, **body: Any) -> str:
        response = self.client.call("POST", f"/api/{path}", body)
        assert response.status == 201, response.body
        return str(response.json()["id"])

    def files(self) -> int:
        folder = Path(self.project.variables["FILES_DIR"])
        return sum(path.is_file() for path in folder.rglob("*/scan/*"))

    def paper_with_a_scan(self) -> str:
        paper = self.made("papers", title="P")
        path = f"/api/papers/{paper}/scan"
        response = self.client.call("PUT", path, b"text", {"Content-Type": "text/plain"})
        assert response.status == 200, response.body
        return paper


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("library") / "app"
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").url("library")
    project = emit(root, SPECS, database=request.param, auth="none", url=url)
    files = tmp_path_factory.mktemp("files")
    project = replace(project, variables={**project.variables, "FILES_DIR": str(files)})
    project.done("npm run db:migrate")
    with project.serving("standalone") as port:
        yield Library(project, Client(port))


def test_what_a_refused_request_asked_for_is_not_done(library: Library) -> None:
    kept, removed = library.paper_with_a_scan(), library.paper_with_a_scan()
    before = library.files()

    bulk = {"delete": [{"id": kept}, {"id": str(uuid.uuid4())}]}
    assert_problem(library.client.call("POST", "/api/papers/bulk", bulk), 422)
    bulk = {"delete": [{"id": removed}]}
    assert 200 == library.client.call("POST", "/api/papers/bulk", bulk).status

    # Jobs are done in their order: whatever the first request left would be done as well.
    deadline = time.monotonic() + 20
    while library.files() == before:
        assert time.monotonic() < deadline, "The file of a deleted row is still there."
        time.sleep(0.1)
    time.sleep(0.5)
    assert before - 1 == library.files()
    scan = library.client.call("GET", f"/api/papers/{kept}/scan")
    assert (200, b"text") == (scan.status, scan.body)


def test_requests_that_change_the_same_rows_wait_for_each_other_only_once(
    library: Library,
) -> None:
    papers = [library.made("papers", title="P") for _ in range(6)]

    def change(number: int) -> Response:
        order = papers if number % 2 else papers[::-1]
        update = [{"id": paper, "title": f"T{number}"} for paper in order]
        return library.client.call("POST", "/api/papers/bulk", {"update": update})

    start = time.monotonic()
    with ThreadPoolExecutor(12) as pool:
        statuses = [response.status for response in pool.map(change, range(12))]
    assert [200] * 12 == statuses
    assert time.monotonic() - start < 10


def test_rows_are_locked_whatever_list_of_the_request_they_are_in(library: Library) -> None:
    def change(pair: tuple[str, str]) -> Response:
        body = {"delete": [{"id": pair[0]}], "update": [{"id": pair[1], "title": "T"}]}
        return library.client.call("POST", "/api/papers/bulk", body)

    for _ in range(6):
        one, other = library.made("papers", title="P"), library.made("papers", title="P")
        start = time.monotonic()
        with ThreadPoolExecutor(2) as pool:
            statuses = [it.status for it in pool.map(change, [(one, other), (other, one)])]
        assert [200, 422] == sorted(statuses)
        # PostgreSQL looks for a deadlock after a second.
        assert time.monotonic() - start < 0.9


def pointing(library: Library, kind: str, shelf: str) -> Callable[[], Response]:
    """Return a request that lets something point to a shelf."""
    client = library.client
    if kind == "creates":
        return lambda: client.call("POST", "/api/books", {"title": "B", "shelfId": shelf})
    other = library.made("shelves", name="S")
    if kind == "embeds":
        pages = [{"number": 1, "referenceId": shelf}]
        body = {"title": "B", "shelfId": other, "pages": pages}
        return lambda: client.call("POST", "/api/books", body)
    if kind == "moves":
        book = library.made("books", title="B", shelfId=other)
        return lambda: client.call("PATCH", f"/api/books/{book}", {"shelfId": shelf})
    if kind == "moves many":
        book = library.made("books", title="B", shelfId=other)
        body = {"update": [{"id": book, "shelfId": shelf}]}
        return lambda: client.call("POST", "/api/books/bulk", body)
    book = library.made("books", title="B", shelfId=shelf)
    assert 204 == client.call("DELETE", f"/api/books/{book}").status
    return lambda: client.call("POST", f"/api/books/{book}/restore")


@pytest.mark.parametrize("kind", ["creates", "embeds", "moves", "moves many", "restores"])
def test_what_was_found_to_be_there_is_there_when_the_row_is_written(
    library: Library, kind: str
) -> None:
    # A restore has only its own statement for the other one to come between.
    for _ in range(30 if kind == "restores" else 12):
        shelf = library.made("shelves", name="S")
        point = pointing(library, kind, shelf)
        with ThreadPoolExecutor(2) as pool:
            pointed = pool.submit(point)
            removed = pool.submit(library.client.call, "DELETE", f"/api/shelves/{shelf}")
            statuses = pointed.result().status, removed.result().status
        assert (statuses[0] < 300) != (statuses[1] == 204), statuses
        assert max(statuses) < 500
