"""The life of an account over HTTP, with mail from a real SMTP server."""

from __future__ import annotations

import statistics
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from databases import Database
from emitted import Emitted, emit
from http_client import Client, Response
from smtp_server import Mailbox, mailbox

SPECS = {
    "folder.yaml": b"""\
resource: Folder
fields: {title: string(40)}
owner: user
access: {get: signed_in, list: signed_in}
""",
    "note.yaml": b"""\
resource: Note
fields: {title: string(40)}
relations: {folder: Folder? on_delete=restrict}
owner: user
access: {get: signed_in, list: signed_in}
""",
}
PASSWORD = "correct horse battery"
OTHER = "another horse battery"
VERIFY = "Verify your email address"
RESET = "Reset your password"
CONFIRM = "Confirm your new email address"
SIGNED_UP = "You have an account"


@dataclass(frozen=True)
class App:
    """An app that sends mail, being served."""

    project: Emitted
    database: Database
    port: int
    mail: Mailbox

    @property
    def stranger(self) -> Client:
        return Client(self.port)

    def post(self, path: str, body: Mapping[str, object], who: Client | None = None) -> Response:
        return (who or self.stranger).call("POST", f"/api/auth/{path}", body)

    def sign_up(self) -> str:
        """Sign somebody up, and return the address, which is not yet verified."""
        email = f"{uuid.uuid4().hex}@example.com"
        response = self.post("sign-up/email", {"name": "A", "email": email, "password": PASSWORD})
        assert response.status == 200
        return email

    def verified(self) -> str:
        """Sign somebody up, verify the address, and return it."""
        email = self.sign_up()
        self.opened(self.mail.link(email, VERIFY))
        return email

    def opened(self, link: str, who: Client | None = None) -> None:
        """Open the link of a message."""
        response = (who or self.stranger).call("GET", link)
        assert response.status == 302, response.body
        assert "error" not in response.headers["location"]

    def sign_in(self, email: str, password: str = PASSWORD) -> Client:
        response = self.post("sign-in/email", {"email": email, "password": password})
        assert response.status == 200, response.body
        return Client(self.port, response.headers["set-auth-token"])

    def refused(self, email: str, password: str) -> bool:
        return self.post("sign-in/email", {"email": email, "password": password}).status == 401


KINDS = ["next on sqlite", "standalone on postgresql"]


@pytest.fixture(scope="module", params=KINDS)
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    server, _, provider = request.param.partition(" on ")
    file = tmp_path_factory.mktemp("database") / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if provider == "postgresql":
        postgres = request.getfixturevalue("postgres")
        database = Database("postgresql", postgres.url("accounts"), file, postgres)
    root = tmp_path_factory.mktemp("accounts") / "app"
    # Without jobs on one of them, so that both ways to send are taken.
    jobs = provider == "postgresql"
    project = emit(root, SPECS, database=provider, url=database.url, jobs=jobs)
    project.done("npm run db:migrate")
    if server == "next":
        project.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    with mailbox() as box:
        settings = {"SMTP_URL": box.url, "MAIL_FROM": "Shop <shop@example.com>"}
        with project.serving(server, None, **settings) as port:
            yield App(project, database, port, box)


def test_only_who_has_verified_the_address_signs_in(app: App) -> None:
    email = app.sign_up()
    message = app.mail.take(email, VERIFY)
    response = app.post("sign-in/email", {"email": email, "password": PASSWORD})

    assert message["From"] == "Shop <shop@example.com>"
    assert response.status == 403
    assert response.json()["code"] == "EMAIL_NOT_VERIFIED"
    # The right password brings another link.
    app.opened(app.mail.link(email, VERIFY))
    assert app.sign_in(email).call("GET", "/api/notes").status == 200


