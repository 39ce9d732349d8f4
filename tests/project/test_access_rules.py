"""Rules with conditions in emitted apps: their tests pass and find faults, and nothing leaks."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted, emit
from http_client import Client
from services import REPOSITORY, Postgres

SAAS = REPOSITORY / "examples" / "saas" / "resources"
CONDITIONS = REPOSITORY / "tests" / "cases" / "generate" / "conditions" / "before" / "resources"
FAULTS = [
    (
        "tasks/policy.ts",
        'allOf(owner, rows<Where>({ status: { not: "done" } }))',
        'anyOf(owner, rows<Where>({ status: { not: "done" } }))',
    ),
    ("tasks/policy.ts", "anyOf(projectMember, projectOwner);", "projectOwner;"),
    ("tasks/policy.ts", "anyOf(projectOwner, role(", "anyOf(projectMember, role("),
    ("tasks/service.ts", "checked(actor, scope, write, found);", "write();"),
    ("auth/conditions.ts", "return transaction(async () => {", "return Promise.try(async () => {"),
    ("comments/policy.ts", "scope && { task: { is: scope } }", "scope && {}"),
    ("comments/policy.ts", "allOf(owner, canGetTask)", "owner"),
    ("projects/policy.ts", "some: { id: actor.id }", "none: { id: actor.id }"),
]
FAULTS_OF_CONDITIONS = [
    (
        "manuscripts/service.ts",
        "checked(actor, scope, async () => transaction(write), find),",
        "write(),",
    ),
    ("manuscripts/service.ts", "checked(actor, check, write, found);", "write();"),
    ("manuscripts/policy.ts", "lte: now", "gte: now"),
    ("manuscripts/policy.ts", "pages: { lte: 500 }", "pages: { lte: 501 }"),
    ("passages/policy.ts", "not(manuscriptOwner)", "manuscriptOwner"),
]


def specs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


@pytest.fixture(scope="module")
def saas(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    project = emit(tmp_path_factory.mktemp("saas") / "app", specs(SAAS), trpc=True)
    project.done("npm run db:migrate")
    return project


@pytest.fixture(scope="module")
def conditions(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    project = emit(tmp_path_factory.mktemp("conditions") / "app", specs(CONDITIONS))
    project.done("npm run db:migrate")
    return project


def test_the_example_compiles_is_linted_and_formatted(saas: Emitted) -> None:
    saas.done("npx tsc --noEmit")
    saas.done("npx eslint src prisma tests --max-warnings 0")
    saas.done("npm run format:check")


def test_the_tests_of_the_example_pass(saas: Emitted) -> None:
    saas.done("npm test")


def test_the_tests_of_every_kind_of_condition_pass(conditions: Emitted) -> None:
    conditions.done("npm test")


def some(faults: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the faults to plant: each starts vitest anew, so that the quick run takes a sixth."""
    return faults if os.environ.get("T3GEN_FUZZ") else faults[::6]


def named(fault: tuple[str, str, str]) -> str:
    return f"{fault[0]}: {fault[2]}"


@pytest.mark.parametrize("folder", [SAAS, *[CONDITIONS] * bool(os.environ.get("T3GEN_FUZZ"))])
def test_the_same_rules_hold_on_postgresql(
    folder: Path, postgres: Postgres, tmp_path: Path
) -> None:
    url = postgres.url(f"rules_{folder.parents[1].name[:4]}".replace("-", "_"))
    project = emit(tmp_path / "app", specs(folder), database="postgresql", url=url)
    project.done("npx tsc --noEmit")
    project.done("npm run db:migrate")
    project.done("npm test")


def test_every_fault_can_be_planted(saas: Emitted, conditions: Emitted) -> None:
    for project, faults in ((saas, FAULTS), (conditions, FAULTS_OF_CONDITIONS)):
        for path, before, _ in faults:
            text = (project.root / "src" / "server" / path).read_text(encoding="utf-8")
            assert 1 == text.count(before), (path, before)


@pytest.mark.parametrize("fault", some(FAULTS), ids=named)
def test_a_fault_in_the_rules_of_the_example_is_found(
    fault: tuple[str, str, str], saas: Emitted, tmp_path: Path
) -> None:
    copy = saas.copy(tmp_path / "app")
    copy.edit(f"src/server/{fault[0]}", fault[1], fault[2])

    ended = copy.run("npx vitest run access.test.ts")

    assert ended.code == 1, ended.output
    assert "AssertionError" in ended.output


