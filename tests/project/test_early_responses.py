"""The standalone server answers before a body was read to its end, and nobody loses anything."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from emitted import emit

PIC = b"resource: Pic\nfields: {title: string}\naccess: {create: public}\n"
LONG = 24 * 1024 * 1024
"""More than a client can send to one that does not read."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    project = emit(tmp_path_factory.mktemp("early") / "pics", {"pic.yaml": PIC}, auth="none")
    project.done("npm run db:migrate")
    with project.serving("standalone") as port:
        yield port


@pytest.mark.parametrize(("content_type", "status"), [("application/json", 413), ("text/csv", 415)])
@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_client_that_sends_all_of_a_refused_body_reads_the_refusal(
    port: int, content_type: str, status: int, is_chunked: bool
) -> None:
    chunks = (b"1" * 65_536 for _ in range(LONG // 65_536))
    headers = {"Content-Type": content_type}
    if not is_chunked:
        headers["Content-Length"] = str(LONG)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/api/pics", chunks, headers, encode_chunked=is_chunked)
        response = connection.getresponse()
        problem = json.loads(response.read())

    assert [status, status] == [response.status, problem["status"]]
    assert "close" == response.headers["connection"]


def test_a_response_that_comes_before_the_body_announces_that_the_connection_ends(
    port: int,
) -> None:
    lines = ("POST /api/pics HTTP/1.1", "Host: a", "Content-Type: text/csv", "Content-Length: 9")
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        received = b""
        while more := connection.recv(65_536):
            received += more

    assert b"HTTP/1.1 415" == received[:12]
    assert b"connection: close" in received.lower()


def test_a_connection_is_kept_where_the_whole_body_was_there(port: int) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.connect()
        kept = connection.sock
        statuses = []
        for kind in ("text/csv", "application/json"):
            connection.request("POST", "/api/pics", '{"title": "a"}', {"Content-Type": kind})
            with connection.getresponse() as response:
                response.read()
                statuses.append(response.status)

        assert kept is connection.sock
        assert [415, 201] == statuses
