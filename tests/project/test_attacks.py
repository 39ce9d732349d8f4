"""Attacks on the example: what somebody may not see is answered as if it did not exist.

The calls follow from the table of rules: people, rows, operations and ways in. Who may do what is
decided by `access_model`, in the rules of `examples/saas` written anew.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from access_model import Person, Resource, Row, Rule, World
from databases import Database
from emitted import emit
from http_client import Client, Response
from services import DATABASES, REPOSITORY

SAAS = REPOSITORY / "examples" / "saas" / "resources"
MORE = {
    "fields:\n  title:": "unique: [[project, number]]\n\nfields:\n  number: int\n  cost: int? "
    'read=role(admin) index\n  scan: "file(text/plain)?"\n  title:',
    "  comments: Comment[]\n": "  comments: Comment[]\n  steps: Step[] embed\n",
    "api:": "options: {soft_delete: true}\n\napi:",
    "filter: [status,": "filter: [cost, number, status,",
    "sort: [title]": "sort: [title, cost]",
    "include: [project, comments]": "include: [project, comments, steps]",
}
"""What else can leak: uniqueness, files, a field that some may not read, soft deletion, embed."""
STEP = b"""\
resource: Step
fields: {name: string(40) unique}
relations: {task: Task on_delete=cascade}
owner: task
access: {list: "can(get, task)", create: owner, update: owner, delete: owner}
api: {filter: [task, task.title], include: [task], bulk: 10}
"""
BOARD = b"""\
resource: Board
fields: {name: string(40)}
relations: {members: "User[] many inverse=joined"}
owner: user
access: {list: signed_in, get: signed_in}
---
resource: Ticket
fields: {number: int, state: "enum(open, shut) = open"}
relations: {board: Board key=boardRef}
unique: [[board, number]]
owner: user
access:
  list: member(board)
  create: member(board) & state = open
  update: {using: owner, check: member(board)}
