"""What the emitted backend writes to its log while it is called."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted
from http_client import Client

SECRET = "s3cr3t" * 12
CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]")


def lines(log: Path) -> list[dict[str, Any]]:
    """Return the lines of pino's; Next has a few of its own."""
    return [json.loads(line) for line in log.read_bytes().splitlines() if line.startswith(b"{")]


@pytest.fixture(params=["standalone", "next"])
def log(request: pytest.FixtureRequest, shop: Emitted, tmp_path: Path) -> Path:
    """The log of a server that has been called by people of all kinds."""
    file = tmp_path / "log"
    with shop.serving(request.param, log=file) as port:
        stranger = Client(port)
        ada = stranger.sign_up(f"ada-{uuid.uuid4()}")
        ada.call("GET", "/api/orders", headers={"X-Request-Id": "one-that-I-know"})
        ada.call("GET", f"/api/products/{uuid.uuid4()}/photo")
        stranger.call("GET", "/api/orders/%0d%0a%1b%5b31m", headers={"X-Request-Id": 'a"}, {"'})
        stranger.call("POST", "/api/nowhere/at/all", {"password": "hunter2"})
        stranger.call("PUT", "/api/orders", b'{"token": "\x1b[31m"}')
        stranger.call("GET", "/api/orders", headers={"X-API-Key": f"key_{SECRET}"})
        stranger.call("GET", "/api/orders", headers={"Authorization": f"Bearer key_{SECRET}"})
    return file


def test_each_request_is_one_line_with_its_route(log: Path) -> None:
    told = [
        (one["method"], one["route"], one["status"])
        for one in lines(log)
        if one["msg"] == "request"
    ]

    assert told == [
        ("GET", "/api/orders", 200),
        ("GET", "/api/products/[id]/photo", 404),
        ("GET", "/api/orders/[id]", 401),
        ("POST", "/api/[...unmatched]", 404),
        ("PUT", "/api/orders", 405),
        ("GET", "/api/orders", 401),
        ("GET", "/api/orders", 401),
    ]


def test_a_line_names_the_request_and_who_made_it(log: Path) -> None:
    first, *others = [one for one in lines(log) if one["msg"] == "request"]

    assert first["requestId"] == "one-that-I-know"
    assert first["actor"]
    assert isinstance(first["ms"], int)
    assert all(uuid.UUID(one["requestId"]) for one in others)
    assert ["actor" in one for one in others] == [True] + [False] * 5


def test_nothing_of_a_caller_reaches_the_terminal_or_gives_a_secret_away(log: Path) -> None:
    text = log.read_bytes()

    assert not CONTROL.search(text)
    assert b"hunter2" not in text
    assert b"Bearer" not in text
    assert SECRET.encode() not in text
