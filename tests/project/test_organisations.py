"""Organisations as tenants: isolated, switched, left, and joined by mail."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pytest
from databases import Database
from emitted import Emitted, emit
from http_client import Client, Response
from services import DATABASES
from smtp_server import Mailbox, mailbox

SPECS = {
    "all.yaml": b"""\
resource: Project
fields: {name: string(40) unique, published: boolean = false}
relations: {organization: Organization on_delete=cascade, lead: User? on_delete=set_null}
access:
  tenant: organization
  list: signed_in
  update: owner | role(editor)
  delete: org.role(owner) | org.role(editor) & published
owner: user
---
resource: Task
fields: {title: string(40), rank: int unique}
relations: {project: Project on_delete=cascade}
access: {tenant: project}
api: {filter: [title]}
"""
}
PASSWORD = "correct horse battery"
INVITED = "You are invited to an organisation"


@dataclass(frozen=True)
class App:
    project: Emitted
    database: Database
    port: int
    mail: Mailbox

    def person(self) -> Person:
        """Sign somebody up, verify the address, and sign in."""
        stranger, email = Client(self.port), f"{uuid.uuid4().hex}@example.com"
        body = {"name": "A", "email": email, "password": PASSWORD}
        assert stranger.call("POST", "/api/auth/sign-up/email", body).status == 200
        stranger.call("GET", self.mail.link(email, "Verify your email address"))
        return Person(self, email, sign_in(stranger, email))


@dataclass(frozen=True)
class Person:
    app: App
    email: str
    client: Client

    def call(self, method: str, path: str, body: object = None) -> Response:
        return self.client.call(method, f"/api{path}", body)

    def organisation(self, call: str, **body: object) -> Response:
        return self.call("POST", f"/auth/organization/{call}", body)

    def create(self) -> str:
        """Create an organisation, which is the active one then."""
        response = self.organisation("create", name="A", slug=uuid.uuid4().hex)
        assert response.status == 200, response.body
        return str(response.json()["id"])

    def invite(self, other: Person, role: str) -> Response:
        """Invite somebody by mail, and let them accept."""
        invited = self.organisation("invite-member", email=other.email, role=role)
        assert invited.status == 200, invited.body
        path = self.app.mail.link(other.email, INVITED).partition("?")[0]
        accepted = {"invitationId": path.rpartition("/")[2]}
        return other.organisation("accept-invitation", **accepted)

    def leave(self, organisation: str) -> int:
        """Leave an organisation, and return the status."""
        return self.organisation("leave", organizationId=organisation).status

    def names(self) -> list[str]:
        """The names of the projects that the person sees."""
        return sorted(one["name"] for one in self.call("GET", "/projects").json()["items"])

    def add(self, name: str, **body: object) -> Response:
        return self.call("POST", "/projects", {"name": name, **body})


def sign_in(stranger: Client, email: str) -> Client:
    body = {"email": email, "password": PASSWORD}
    response = stranger.call("POST", "/api/auth/sign-in/email", body)
    assert response.status == 200, response.body
    return Client(stranger.port, response.headers["set-auth-token"])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    file = tmp_path_factory.mktemp("database") / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres")
        database = Database("postgresql", postgres.url("organisations"), file, postgres)
    root = tmp_path_factory.mktemp("organisations") / "app"
    project = emit(root, SPECS, database=request.param, url=database.url, organisations=True)
    project.done("npm run db:migrate")
    with mailbox() as box:
        variables = {**project.variables, "SMTP_URL": box.url, "MAIL_FROM": "a@b.example"}
        with replace(project, variables=variables).serving("standalone") as port:
            yield App(project, database, port, box)


def test_the_project_passes_its_own_checks(app: App) -> None:
    app.project.done("npx tsc --noEmit")
    if app.database.provider == DATABASES[0]:  # the other one differs in little code
        app.project.done("npx eslint src prisma tests")
    app.project.done("npx prettier --check src prisma tests")
    app.project.done("npm run db:seed")
    app.project.done("npx vitest run tests/auth.test.ts tests/projects tests/tasks")


def test_rows_belong_to_the_active_organisation(app: App) -> None:
    ada = app.person()
    assert ada.add("none").status == 403
    first = ada.create()
    assert ada.add("one").status == 201
    second = ada.create()
    assert ada.add("one").status == 201, "names are unique in an organisation, not across them"
    assert ada.add("one").status == 409
    assert ada.add("two").status == 201

    assert ada.names() == ["one", "two"]
    assert ada.organisation("set-active", organizationId=first).status == 200
    assert ada.names() == ["one"]
    assert ada.add("three", organizationId=second).status == 422


def test_another_organisation_does_not_exist_for_a_caller(app: App) -> None:
    ada, eve = app.person(), app.person()
    ada.create()
    foreign = eve.create()
    project = ada.add("hidden").json()["id"]
    task = ada.call("POST", "/tasks", {"title": "a", "rank": 1, "projectId": project}).json()["id"]

    for path in (f"/projects/{project}", f"/tasks/{task}"):
        assert [eve.call(m, path).status for m in ("GET", "DELETE")] == [404, 404]
    assert eve.names() == []
    unknown = {"title": "a", "rank": 1, "projectId": str(uuid.uuid4())}
    answers = [
        eve.call("POST", "/tasks", {**unknown, **one}) for one in ({}, {"projectId": project})
    ]
    assert [one.status for one in answers] == [422, 422]
    assert answers[0].json()["errors"] == answers[1].json()["errors"]
    of_eve = eve.call("GET", "/auth/get-session").json()["user"]["id"]
    assert ada.add("led", leadId=of_eve).status == 422
    assert ada.organisation("set-active", organizationId=foreign).status == 403
    assert ada.call("GET", "/projects").status == 403, "and none is active any more"


def test_a_member_sees_what_the_role_allows_until_removed(app: App) -> None:
    ada, bob = app.person(), app.person()
    ada.create()
    ada.add("shared")
    assert ada.invite(bob, "member").status == 200
    key = bob.call("POST", "/auth/api-key/create", {"name": "program"}).json()["key"]
    program = {"X-API-Key": key}
    of_bob = bob.call("GET", "/auth/get-session").json()["user"]["id"]

    def statuses() -> list[int]:
        path = f"/api/projects/{project}"
        by_key = Client(app.port).call("GET", path, headers=program)
        return [bob.client.call("GET", path).status, by_key.status]

    project = ada.add("led", leadId=of_bob).json()["id"]
    assert bob.names() == ["led", "shared"]
    assert statuses() == [200, 200]
    bob.create()
    # The session works elsewhere now, and the key where it was created.
    assert statuses() == [404, 200]
    assert ada.organisation("remove-member", memberIdOrEmail=bob.email).status == 200
    assert statuses() == [404, 403]


def test_a_role_in_an_organisation_is_none_in_another(app: App) -> None:
    ada, bob = app.person(), app.person()
    ada.create()
    own, drafted, published = (
        f"/projects/{ada.add(name, published=name == 'c').json()['id']}" for name in "abc"
    )
    assert ada.invite(bob, "editor").status == 200
    assert ada.call("DELETE", own).status == 204
    assert [bob.call("DELETE", one).status for one in (drafted, published)] == [404, 204]

    bob.create()
    of_bob = f"/projects/{bob.add('d').json()['id']}"
    assert bob.call("DELETE", drafted).status == 404, "bob is an owner, but elsewhere"
    assert ada.call("DELETE", of_bob).status == 404
    assert bob.call("DELETE", of_bob).status == 204

    members = ada.call("GET", "/auth/organization/list-members").json()["members"]
    member = next(one["id"] for one in members if one["role"] == "editor")
    changed = ada.organisation("update-member-role", memberId=member, role="member")
    assert changed.status == 200
    other = f"/projects/{ada.add('e', published=True).json()['id']}"
    home = members[0]["organizationId"]
    assert bob.organisation("set-active", organizationId=home).status == 200
    assert bob.call("DELETE", other).status == 403
    assert ada.organisation("update-member-role", memberId=member, role="chief").status == 400


def test_two_owners_who_go_at_once_do_not_both_go(app: App) -> None:
    people = [app.person(), app.person()]
    ids = [one.call("GET", "/auth/get-session").json()["user"]["id"] for one in people]
    statuses = []
    for _ in range(8):
        organisation = people[0].create()
        app.database.query(
            f"""insert into "member"("id", "organizationId", "userId", "role", "createdAt")
                select '{uuid.uuid4()}', "organizationId", '{ids[1]}', "role", "createdAt"
                from "member" where "organizationId" = '{organisation}'"""
        )
        with ThreadPoolExecutor(2) as pool:
            left = pool.map(lambda one, its: one.leave(its), people, [organisation] * 2)
            statuses.append(sorted(left))
        count = f"""select count(*) from "member" where "organizationId" = '{organisation}'"""
        assert ["1"] == app.database.query(count)
    assert [[200, 400]] * 8 == statuses


def test_the_last_owner_stays(app: App) -> None:
    ada, bob = app.person(), app.person()
    organisation = ada.create()
    assert ada.add("kept").status == 201
    deletion = {"password": PASSWORD}

    assert ada.organisation("leave", organizationId=organisation).status == 400
    assert ada.call("POST", "/auth/delete-user", deletion).status == 409
    assert ada.names() == ["kept"]
    assert ada.invite(bob, "owner").status == 200
    assert ada.call("POST", "/auth/delete-user", deletion).status == 200
    assert bob.organisation("delete", organizationId=organisation).status == 200
    assert bob.call("GET", "/projects").status == 403