api: {bulk: 10}
"""
OWNER, MEMBER, ADMIN = Rule("owner"), Rule("member"), Rule("role", "admin")
OF_PROJECT = Rule("owner_of", "project")
SEEN = Rule(
    "or", rules=(Rule("compare", "published", "=", (True,)), OWNER, Rule("member", "project"))
)
OPEN_TASK = Rule("can", "task", "get")
CHANGED = Rule("and", rules=(OWNER, Rule("compare", "status", "!=", ("done",))))
RESOURCES = (
    Resource(
        "Project",
        "projects",
        {"name": ""},
        owner="user",
        members=True,
        rules={
            "get": Rule("or", rules=(OWNER, MEMBER)),
            "list": Rule("or", rules=(OWNER, MEMBER)),
            "update": OWNER,
            "delete": Rule("or", rules=(OWNER, ADMIN)),
        },
    ),
    Resource(
        "Task",
        "tasks",
        {"title": "", "published": "", "status": ""},
        owner="user",
        parent="project",
        target="Project",
        rules={
            "get": SEEN,
            "list": SEEN,
            "create": Rule("or", rules=(Rule("member", "project"), OF_PROJECT)),
            "update": Rule("or", rules=(CHANGED, OF_PROJECT)),
            "delete": Rule("or", rules=(OF_PROJECT, ADMIN)),
        },
    ),
    Resource(
        "Comment",
        "comments",
        {"body": ""},
        owner="user",
        parent="task",
        target="Task",
        rules={
            "get": OPEN_TASK,
            "list": OPEN_TASK,
            "update": Rule("and", rules=(OWNER, OPEN_TASK)),
            "delete": Rule("or", rules=(OWNER, Rule("owner_of", "task"))),
        },
    ),
    Resource(
        "Step",
        "steps",
        {"name": ""},
        owner="task",
        parent="task",
        target="Task",
        rules={"get": OPEN_TASK, "list": OPEN_TASK, "update": OWNER, "delete": OWNER},
    ),
)


@dataclass
class Attack:
    """The example, with people and rows of every kind.

    Args:
        deleted: The task that is softly deleted, and who may restore it.
        leaks: What was learned, by the call.
    """

    clients: dict[Person, Client]
    world: World
    deleted: Row
    calls: int = 0
    leaks: list[str] = field(default_factory=list)

    def call(self, who: Person, method: str, path: str, body: Any = None) -> Response:
        """Send one request."""
        self.calls += 1
        headers = {"Content-Type": "text/plain"} if isinstance(body, bytes) else None
        return self.clients[who].call(method, f"/api/{path}", body, headers)

    @property
    def people(self) -> dict[str, Person]:
        """Those who call, by their names."""
        return {one.name: one for one in self.clients}

    def made(self, who: str, resource: str, **body: Any) -> Row:
        """Create a row, and keep it."""
        path = self.world.resources[resource].path
        answer = self.call(self.people[who], "POST", path, body)
        assert answer.status == 201, answer.body
        row: Row = {**answer.json(), "userId": self.people[who].id}
        row["members"] = set(row.get("memberIds", ()))
        self.world.rows[resource][row["id"]] = row
        return row

    def alike(self, who: Person, method: str, path: str, id_: str, body: Any = None) -> None:
        """Send a request about a hidden row, and about one that does not exist.

        The id is where `$` is in the path, and in texts of the body.
        """
        absent = str(uuid.uuid4())
        texts = []
        for one in (id_, absent):
            answer = self.call(who, method, path.replace("$", one), _with_id(body, one))
            told = answer.json() if answer.body else {}
            told.pop("requestId", None)
            texts.append(f"{answer.status} {told}".replace(one, "$"))
        if texts[0] != texts[1]:
            self.leaks.append(f"{who.name} {method} {path} {body}: {texts[0]} / {texts[1]}")

    def learned(self) -> list[str]:
        """Return the leaks since the last call."""
        leaks, self.leaks = self.leaks, []
        return leaks

    def expect(self, *, is_right: bool, what: object) -> None:
        """Note a leak."""
        if not is_right:
            self.leaks.append(str(what))


def _with_id(body: Any, id_: str) -> Any:
    if isinstance(body, dict):
        return {key: _with_id(value, id_) for key, value in body.items()}
    if isinstance(body, list):
        return [_with_id(one, id_) for one in body]
    return id_ if body == "$" else body


@pytest.fixture(scope="module", params=DATABASES)
def attack(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Attack]:
    folder: Path = tmp_path_factory.mktemp("attacks")
    file = folder / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        database = Database("postgresql", server.url("attacks"), file, server)
    specs = {path.name: path.read_bytes() for path in SAAS.glob("*.yaml")}
    task = specs["task.yaml"].decode()
    for old, new in MORE.items():
        assert old in task
        task = task.replace(old, new)
    specs |= {"task.yaml": task.encode(), "step.yaml": STEP, "board.yaml": BOARD}
    project = emit(folder / "app", specs, database=request.param, url=database.url)
    project.done("npm run db:migrate")
    with project.serving("standalone", FILES_DIR=str(folder / "files")) as port:
        nobody = Client(port)
        names = ("ada", "bob", "dan", "eve", "admin")
        clients = {name: nobody.sign_up(name) for name in names}
        database.query("""update "user" set "role" = 'admin' where "name" = 'admin'""")
        ids = dict(row.split("|") for row in database.query('select "name", "id" from "user"'))
        people = {
            Person(one, ids[one], "admin" if one == "admin" else "user"): clients[one]
            for one in names
        }
        named = {one.name: one for one in RESOURCES}
        world = World(named, {name: {} for name in named})
        yield filled(Attack({Person("nobody"): nobody, **people}, world, {}))


def filled(attack: Attack) -> Attack:
    """Make rows: bob is a member of ada's project, dan was one, eve has a project of her own."""
    by_name = attack.people
    members = [by_name[one].id for one in ("bob", "dan")]
    apollo = attack.made("ada", "Project", name="Apollo", memberIds=members)
    own = attack.made("eve", "Project", name="Gemini")
    for who, place in (("ada", apollo), ("bob", apollo), ("dan", apollo), ("eve", own)):
        add_tasks(attack, who, place["id"])
    for who in ("ada", "bob", "dan", "eve"):
        for step in attack.call(by_name[who], "GET", "steps?limit=100").json()["items"]:
            attack.world.rows["Step"][step["id"]] = step
    gone = attack.made("bob", "Task", title="Deleted", projectId=apollo["id"], number=99)
    assert attack.call(by_name["ada"], "DELETE", f"tasks/{gone['id']}").status == 204
    attack.deleted = attack.world.rows["Task"].pop(gone["id"])
    path = f"projects/{apollo['id']}"
    assert attack.call(by_name["ada"], "PATCH", path, {"memberIds": members[:1]}).status == 200
    apollo["members"] = set(members[:1])
    return attack