def test_a_link_to_verify_is_refused_once_it_was_changed(app: App) -> None:
    email = app.sign_up()
    path, _, query = app.mail.link(email, VERIFY).partition("?")
    token = query.split("&")[0].removeprefix("token=")
    head, _, signature = token.rpartition(".")

    for wrong in ("", "x", f"{head}.{signature[::-1]}", f"{head}."):
        assert app.stranger.call("GET", f"{path}?token={wrong}").status >= 400
    assert app.post("sign-in/email", {"email": email, "password": PASSWORD}).status == 403


def test_a_reset_ends_all_sessions_and_its_link_is_good_once(app: App) -> None:
    email = app.verified()
    sessions = [app.sign_in(email), app.sign_in(email)]
    assert app.post("request-password-reset", {"email": email}).status == 200
    token = app.mail.link(email, RESET).partition("?")[0].rpartition("/")[2]
    change = {"newPassword": OTHER, "token": token}

    assert app.post("reset-password", change).status == 200
    assert app.post("reset-password", {**change, "newPassword": PASSWORD}).status == 400
    assert [one.call("GET", "/api/notes").status for one in sessions] == [401, 401]
    assert app.refused(email, PASSWORD)
    app.sign_in(email, OTHER)


def test_another_password_ends_all_other_sessions(app: App) -> None:
    email = app.verified()
    here, there = app.sign_in(email), app.sign_in(email)
    change = {"currentPassword": PASSWORD, "newPassword": OTHER, "revokeOtherSessions": False}

    assert app.post("change-password", {**change, "currentPassword": OTHER}, here).status == 400
    assert there.call("GET", "/api/notes").status == 200
    changed = app.post("change-password", change, here)
    assert changed.status == 200
    assert there.call("GET", "/api/notes").status == 401
    now = Client(app.port, changed.headers["set-auth-token"])
    assert now.call("GET", "/api/notes").status == 200
    assert app.refused(email, PASSWORD)


def test_another_address_needs_the_old_and_the_new_one(app: App) -> None:
    email, new = app.verified(), f"{uuid.uuid4().hex}@example.com"
    ada = app.sign_in(email)

    assert app.post("change-email", {"newEmail": new.upper()}, ada).status == 200
    confirm = app.mail.link(email, CONFIRM)
    assert app.mail.subjects(new) == []
    app.opened(confirm, ada)
    verify = app.mail.link(new, VERIFY)
    app.sign_in(email)
    app.opened(verify, ada)
    assert app.refused(email, PASSWORD)
    app.sign_in(new)


def test_the_address_of_somebody_else_is_not_taken(app: App) -> None:
    taken, email = app.verified(), app.verified()
    ada = app.sign_in(email)
    free = app.post("change-email", {"newEmail": f"free-{email}"}, ada)
    app.mail.link(email, CONFIRM)
    refused = app.post("change-email", {"newEmail": taken}, ada)

    assert (refused.status, refused.json()) == (free.status, free.json())
    time.sleep(0.5)
    assert app.mail.subjects(email) + app.mail.subjects(taken) == []


def test_a_sign_up_and_a_reset_answer_the_same_whether_there_is_an_account(app: App) -> None:
    known, unknown = app.verified(), f"{uuid.uuid4().hex}@example.com"

    def answers(path: str, email: str) -> tuple[int, object]:
        body = {"name": "A", "email": email, "password": PASSWORD}
        response = app.post(path, body)
        answer = response.json()
        for name in ("id", "email", "createdAt", "updatedAt"):
            answer.get("user", {}).pop(name, None)
        return response.status, (answer, sorted(response.headers))

    for path in ("sign-up/email", "request-password-reset", "send-verification-email"):
        fresh = f"{path[0]}-{unknown}"
        assert answers(path, known) == answers(path, fresh)
    assert app.mail.take(known, SIGNED_UP)
    assert app.refused(known, OTHER)
    assert app.refused(f"not-{unknown}", OTHER)


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


