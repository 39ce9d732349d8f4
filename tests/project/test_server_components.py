"""The how-to on server components, served by `next start`: a page and an action use the session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from databases import Database
from emitted import emit
from http_client import Client, Response
from pages import read

CUSTOMER = b"resource: Customer\nfields: {name: string(80), email: email unique}\nowner: user\n"
PAGE = "docs/how-to/server-components.md"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
_BOUNDARY = "----form"
Served = tuple[Client, Database]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("pages") / "app"
    project = emit(root, {"customer.yaml": CUSTOMER})
    for block in read(PAGE).blocks:
        if block.path:
            (root / block.path).parent.mkdir(parents=True, exist_ok=True)
            (root / block.path).write_text(block.text, encoding="utf-8")
    project.done("npm run db:migrate")
    project.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    database = Database("sqlite", project.database_url, root / "prisma" / "db.sqlite")
    with project.serving("next") as port:
        yield Client(port), database


def sign_up(stranger: Client, name: str) -> Mapping[str, str]:
    """Sign somebody up, and return the headers that a browser sends for them."""
    body = {"name": name, "email": f"{name}@example.com", "password": "correct horse battery"}
    response = stranger.call("POST", "/api/auth/sign-up/email", body)
    return {"Cookie": response.headers["set-cookie"].partition(";")[0]}


def submit(stranger: Client, form: str, values: Mapping[str, str], cookie: str) -> Response:
    """Submit the form of a page, as a browser without JavaScript does."""
    fields = {**dict(_HIDDEN.findall(form)), **values}
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    body = "".join([*parts, f"--{_BOUNDARY}--\r\n"]).encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        "Cookie": cookie,
        "Origin": f"http://127.0.0.1:{stranger.port}",
    }
    return stranger.call("POST", "/customers", body, headers)


def test_a_page_and_an_action_act_for_whoever_is_signed_in(served: Served) -> None:
    stranger, _ = served
    ada, bob = sign_up(stranger, "ada"), sign_up(stranger, "bob")
    form = stranger.call("GET", "/customers", headers=ada).body.decode()
    values = {"name": "Grace Hopper", "email": "grace@example.com"}
    response = submit(stranger, form, values, ada["Cookie"])

    assert response.status == 200
    assert "Grace Hopper" in response.body.decode()
    assert "Grace Hopper" in stranger.call("GET", "/customers", headers=ada).body.decode()
    assert "Grace Hopper" not in stranger.call("GET", "/customers", headers=bob).body.decode()
    assert "Sign in" in stranger.call("GET", "/customers").body.decode()


def test_an_action_is_refused_without_a_session(served: Served) -> None:
    stranger, database = served
    form = stranger.call("GET", "/customers", headers=sign_up(stranger, "eve")).body.decode()
    values = {"name": "Mallory", "email": "mallory@example.com"}
    response = submit(stranger, form, values, "none=1")

    assert response.status == 500
    assert not database.query("""select "id" from "Customer" where "name" = 'Mallory'""")


def test_a_session_that_was_deleted_counts_no_more(served: Served) -> None:
    stranger, database = served
    mia = sign_up(stranger, "mia")
    assert stranger.call("GET", "/api/customers", headers=mia).status == 200
    database.query("""delete from "session" where "userId" in
        (select "id" from "user" where "name" = 'mia')""")

    assert stranger.call("GET", "/api/customers", headers=mia).status == 401
    assert "Sign in" in stranger.call("GET", "/customers", headers=mia).body.decode()