@pytest.mark.parametrize("fault", some(FAULTS_OF_CONDITIONS), ids=named)
def test_a_fault_in_a_condition_is_found(
    fault: tuple[str, str, str], conditions: Emitted, tmp_path: Path
) -> None:
    copy = conditions.copy(tmp_path / "app")
    copy.edit(f"src/server/{fault[0]}", fault[1], fault[2])

    ended = copy.run("npx vitest run access.test.ts")

    assert ended.code == 1, ended.output
    assert "AssertionError" in ended.output


@dataclass(frozen=True)
class Team:
    """People of the example: ada owns the project, bob is a member, and eve is neither."""

    ada: Client
    bob: Client
    eve: Client
    nobody: Client
    project: str
    hidden: str
    public: str


@pytest.fixture(scope="module")
def team(saas: Emitted) -> Iterator[Team]:
    with saas.serving("standalone") as port:
        nobody = Client(port)
        ada, bob, eve = (nobody.sign_up(name) for name in ("ada", "bob", "eve"))
        members = [made(bob, "/api/projects", name="Own")["userId"]]
        project = made(ada, "/api/projects", name="Apollo", memberIds=members)["id"]
        hidden, public = (
            made(ada, "/api/tasks", title=title, projectId=project, published=published)["id"]
            for title, published in (("Secret", False), ("Open", True))
        )
        for task in (hidden, public):
            made(ada, "/api/comments", body="A remark", taskId=task)
        yield Team(ada, bob, eve, nobody, project, hidden, public)


def made(client: Client, path: str, **body: Any) -> Any:
    response = client.call("POST", path, body)
    assert response.status == 201, response.body
    return response.json()


def listed(client: Client, path: str) -> list[Any]:
    response = client.call("GET", path)
    assert response.status == 200, response.body
    return list(response.json()["items"])


def test_lists_and_counts_have_the_rows_that_the_rule_opens(team: Team) -> None:
    for client, count in ((team.bob, 2), (team.ada, 2), (team.eve, 1), (team.nobody, 1)):
        page = client.call("GET", "/api/tasks?count=true").json()

        assert (len(page["items"]), page["count"]) == (count, count)
    assert len(listed(team.eve, "/api/comments")) == 1
    assert len(listed(team.bob, "/api/comments")) == 2


def test_filters_and_searches_find_no_hidden_row(team: Team) -> None:
    for query in ("q=Secret", f"projectId={team.project}&published=false"):
        assert listed(team.eve, f"/api/tasks?{query}") == []
        assert len(listed(team.bob, f"/api/tasks?{query}")) == 1
    assert listed(team.eve, "/api/tasks?project.name=Apollo") == []
    assert len(listed(team.bob, "/api/tasks?project.name=Apollo")) == 2
    assert listed(team.eve, "/api/comments?task.title=Secret") == []
    assert len(listed(team.bob, "/api/comments?task.title=Secret")) == 1


def test_included_rows_are_those_that_their_own_rule_opens(team: Team) -> None:
    path = f"/api/tasks/{team.public}?include=project,comments"
    seen = team.eve.call("GET", path).json()

    assert seen["project"] is None
    assert len(seen["comments"]) == 1
    assert team.bob.call("GET", path).json()["project"]["id"] == team.project
    assert team.eve.call("GET", f"/api/tasks/{team.hidden}?include=comments").status == 404


def test_a_cursor_is_for_the_rows_of_whoever_got_it(team: Team) -> None:
    cursor = team.bob.call("GET", "/api/tasks?limit=1").json()["nextCursor"]

    assert team.bob.call("GET", f"/api/tasks?limit=1&cursor={cursor}").status == 200
    assert team.eve.call("GET", f"/api/tasks?limit=1&cursor={cursor}").status == 400


def test_a_hidden_row_is_referenced_like_one_that_does_not_exist(team: Team) -> None:
    answers = [
        team.eve.call("POST", "/api/comments", {"body": "Hello", "taskId": task})
        for task in (team.hidden, str(uuid.uuid4()))
    ]

    assert [one.status for one in answers] == [422, 422]
    assert [one.json()["errors"] for one in answers] == [answers[0].json()["errors"]] * 2
    assert team.eve.call(
        "POST", "/api/tasks", {"title": "Mine", "projectId": team.project}
    ).places == ["/projectId"]


