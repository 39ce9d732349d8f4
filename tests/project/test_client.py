"""`npm run client`: the page and the program of the how-to, compiled, and used with a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitted import Emitted, emit
from http_client import Client
from pages import read
from services import browse

CUSTOMER = b"""\
resource: Customer
fields: {name: string(80), email: email unique}
owner: user
api: {sort: [name]}
"""
PAGE = "docs/how-to/client.md"
HERE = Path(__file__).parent
WRONG = """\
import { createCustomer, listCustomer } from "~/client";

// @ts-expect-error there is no such field
await createCustomer({ body: { name: "Ada", mail: "" } });
// @ts-expect-error it is a number
await listCustomer({ query: { limit: "1" } });
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    """An app with the files of the how-to and a generated client, built."""
    root = tmp_path_factory.mktemp("client") / "app"
    project = emit(root, {"customer.yaml": CUSTOMER})
    for block in read(PAGE).blocks:
        if block.path:
            (root / block.path).parent.mkdir(parents=True, exist_ok=True)
            (root / block.path).write_text(block.text, encoding="utf-8")
    (root / "src" / "wrong.ts").write_text(WRONG, encoding="utf-8")
    project.done("npm run db:migrate")
    project.done("npm run client")
    project.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    return project


def test_what_is_generated_passes_the_checks_of_the_project(project: Emitted) -> None:
    project.done("npm run check")
    project.done("npm run format:check")


def test_a_page_lists_and_creates_by_the_client(project: Emitted) -> None:
    with project.serving("next") as port:
        shown = browse(HERE / "browse_customers.mjs", project.root, port)
        ada = Client(port).call(
            "POST",
            "/api/auth/sign-in/email",
            {"email": "ada@example.com", "password": "correct horse battery"},
        )
        printed = project.run(
            "npx tsx src/client-of-programs.ts",
            API_URL=f"http://127.0.0.1:{port}",
            API_TOKEN=ada.headers["set-auth-token"],
        ).output

    assert shown == {
        "first": ["Edith"],
        "all": ["Edith", "Grace"],
        "problem": "email is already taken.",
    }
    assert "[ 'Grace' ]" in printed
