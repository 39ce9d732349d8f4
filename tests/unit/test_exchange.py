"""How a call of the API is printed."""

from __future__ import annotations

from typing import Any

import click
import pytest

from t3gen.actions.demo import Called, Request, Response
from t3gen.cli import exchange

ID = "0199f3c2-5c1a-7d3e-9f3b-1c2d3e4f5a6b"


def printed(request: Request, status: int, body: Any = None, **headers: str) -> list[str]:
    response = Response(status, headers, body)
    lines = exchange.lines(Called("What it shows", request, response, expected=status))
    return [click.unstyle(line) for line in lines]


def test_a_call_and_its_answer_stand_below_each_other() -> None:
    request = Request("POST", "/api/tags", "Ada", {"name": "sale"})

    assert printed(request, 201, {"id": ID, "name": "sale"}, location=f"/api/tags/{ID}") == [
        "What it shows",
        "     Ada  POST   /api/tags",
        '                 {"name": "sale"}',
        "     201  Location: /api/tags/…3e4f5a6b",
        '          {"id": "…3e4f5a6b", "name": "sale"}',
    ]


def test_a_long_tag_of_a_version_is_cut() -> None:
    headers = {"If-Match": '"3-qvTGHdzF6KLavt4PO0gs2a6pQ00"'}

    assert printed(Request("PATCH", "/api/tags/1", "Ada", headers=headers), 204)[1:] == [
        '     Ada  PATCH  /api/tags/1  If-Match: "3-qvTGHd…"',
        "     204",
    ]


def test_a_problem_is_told_by_its_places() -> None:
    errors = [{"pointer": "/total", "message": "At least 0."}, {"parameter": "x", "message": "No."}]
    body = {"detail": "It is wrong.", "errors": errors}

    assert printed(Request("GET", "/api/orders"), 422, body)[2:] == [
        "     422  It is wrong.",
        "            /total       At least 0.",
        "            x            No.",
    ]


def test_a_list_shows_its_first_items_and_whether_there_are_more() -> None:
    cursor = "WyIwMjMyMTgxYy1iNDQzLTVhN2QtODc1YSJd.54YYL36WNQjPlJQJ2ZOWtnJIsjlfYMccREP3uUpy778"
    body = {"items": [{"n": number} for number in range(5)], "nextCursor": cursor}

    assert printed(Request("GET", f"/api/orders?cursor={cursor}"), 200, body)[1:] == [
        " visitor  GET    /api/orders?cursor=WyIwMjMy…",
        '     200  5 items, and more after "WyIwMjMy…"',
        '            {"n": 0}',
        '            {"n": 1}',
        '            {"n": 2}',
    ]


def test_an_answer_without_a_body_is_its_status() -> None:
    assert printed(Request("DELETE", "/api/tags/1"), 204)[2:] == ["     204"]


def test_no_secret_is_printed() -> None:
    request = Request("POST", "/api/auth/sign-up/email", body={"password": "correct horse"})

    lines = "\n".join(printed(request, 200, {"token": "4htOLk", "user": {"name": "Ada"}}))

    assert "correct horse" not in lines
    assert "4htOLk" not in lines
    assert '"user": {"name": "Ada"}' in lines


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    request = Request("POST", f"/api/{'x' * 300}", "Ada", {"name": "y " * 300})

    lines = printed(request, 422, {"detail": "z " * 300, "errors": []})

    assert max(len(line) for line in lines) == columns


def test_an_answer_with_another_status_than_it_should_have_says_so() -> None:
    called = Called("It", Request("GET", "/api/tags"), Response(500, {}, None), expected=200)

    lines = [click.unstyle(line) for line in exchange.lines(called)]

    assert lines[2:] == ["     500  should be 200"]
