"""Rows of one tenant tell nothing of those of another, whatever is unique among them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from databases import Database
from emitted import emit
from http_client import Client
from serving import assert_problem

PUBLIC = "{list: public, get: public, create: public, update: public, delete: public}"
SPECS = {
    "firm.yaml": f"resource: Firm\nfields: {{name: string(80)}}\naccess: {PUBLIC}\n".encode(),
    "task.yaml": b"""\
resource: Task
fields: {number: int unique}
relations: {firm: Firm}
access: {tenant: firm}
""",
    "note.yaml": b"""\
resource: Note
fields: {slug: slug unique, page: int, line: int}
relations: {task: Task}
unique: [[page, line], [task, page, line]]
access: {tenant: task}
""",
    "word.yaml": b"""\
resource: Word
fields: {text: string(40) unique}
relations: {note: Note}
options: {soft_delete: true}
access: {tenant: note}
""",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def firms(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Client, Client]]:
    """Two people who work for two firms."""
    file = tmp_path_factory.mktemp("database") / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        database = Database("postgresql", server.url("tenants"), file, server)
    root = tmp_path_factory.mktemp("tenants") / "app"
    project = emit(root, SPECS, database=request.param, auth="none", url=database.url)
    project.done("npm run db:migrate")
    ids = [str(uuid.uuid4()) for _ in range(2)]
    for firm in ids:
        database.query(
            f"""insert into "Firm"("id", "name", "updatedAt")
            values ('{firm}', 'F', '2026-01-01T00:00:00.000Z')"""
        )
    tokens = {
        hashlib.sha256(firm.encode()).hexdigest(): {"id": firm, "role": "user", "tenantId": firm}
        for firm in ids
    }
    with replace(
        project, variables={**project.variables, "API_TOKENS": json.dumps(tokens)}
    ).serving("standalone") as port:
        one, other = (Client(port, firm) for firm in ids)
        yield one, other


def made(client: Client, path: str, **body: Any) -> str:
    response = client.call("POST", f"/api/{path}", body)
    assert response.status == 201, response.body
    return str(response.json()["id"])


def test_what_is_unique_is_so_within_the_tenant(firms: tuple[Client, Client]) -> None:
    for client in firms:
        task = made(client, "tasks", number=1)
        assert_problem(client.call("POST", "/api/tasks", {"number": 1}), 409)

        body = {"slug": "a", "page": 1, "line": 1, "taskId": task}
        note = made(client, "notes", **body)
        same = client.call("POST", "/api/notes", {**body, "line": 2})
        assert_problem(same, 409)
        assert "/slug" in same.places
        assert_problem(client.call("POST", "/api/notes", {**body, "slug": "b"}), 409)
        word = {"text": "w", "noteId": note}
        made(client, "words", **word)
        assert_problem(client.call("POST", "/api/words", word), 409)


def test_a_change_tells_nothing_of_other_tenants_either(firms: tuple[Client, Client]) -> None:
    one, other = firms
    bodies = [
        {"slug": "c", "page": 2, "line": 2, "taskId": made(client, "tasks", number=2)}
        for client in firms
    ]
    made(one, "notes", **bodies[0])
    note = made(other, "notes", **{**bodies[1], "slug": "d"})
    assert 200 == other.call("PATCH", f"/api/notes/{note}", {"slug": "c"}).status