def add_tasks(attack: Attack, who: str, project: str) -> None:
    """Make a task of each kind."""
    for published in (True, False):
        for status in ("draft", "done"):
            number = len(attack.world.rows["Task"]) + 1
            values: Row = {"published": published, "status": status, "number": number}
            values |= {"title": f"Secret {number}", "projectId": project}
            if status == "draft":
                values["steps"] = [{"name": f"step {number}"}]
            task = attack.made(who, "Task", **values)
            if status == "draft":
                attack.made(who, "Comment", body="A remark", taskId=task["id"])


WAYS: dict[str, list[tuple[str, str, Any]]] = {
    "get": [
        ("GET", "{path}/$", None),
        ("GET", "{path}/$?include={parent}", None),
        ("GET", "tasks/$/scan", None),
        ("GET", "comments?taskId=$&count=true&include=task", None),
        ("GET", "comments?taskId[in]=$", None),
        ("GET", "steps?taskId=$&count=true", None),
        ("POST", "comments", {"body": "Hello", "taskId": "$"}),
        ("POST", "tasks", {"title": "Mine", "number": 1, "projectId": "$"}),
        ("POST", "tasks/bulk", {"create": [{"title": "Mine", "number": 1, "projectId": "$"}]}),
    ],
    "update": [
        ("PATCH", "{path}/$", {}),
        ("PATCH", "{path}/$", {"title": "Changed"}),
        ("PATCH", "{path}/$", {"number": 1}),
        ("PUT", "{path}/$/scan", b"text"),
        ("DELETE", "{path}/$/scan", None),
        ("POST", "{path}/bulk", {"update": [{"id": "$", "status": "open"}]}),
        ("POST", "steps", {"name": "mine", "taskId": "$"}),
        ("POST", "steps", {"name": "step 1", "taskId": "$"}),
    ],
    "delete": [
        ("DELETE", "{path}/$", None),
        ("POST", "{path}/$/restore", None),
        ("POST", "{path}/bulk", {"delete": [{"id": "$"}]}),
    ],
}


def test_hidden_rows_are_answered_like_those_that_do_not_exist(attack: Attack) -> None:
    world = attack.world
    for who in attack.clients:
        for one in RESOURCES:
            for row in list(world.rows[one.name].values()):
                for operation, ways in WAYS.items():
                    if world.may(who, operation, one.name, row):
                        continue
                    for method, way, body in ways:
                        if way.startswith(("{path}", one.path)) or f"{one.name.lower()}Id" in str(
                            (way, body)
                        ):
                            path = way.format(path=one.path, parent=one.parent or "members")
                            attack.alike(who, method, path, row["id"], body)
    assert attack.calls >= 300
    assert attack.learned() == []


def test_a_deleted_row_does_not_exist_for_anybody_who_may_not_restore_it(attack: Attack) -> None:
    for who in attack.clients:
        for method, way, body in (*WAYS["get"], *WAYS["update"]):
            if "tasks" in way or "path" in way or "taskId" in str((way, body)):
                path = way.format(path="tasks", parent="project")
                attack.alike(who, method, path, attack.deleted["id"], body)
        if not attack.world.may(who, "delete", "Task", attack.deleted):
            attack.alike(who, "POST", "tasks/$/restore", attack.deleted["id"])
    assert attack.learned() == []


