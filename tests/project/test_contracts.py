"""The contracts of the emitted routes: types, checks and the OpenAPI document follow from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted, emit
from http_client import Client

NOTE = b"""\
resource: Note
fields:
  title: string
  body: {type: text, optional: true}
  secret: {type: string, optional: true, read: role(admin), write: role(admin)}
owner: user
access: {list: public, create: public}
"""
SIZE = """\
import { z } from "zod";

import { everyone } from "~/server/auth/access";
import { otherMethods } from "~/server/http/methods";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";

const size = z.strictObject({ id: z.uuid() }).meta({ id: "Size" });

export const GET = route(
  { access: everyone, params: z.strictObject({ id: z.string() }), answer: size },
  async ({ params }) => ok({ id: params.id }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
"""
ID = "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    """Notes, with an endpoint that nobody has registered, built for both servers."""
    project = emit(tmp_path_factory.mktemp("contracts") / "notes", {"note.yaml": NOTE})
    route = project.root / "src" / "app" / "api" / "notes" / "[id]" / "size" / "route.ts"
    route.parent.mkdir()
    route.write_text(SIZE, encoding="utf-8")
    project.done("npm run db:migrate")
    project.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    return project


@pytest.mark.parametrize("kind", ["next", "standalone"])
def test_an_own_endpoint_is_described_without_a_list(notes: Emitted, kind: str) -> None:
    with notes.serving(kind) as port:
        document = Client(port).call("GET", "/api/openapi.json").json()

    operation = document["paths"]["/api/notes/{id}/size"]["get"]
    assert "get_notes_id_size" == operation["operationId"]
    assert [] == operation["security"]
    assert ["id"] == [one["name"] for one in operation["parameters"]]
    success = operation["responses"]["200"]["content"]["application/json"]
    assert {"$ref": "#/components/schemas/Size"} == success["schema"]
    assert ["id"] == document["components"]["schemas"]["Size"]["required"]


def test_both_servers_and_the_command_give_the_same_document(notes: Emitted) -> None:
    notes.done("npm run openapi")
    written = json.loads((notes.root / "openapi.json").read_bytes())
    with notes.serving("standalone") as port:
        standalone = Client(port).call("GET", "/api/openapi.json").json()
    with notes.serving("next") as port:
        of_next = Client(port).call("GET", "/api/openapi.json").json()

    assert written == standalone == of_next


def test_an_answer_without_its_schema_is_an_error_in_tests_only(notes: Emitted) -> None:
    path = "/api/notes/none/size"
    with notes.serving("standalone", NODE_ENV="test") as port:
        wrong, right = (
            Client(port).call("GET", one).status for one in (path, path.replace("none", ID))
        )
    with notes.serving("standalone") as port:
        unchecked = Client(port).call("GET", path).status

    assert (500, 200, 200) == (wrong, right, unchecked)


def test_a_row_of_the_actors_is_not_created_without_one(notes: Emitted) -> None:
    with notes.serving("standalone") as port:
        refused = Client(port).call("POST", "/api/notes", {"title": "a"})
        created = Client(port).sign_up("ada").call("POST", "/api/notes", {"title": "a"})
        paths = Client(port).call("GET", "/api/openapi.json").json()["paths"]["/api/notes"]

    assert (401, 201) == (refused.status, created.status)
    assert "security" not in paths["post"]
    assert [] == paths["get"]["security"]


def test_a_field_rule_is_described_from_the_policy(notes: Emitted, tmp_path: Path) -> None:
    project = notes.copy(tmp_path / "notes")
    before = described(project)
    project.edit(
        "src/server/notes/policy.ts", 'read: role("admin")', 'read: anyOf(role("a"), role("b"))'
    )
    project.edit("src/server/notes/policy.ts", "everyone,", "anyOf,\n  everyone,")
    after = described(project)

    notes_of = [
        one["components"]["schemas"]["Note"]["properties"]["secret"]["description"]
        for one in (before, after)
    ]
    assert ["Only for the role admin.", "Only for the role a or the role b."] == notes_of


def test_a_policy_that_is_opened_opens_the_operation(notes: Emitted, tmp_path: Path) -> None:
    project = notes.copy(tmp_path / "notes")
    assert "security" not in described(project)["paths"]["/api/notes/{id}"]["delete"]

    project.edit(
        "src/server/notes/policy.ts",
        "export const remove: Rule<Where> = owner;",
        "export const remove: Rule<Where> = everyone;",
    )

    assert [] == described(project)["paths"]["/api/notes/{id}"]["delete"]["security"]


@pytest.mark.parametrize(
    ("path", "edit", "message"),
    [
        (
            "src/server/notes/schema.ts",
            ("  body: z.string().nullable(),\n", ""),
            "is not in the schema of the answer",
        ),
        ("src/server/notes/row.ts", ("  body: true,\n", ""), "'body' is missing"),
        (
            "src/server/notes/schema.ts",
            ("  body: z.string().nullable(),\n", "  body: z.int().nullable(),\n"),
            "'body' are incompatible",
        ),
    ],
)
def test_rows_that_the_schema_does_not_describe_are_type_errors(
    notes: Emitted, tmp_path: Path, path: str, edit: tuple[str, str], message: str
) -> None:
    project = notes.copy(tmp_path / "notes")
    project.edit(path, *edit)

    checked = project.run("npx tsc --noEmit")

    assert 0 != checked.code
    errors = [one for one in checked.output.splitlines() if one.startswith("src/app/api/notes/")]
    assert {"src/app/api/notes/route.ts", "src/app/api/notes/[id]/route.ts"} == {
        one.partition("(")[0] for one in errors
    }
    assert message in checked.output


def described(project: Emitted) -> Any:
    """Return the OpenAPI document of a project, as its command writes it."""
    project.done("npm run openapi")
    return json.loads((project.root / "openapi.json").read_bytes())
