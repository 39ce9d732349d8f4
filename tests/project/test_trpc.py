"""The shop with tRPC: compiled, tested, called by tRPC's client, and used in a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted, emit, shop_specs
from http_client import Client, Response
from services import REPOSITORY, browse, environment
from smtp_server import mailbox

PAGES = REPOSITORY / "examples" / "shop" / "src" / "app"
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    """The shop with tRPC and the example's pages, migrated and built."""
    root = tmp_path_factory.mktemp("trpc") / "shop"
    project = emit(root, shop_specs(), trpc=True)
    shutil.copytree(PAGES, root / "src" / "app", dirs_exist_ok=True)
    project.done("npm run db:migrate")
    project.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    return project


@pytest.fixture(scope="module")
def port(project: Emitted) -> Iterator[int]:
    with project.serving("next") as port:
        yield port


def test_an_app_without_resources_compiles_and_is_formatted(tmp_path: Path) -> None:
    app = emit(tmp_path / "app", {}, trpc=True, jobs=False)

    app.done("npx tsc --noEmit")
    app.done("npx prettier --check src tests")


def called(project: Emitted, port: int, token: str, calls: list[list[Any]]) -> list[Any]:
    """Call procedures with tRPC's own client, and return each answer or error.

    Args:
        calls: Each a path such as `order.list`, `query` or `mutate`, and the input.
    """
    job = {"url": f"http://127.0.0.1:{port}/api/trpc", "token": token, "calls": calls}
    run = subprocess.run(
        ["node", HERE / "trpc_client.mjs", project.root, json.dumps(job)],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[Any] = json.loads(run.stdout)
    return answers


def test_it_compiles_with_the_pages_of_the_example(project: Emitted) -> None:
    project.done("npx tsc --noEmit")
    project.done("npx eslint src tests")
    project.done("npx prettier --check src tests")


@pytest.mark.slow
def test_its_access_tables_hold_by_rest_and_by_trpc(project: Emitted) -> None:
    output = project.done("npx vitest run access --reporter=verbose")

    assert "by REST" in output
    assert "by tRPC" in output


def test_a_procedure_answers_what_the_service_returns(project: Emitted, port: int) -> None:
    ada = Client(port).sign_up("ada-trpc")
    customer = ada.call("POST", "/api/customers", {"name": "A", "email": "a@example.com"}).json()
    order = {"number": "SO-900", "total": "12.50", "customerId": customer["id"]}
    token = ada.token or ""

    (made,) = called(project, port, token, [["order.create", "mutate", order]])
    listed, shown, found, missed = called(
        project,
        port,
        token,
        [
            ["order.list", "query", {"limit": 5, "count": True, "include": ["customer"]}],
            ["order.get", "query", {"id": made["id"], "include": ["customer", "items"]}],
            ["order.list", "query", {"total[gte]": "12.50", "sort": "-total"}],
            ["order.list", "query", {"total[gt]": "12.50"}],
        ],
    )

    assert (made["number"], made["total"], made["version"]) == ("SO-900", "12.50", 1)
    assert [item["customer"]["name"] for item in listed["items"]] == ["A"]
    assert listed["count"] == 1
    assert (shown["customer"]["name"], shown["items"]) == ("A", [])
    assert [item["number"] for item in found["items"]] == ["SO-900"]
    assert missed["items"] == []


def test_an_error_has_the_code_of_trpc_and_the_details_of_the_rest_api(
    project: Emitted, port: int
) -> None:
    ada, bob = Client(port).sign_up("ada-errors"), Client(port).sign_up("bob-errors")
    customer = ada.call("POST", "/api/customers", {"name": "A", "email": "e@example.com"}).json()
    order = {"number": "SO-901", "total": "1", "customerId": customer["id"]}
    made = ada.call("POST", "/api/orders", order).json()
    stale = {"id": made["id"], "data": {"note": "x"}, "version": 7}

    invalid, missing, unique, stale_, unknown, fields = called(
        project,
        port,
        ada.token or "",
        [
            ["order.create", "mutate", order | {"total": "-1"}],
            ["order.create", "mutate", order | {"customerId": made["id"], "number": "SO-902"}],
            ["order.create", "mutate", order],
            ["order.update", "mutate", stale],
            ["order.list", "query", {"colour": "red"}],
            ["order.list", "query", {"fields": "id"}],
        ],
    )
    (hidden,) = called(project, port, bob.token or "", [["order.get", "query", {"id": made["id"]}]])
    (stranger,) = called(project, port, "", [["order.list", "query", {}]])

    assert invalid["data"]["code"] == "BAD_REQUEST"
    assert list(invalid["data"]["zodError"]["fieldErrors"]) == ["total"]
    assert missing["data"]["code"] == "UNPROCESSABLE_CONTENT"
    assert [one["pointer"] for one in missing["data"]["appError"]["details"]] == ["/customerId"]
    assert (unique["data"]["code"], unique["data"]["httpStatus"]) == ("CONFLICT", 409)
    assert stale_["data"]["code"] == "PRECONDITION_FAILED"
    assert unknown["data"]["code"] == fields["data"]["code"] == "BAD_REQUEST"
    assert hidden["data"]["code"] == "NOT_FOUND"
    assert stranger["data"]["code"] == "UNAUTHORIZED"
    for error in (invalid, missing, unique, stale_, hidden):
        assert "stack" not in error["data"]


def test_a_page_of_another_site_cannot_call_procedures(port: int) -> None:
    sent = {"Origin": "https://evil.example", "Cookie": "better-auth.session_token=x"}

    answer = Client(port).call("POST", "/api/trpc/tag.create", {"json": {}}, sent)

    assert answer.status == 403
    assert answer.json()["error"]["json"]["data"]["code"] == "FORBIDDEN"


def test_text_that_no_database_can_store_is_refused(project: Emitted, port: int) -> None:
    ada = Client(port).sign_up("ada-text")

    (error,) = called(project, port, ada.token or "", [["order.list", "query", {"q": "a\0b"}]])
    body = ada.call("POST", "/api/trpc/order.create", {"json": {"note": "a\0b"}})

    assert error["data"]["code"] == "UNPROCESSABLE_CONTENT"
    assert [one["pointer"] for one in error["data"]["appError"]["details"]] == ["/q"]
    assert (body.status, body.json()["errors"][0]["pointer"]) == (422, "/json/note")


def test_each_call_of_a_batch_counts_as_a_request_to_the_rest_api(project: Emitted) -> None:
    def left(answer: Response) -> int:
        return int(answer.headers["ratelimit"].split("r=")[1].split(";")[0])

    with project.serving("next", RATE_LIMIT_STORE="memory") as port:
        Client(port).call("GET", "/api/tags")  # the server may still be starting
        first = left(Client(port).call("GET", "/api/tags"))
        batch = Client(port).call("GET", "/api/trpc/tag.list,tag.list?batch=1&input=%7B%7D")

        assert left(batch) == first - 2
        assert left(Client(port).call("GET", "/api/tags")) == first - 3


def test_one_request_calls_a_limited_number_of_procedures(port: int) -> None:
    paths = ",".join(["tag.list"] * 30)

    answer = Client(port).call("GET", f"/api/trpc/{paths}?batch=1&input=%7B%7D")

    assert answer.status == 400


def test_the_example_works_in_a_browser(project: Emitted, port: int) -> None:
    assert browse(HERE / "browse_orders.mjs", project.root, port) == {
        "orders": ["SO-1: 12.50 for Grace"],
        "again": ["SO-1: 12.50 for Grace"],
        "problem": "number: Invalid string: must match pattern /^SO-\\d+$/",
    }


def test_a_new_account_is_verified_used_and_deleted_in_a_browser(project: Emitted) -> None:
    email, password = "edith@example.com", "correct horse battery"

    with (
        mailbox() as box,
        project.serving("next", SMTP_URL=box.url, MAIL_FROM="a@b.example") as port,
    ):

        def visit(*arguments: str) -> object:
            script = HERE / "browse_account.mjs"
            return browse(script, project.root, port, email, *arguments)

        signed_up = visit(password, "Edith")
        link = box.link(email, "Verify your email address")
        unverified = visit(password)
        whole = visit(password, "", link)
        deleted = visit(password)

    assert signed_up == "Open the link in your mail first."
    assert unverified == "Email not verified"
    assert whole == {"changed": 200, "still": 200, "deleted": 200, "after": 401}
    assert deleted == "Invalid email or password"