def test_lists_have_the_rows_that_rules_open_by_every_query(attack: Attack) -> None:
    queries = {
        "Task": ["q=Secret", "sort=-title", "published=false", "project.name=Apollo", "number=2"],
        "Comment": ["task.title[contains]=Secret", "task.title=Secret 2"],
        "Step": ["task.title[contains]=Secret"],
        "Project": ["name=Apollo", "sort=name"],
    }
    for who in attack.clients:
        for one in RESOURCES:
            seen = {row["id"] for row in attack.world.seen(who, "list", one.name)}
            for query in ["", *queries[one.name]]:
                path = f"{one.path}?limit=100&count=true&{quote(query, safe='=&[]')}"
                answer = attack.call(who, "GET", path)
                if answer.status in (401, 403):
                    attack.expect(is_right=not seen, what=(who.name, path))
                    continue
                page = answer.json()
                ids = {item["id"] for item in page["items"]}
                exact = query in ("", "q=Secret", "sort=-title", "sort=name")
                right = ids == seen if exact else ids <= seen
                attack.expect(is_right=right and page["count"] == len(ids), what=(who.name, path))
            for other in attack.clients:
                page = attack.call(who, "GET", f"{one.path}?limit=1")
                cursor = page.json().get("nextCursor")
                if cursor and other is not who:
                    stolen = attack.call(other, "GET", f"{one.path}?limit=1&cursor={cursor}")
                    attack.expect(is_right=stolen.status >= 400, what=(other.name, "cursor"))
    assert attack.learned() == []


def test_a_field_that_somebody_may_not_read_is_in_no_query_of_theirs(attack: Attack) -> None:
    for who in attack.clients:
        if who.role == "admin":
            continue
        for query in ("sort=cost", "sort=-cost", "cost=1", "cost[gt]=0", "cost[null]=true"):
            answer = attack.call(who, "GET", f"tasks?{query}")
            attack.expect(is_right=answer.status >= 400, what=(who.name, query, answer.status))
        for item in attack.call(who, "GET", "tasks").json()["items"]:
            attack.expect(is_right="cost" not in item, what=(who.name, "cost"))
    assert attack.learned() == []


def test_what_is_taken_is_told_to_those_only_who_may_write_there(attack: Attack) -> None:
    """A row that the rule refuses is refused, whether or not its number is taken."""
    ada, bob, eve = (attack.people[one] for one in ("ada", "bob", "eve"))

    def made(who: Person, path: str, **body: Any) -> str:
        answer = attack.call(who, "POST", path, body)
        assert answer.status == 201, answer.body
        return str(answer.json()["id"])

    board = made(ada, "boards", name="Tickets", memberIds=[ada.id, bob.id])
    for number in (1, 2):
        made(ada, "tickets", boardRef=board, number=number)
    own = made(bob, "tickets", boardRef=board, number=3)
    path = f"boards/{board}"
    assert attack.call(ada, "PATCH", path, {"memberIds": [ada.id]}).status == 200

    for who in (bob, eve):
        for number in (1, 2, 3, 7):
            body = {"boardRef": board, "number": number}
            answers = [
                attack.call(who, "POST", "tickets", body),
                attack.call(who, "POST", "tickets/bulk", {"create": [body]}),
            ]
            if who is bob and number != 3:
                answers += [
                    attack.call(who, "PATCH", f"tickets/{own}", {"number": number}),
                    attack.call(who, "PATCH", f"tickets/{own}", body),
                    attack.call(who, "POST", "tickets/bulk", {"update": [{"id": own, **body}]}),
                ]
            told = [answer.status for answer in answers]
            attack.expect(is_right=set(told) == {403}, what=(who.name, number, told))
    assert attack.call(ada, "POST", "tickets", {"boardRef": board, "number": 1}).status == 409
    assert attack.learned() == []