def test_an_update_that_the_rule_would_not_open_afterwards_changes_nothing(team: Team) -> None:
    task = made(team.bob, "/api/tasks", title="Mine", projectId=team.project)
    path = f"/api/tasks/{task['id']}"
    refused = team.bob.call("PATCH", path, {"status": "done", "title": "Done"})

    assert refused.status == 403
    assert team.bob.call("GET", path).json() == task
    assert team.bob.call("PATCH", path, {"status": "open"}).status == 200
    assert team.ada.call("PATCH", path, {"status": "done"}).status == 200
    assert team.bob.call("PATCH", path, {"status": "open"}).status == 404


def test_a_bulk_request_names_the_item_and_changes_nothing(team: Team) -> None:
    tasks = [made(team.bob, "/api/tasks", title="Mine", projectId=team.project) for _ in range(2)]
    items = [
        {"id": tasks[0]["id"], "title": "Changed"},
        {"id": tasks[1]["id"], "status": "done"},
    ]
    response = team.bob.call("POST", "/api/tasks/bulk", {"update": items})

    assert (response.status, response.places) == (403, ["/update/1"])
    assert team.bob.call("GET", f"/api/tasks/{tasks[0]['id']}").json() == tasks[0]


def test_a_row_is_not_moved_to_where_its_owner_has_no_access(team: Team) -> None:
    other = made(team.eve, "/api/projects", name="Elsewhere")["id"]
    task = made(team.bob, "/api/tasks", title="Mine", projectId=team.project)
    moved = team.bob.call("PATCH", f"/api/tasks/{task['id']}", {"projectId": other})

    assert (moved.status, moved.places) == (422, ["/projectId"])


def test_former_members_lose_access(team: Team) -> None:
    member = made(team.bob, "/api/projects", name="Own")["userId"]
    project = made(team.ada, "/api/projects", name="Short", memberIds=[member])
    task = made(team.ada, "/api/tasks", title="Once", projectId=project["id"])
    path = f"/api/tasks/{task['id']}"
    assert team.bob.call("GET", path).status == 200

    body: dict[str, Any] = {"memberIds": []}
    assert team.ada.call("PATCH", f"/api/projects/{project['id']}", body).status == 200
    assert team.bob.call("GET", path).status == 404


def test_nested_rows_are_checked_with_the_row_that_holds_them(conditions: Emitted) -> None:
    with conditions.serving("standalone") as port:
        ada = Client(port).sign_up("ada")
        own = made(ada, "/api/workspaces", name="Shelf")
        members = {"memberIds": [own["userId"]]}
        assert ada.call("PATCH", f"/api/workspaces/{own['id']}", members).status == 200
        body = {"title": "Novel", "workspaceId": own["id"]}
        passages = [{"body": "Once upon a time", "kind": kind} for kind in ("plain", "secret")]
        refused = ada.call("POST", "/api/manuscripts", {**body, "passages": passages})

        assert refused.status == 403
        assert listed(ada, "/api/manuscripts") == []
        made(ada, "/api/manuscripts", **body, passages=passages[:1])
        assert len(listed(ada, "/api/passages")) == 1


ALBUMS = {
    "album.yaml": b"""
resource: Album
fields: {title: string(40), demo: boolean = false}
relations:
  tracks: Track[] embed
access: {list: public, create: demo | signed_in}
""",
    "track.yaml": b"""
resource: Track
fields: {length: int}
relations: {album: Album on_delete=cascade}
access: {list: public, create: length < 600}
""",
}


def test_a_row_is_taken_back_with_nested_rows_that_are_refused_also_where_its_rule_opens_all(
    tmp_path: Path,
) -> None:
    app = emit(tmp_path / "app", ALBUMS)
    app.done("npm run db:migrate")
    with app.serving("standalone") as port:
        ada = Client(port).sign_up("ada")
        tracks = [{"length": 200}, {"length": 6000}]
        refused = ada.call("POST", "/api/albums", {"title": "Live", "tracks": tracks})

        assert (403, []) == (refused.status, listed(ada, "/api/albums"))
        made(ada, "/api/albums", title="Live", tracks=tracks[:1])
        assert [200] == [one["length"] for one in listed(ada, "/api/tracks")]