@pytest.mark.parametrize("path", ["sign-up/email", "request-password-reset", "sign-in/email"])
def test_the_time_of_an_answer_tells_not_whether_there_is_an_account(app: App, path: str) -> None:
    known = [app.sign_up() for _ in range(9)]
    unknown = [f"{uuid.uuid4().hex}@example.com" for _ in known]

    def timed(email: str) -> float:
        body = {"name": "A", "email": email, "password": OTHER}
        return seconds(lambda: app.post(path, body))

    pairs = [(timed(one), timed(other)) for one, other in zip(known, unknown, strict=True)]
    here, there = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert abs(here - there) < 0.02 + 0.3 * max(here, there), (here, there)


def test_an_account_is_deleted_with_what_it_owns(app: App) -> None:
    email = app.verified()
    ada = app.sign_in(email)
    folder = ada.call("POST", "/api/folders", {"title": "a"}).json()["id"]
    note = ada.call("POST", "/api/notes", {"title": "a", "folderId": folder}).json()["id"]
    key = app.post("api-key/create", {"name": "program"}, ada).json()["key"]
    bob = app.sign_in(app.verified())

    assert app.post("delete-user", {"password": OTHER}, ada).status == 400
    assert app.post("delete-user", {"password": PASSWORD}, ada).status == 200
    for path in (f"/api/folders/{folder}", f"/api/notes/{note}"):
        assert bob.call("GET", path).status == 404
    assert ada.call("GET", "/api/notes").status == 401
    assert app.stranger.call("GET", "/api/notes", headers={"X-API-Key": key}).status == 401
    assert app.refused(email, PASSWORD)
    assert app.sign_up() != email


def test_an_account_stays_whole_where_others_refer_to_what_it_owns(app: App) -> None:
    email = app.verified()
    ada, bob = app.sign_in(email), app.sign_in(app.verified())
    folder = ada.call("POST", "/api/folders", {"title": "a"}).json()["id"]
    assert bob.call("POST", "/api/notes", {"title": "a", "folderId": folder}).status == 201
    refused = app.post("delete-user", {"password": PASSWORD}, ada)

    assert refused.status == 409
    assert refused.json()["errors"][0]["code"] == "in_use"
    assert ada.call("GET", f"/api/folders/{folder}").status == 200
    app.sign_in(email)


def test_an_old_session_deletes_no_account_without_the_password(app: App) -> None:
    email = app.verified()
    ada = app.sign_in(email)
    app.database.query(f"""
        update "session" set "createdAt" = '2020-01-01T00:00:00.000+00:00'
        where "userId" = (select "id" from "user" where "email" = '{email}')
    """)

    assert app.post("delete-user", {}, ada).status == 400
    assert app.post("delete-user", {}, app.sign_in(email)).status == 200


@pytest.mark.parametrize("app", [KINDS[1]], indirect=True, scope="module")
def test_a_job_sends_a_message_again_while_the_server_is_busy(app: App) -> None:
    app.mail.refusals = 1
    email = app.sign_up()
    assert app.mail.link(email, VERIFY)


def test_a_command_makes_the_first_admin(app: App) -> None:
    email = app.sign_up()
    command = f"npm run user:admin -- {email.upper()}"
    unverified = app.project.run(command, SMTP_URL=app.mail.url, MAIL_FROM="a@example.com")
    app.opened(app.mail.link(email, VERIFY))
    done = app.project.done(command, SMTP_URL=app.mail.url, MAIL_FROM="a@example.com")
    role = f"""select "role" from "user" where "email" = '{email}'"""

    assert "is not verified" in unverified.output
    assert f'{email} has the role "admin" now.' in done
    assert app.database.query(role) == ["admin"]
    for wrong in ("", "nobody@example.com", f"{email} b@example.com", f"{email} --role boss"):
        assert app.project.run(f"npm run user:admin -- {wrong}").code == 1
    app.project.done(f"npm run user:admin -- {email} --role user")
    assert app.database.query(role) == ["user"]
