"""Events and jobs: of each write that is kept, of no others, all done though processes die."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from databases import Database
from emitted import Emitted, Server, emit
from http_client import Client, Response
from services import Postgres

KILLS = 100 if os.environ.get("T3GEN_FUZZ") else 4
WAIT = 60
SPECS = {
    "_project.yaml": b"webhooks: role(admin)\n",
    "order.yaml": b"""
resource: Order
fields:
  number: string(32) unique
  secret: string(40)? read=role(admin)
  status: enum(draft, placed, paid, cancelled) = draft
states:
  status:
    place: draft -> placed
    pay: placed -> paid
    cancel: draft | placed -> cancelled
relations:
  lines: Line[] embed
owner: user
emit: {created: create, updated: update, placed: placed, ended: [cancel, delete]}
access: {list: owner, get: owner, update: owner, delete: owner, create: signed_in}
options: {version: true}
api: {bulk: 50}
""",
    "line.yaml": b"""
resource: Line
fields: {count: int min=0}
relations: {order: Order on_delete=cascade}
access: {list: public, get: public, create: public}
emit: [created]
""",
    "note.yaml": b"""
resource: Note
fields:
  text: string(40)
  photo: file(image/png)?
options: {soft_delete: true}
emit: [created, updated, deleted, restored]
access: {list: public, get: public, create: public, update: public, delete: public}
""",
}
SUBSCRIBERS = """\
import { appendFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { on, type Subscriber } from "./subscriber";

async function note(name: string, event: object) {
  const line = JSON.stringify({ name, ...event });
  await appendFile(process.env.RECEIVED ?? "", `${line}\\n`);
}

const failures = new Map<string, number>();

export const subscribers: Record<string, Subscriber> = {
  all: on(["order.created", "order.updated", "order.placed", "order.ended"], async (event) => {
    const pause: number = event.data.version > 1 ? 0 : Math.random() * 20;
    await sleep(pause);
    await note("all", event);
  }),
  notes: on(["note.created", "note.updated", "note.deleted", "note.restored"], async (event) => {
    await note("notes", event);
  }),
  fragile: on("note.created", async ({ id, data }) => {
    await note("fragile", { id, data });
    const failed = failures.get(id) ?? 0;
    failures.set(id, failed + 1);
    if (data.text === "slow") await sleep(3_000);
    if (data.text === "never" || (data.text === "later" && failed === 0)) {
      throw new Error(`Not this\\0 one: ${data.text}`);
    }
    await note("done", { id, data });
  }),
};
"""
JOBS = """\
import { appendFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import { storage } from "~/server/files/storage";
import { job, scheduled, type Job } from "./job";

async function note(name: string, data: object) {
  const line = JSON.stringify({ name, ...data });
  await appendFile(process.env.RECEIVED ?? "", `${line}\\n`);
}

export const jobs = {
  removeFile: job(z.strictObject({ key: z.string() }), async ({ key }) =>
    storage.remove(key),
  ),
  work: job(z.strictObject({ id: z.string() }), async ({ id }) => {
    await sleep(Math.random() * 20);
    await note("work", { id });
  }),
  tick: scheduled(process.env.TICKS ?? "0 0 1 1 *", async () => {
    await note("tick", {});
  }),
} satisfies Record<string, Job<unknown>>;
"""
WORK = """\
import { z } from "zod";

import { everyone } from "~/server/auth/access";
import { AppError } from "~/server/errors";
import { noContent } from "~/server/http/responses";
import { otherMethods } from "~/server/http/methods";
import { route } from "~/server/http/route";
import { enqueue } from "~/server/jobs/queue";
import { transaction } from "~/server/transaction";

const body = z.strictObject({
  id: z.string(),
  delay: z.int().default(0),
  key: z.string().optional(),
  in: z.enum(["transaction", "request"]).default("transaction"),
  refused: z.boolean().default(false),
});

export const POST = route({ access: everyone, body }, async ({ body }) => {
  const { id, delay, key, refused } = body;
  const work = async () => {
    await enqueue("work", { id }, { delay, ...(key && { key }) });
    if (refused) throw new AppError("conflict", "No.");
  };
  await (body.in === "transaction" ? transaction(work) : work());
  return noContent();
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
"""
TOKENS = {
    hashlib.sha256(name.encode()).hexdigest(): {"id": name, "role": role}
    for name, role in {"alice": "user", "bob": "user", "admin": "admin"}.items()
}


@dataclass
class App:
    """The app on one database, and what its subscribers have received."""

    project: Emitted
    database: Database
    received: Path

    def clear(self) -> None:
        """Forget all events, and what has been received."""
        tables = ("event_delivery", "outbox_event", "webhook_endpoint", "queued_job")
        self.database.script([f'delete from "{table}"' for table in tables])
        self.received.write_text("")

    def events(self) -> list[tuple[str, Any]]:
        """Return the types and data of the events in the outbox, in order."""
        rows = self.database.query('select "type", "data" from "outbox_event" order by "id"')
        pairs = (row.split("|", 1) for row in rows)
        return [(type_, json.loads(data)) for type_, data in pairs]

    def lines(self, name: str) -> list[Any]:
        """Return what a subscriber has received."""
        lines = map(json.loads, self.received.read_text().splitlines())
        return [one for one in lines if one["name"] == name]

    def statuses(self) -> Counter[str]:
        """Return how many deliveries have which status."""
        sql = 'select "status", count(*) from "event_delivery" group by "status"'
        rows = self.database.query(sql)
        return Counter({row.split("|")[0]: int(row.split("|")[1]) for row in rows})

    def undelivered(self) -> int:
        """Return how many events, deliveries and jobs are left to do."""
        waiting = 'select count(*) from "outbox_event" where "dispatchedAt" is null'
        jobs = 'select count(*) from "queued_job" where "status" = \'pending\''
        counts = [*self.database.query(waiting), *self.database.query(jobs)]
        return sum(map(int, counts)) + self.statuses()["pending"]

    @contextmanager
    def serving(self, events: str = "worker") -> Iterator[int]:
        """Serve the app; `events` is who delivers them, and does jobs."""
        with self.running(events) as server:
            yield server.port

    @contextmanager
    def running(self, events: str, **variables: str) -> Iterator[Server]:
        """Serve the app, unless it is killed before."""
        settings = {"EVENTS": events, "JOBS": events, "WORKER_LEASE": "1", "WEBHOOK_TARGETS": "any"}
        with self.project.running("standalone", None, **settings, **variables) as server:
            yield server

    @contextmanager
    def working(self, count: int = 1, **variables: str) -> Iterator[list[subprocess.Popen[bytes]]]:
        """Run workers; those that are in the list at the end are killed."""
        workers = [self.worker(**variables) for _ in range(count)]
        try:
            yield workers
        finally:
            for one in workers:
                one.kill()
                one.wait(timeout=20)

    def worker(self, **variables: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        settings = {"NODE_ENV": "production", "LOG_LEVEL": "silent", "WORKER_LEASE": "1"}
        settings["WEBHOOK_TARGETS"] = "any"
        program = ("--import", "tsx", "src/server/queue/worker.ts")
        return self.project.started(*program, **{**settings, **variables})


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("events")
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
    url = server.url("events") if server else None
    project = emit(folder / "app", SPECS, database=request.param, url=url, auth="none")
    (project.root / "src/server/outbox/subscribers.ts").write_text(SUBSCRIBERS)
    (project.root / "src/server/jobs/jobs.ts").write_text(JOBS)
    (project.root / "src/app/api/work").mkdir()
    (project.root / "src/app/api/work/route.ts").write_text(WORK)
    project.done("npm run db:migrate")
    variables = {"API_TOKENS": json.dumps(TOKENS), "RECEIVED": str(folder / "received")}
    project = replace(project, variables={**project.variables, **variables})
    file = project.root / "prisma" / "db.sqlite"
    return App(
        project, Database(request.param, project.database_url, file, server), folder / "received"
    )


@pytest.fixture(autouse=True)
def empty(app: App) -> None:
    app.clear()


def until(holds: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def drain(app: App) -> None:
    """Wait until everything is delivered, for as long as it becomes less."""
    while left := app.undelivered():
        until(partial(is_less, app, left), "deliveries are left")


def is_less(app: App, before: int) -> bool:
    return app.undelivered() < before


def sent(port: int, method: str, path: str, body: object = None, **headers: str) -> Response:
    return Client(port, "alice").call(method, f"/api/{path}", body, headers)


def done(port: int, method: str, path: str, body: object = None) -> Any:
    response = sent(port, method, path, body)
    assert response.status in (200, 201, 204), response.body
    return response.json() if response.body else None


def number() -> str:
    return f"{random.getrandbits(60):x}"


def test_each_write_adds_its_events(app: App) -> None:
    with app.serving() as port:
        lines = [{"count": 1}, {"count": 2}]
        order = done(port, "POST", "orders", {"number": number(), "secret": "x", "lines": lines})
        path = f"orders/{order['id']}"
        done(port, "PATCH", path, {"number": "changed"})
        done(port, "POST", f"{path}/actions/place")
        done(port, "POST", f"{path}/actions/pay")
        other = done(port, "POST", "orders", {"number": number()})
        done(port, "POST", f"orders/{other['id']}/actions/cancel")
        bulk = {
            "delete": [{"id": order["id"]}],
            "update": [{"id": other["id"], "number": "both"}],
            "create": [{"number": number()}],
        }
        done(port, "POST", "orders/bulk", bulk)
        note = done(port, "POST", "notes", {"text": "here"})
        done(port, "DELETE", f"notes/{note['id']}")
        done(port, "POST", f"notes/{note['id']}/restore")

    events = app.events()
    orders = [(type_, data["number"]) for type_, data in events if type_.startswith("order.")]
    assert [
        ("order.created", order["number"]),
        ("order.updated", "changed"),
        ("order.placed", "changed"),
        ("order.created", other["number"]),
        ("order.ended", other["number"]),
        ("order.ended", "changed"),
        ("order.updated", "both"),
        ("order.created", bulk["create"][0]["number"]),
    ] == orders
    made = [data for type_, data in events if type_ == "line.created"]
    assert [(1, order["id"]), (2, order["id"])] == sorted(
        (one["count"], one["orderId"]) for one in made
    )
    notes = ["note.created", "note.deleted", "note.restored"]
    assert notes == [type_ for type_, _ in events if type_.startswith("note.")]
    assert [one for _, one in events if "secret" in one] == []
    assert events[0][1] == {name: value for name, value in order.items() if name != "secret"}
    (actors,) = app.database.query(
        'select count(*) from "outbox_event" where "actorId" = \'alice\''
    )
    assert int(actors) == len(events)


def test_writes_that_are_refused_add_none(app: App) -> None:
    with app.serving() as port:
        order = done(port, "POST", "orders", {"number": "taken"})
        path = f"orders/{order['id']}"
        app.clear()
        refused: dict[int, list[tuple[str, str, object]]] = {
            409: [
                ("POST", "orders", {"number": "taken", "lines": [{"count": 1}]}),
                ("POST", "orders/bulk", {"create": [{"number": number()}, {"number": "taken"}]}),
                ("POST", f"{path}/actions/pay", None),
            ],
            422: [
                ("POST", "orders", {"number": number(), "lines": [{"count": -1}]}),
                (
                    "POST",
                    "orders/bulk",
                    {"create": [{"number": number()}], "delete": [{"id": "x"}]},
                ),
            ],
            404: [
                ("PATCH", "orders/0190b8e0-0000-7000-8000-000000000001", {"number": "n"}),
                ("DELETE", "orders/0190b8e0-0000-7000-8000-000000000001", None),
            ],
        }
        for status, calls in refused.items():
            for method, at, body in calls:
                assert sent(port, method, at, body).status == status, at
        assert sent(port, "DELETE", path, **{"If-Match": '"7"'}).status == 412
        assert Client(port, "bob").call("DELETE", f"/api/{path}").status == 404
    assert app.events() == []


def test_one_that_fails_gets_the_event_again_without_the_others(app: App) -> None:
    with app.serving() as port:
        for text in ("later", "never", "here"):
            done(port, "POST", "notes", {"text": text})
    with app.working() as workers:
        until(lambda: len(app.lines("done")) == 2, "the failed delivery is not tried again")
        until(lambda: app.statuses()["pending"] == 1, "a delivery is left")
        texts = Counter(one["data"]["text"] for one in app.lines("notes"))
        assert {"later": 1, "never": 1, "here": 1} == texts
        assert 2 == Counter(one["data"]["text"] for one in app.lines("fragile"))["later"]

        workers[0].send_signal(signal.SIGTERM)
        assert workers[0].wait(timeout=20) == 0
    last = 'update "event_delivery" set "attempts" = 9, "availableAt" = "createdAt"'
    app.database.query(f"{last} where \"status\" = 'pending'")
    with app.working():
        until(lambda: app.statuses()["dead"] == 1, "the last attempt leaves no dead letter")
    (error,) = app.database.query(
        'select "lastError" from "event_delivery" where "status" = \'dead\''
    )
    assert error == "Error: Not this one: never"
    assert app.statuses() == {"delivered": 5, "dead": 1}


def test_a_worker_that_is_told_to_stop_finishes_what_it_has_begun(app: App) -> None:
    with app.serving() as port:
        done(port, "POST", "notes", {"text": "slow"})
    with app.working() as workers:
        until(lambda: app.lines("fragile"), "nothing is delivered")
        workers[0].send_signal(signal.SIGTERM)
        assert workers[0].wait(timeout=20) == 0
    assert len(app.lines("done")) == len(app.lines("fragile")) == 1
    assert app.undelivered() == 0


def test_what_a_killed_server_had_begun_is_done_by_the_next_one(app: App) -> None:
    with app.running("embedded") as server:
        done(server.port, "POST", "notes", {"text": "slow"})
        until(lambda: app.lines("fragile"), "nothing is delivered")
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait(timeout=20)
    assert app.lines("done") == []
    with app.serving("embedded"):
        until(lambda: app.lines("done"), "the delivery is lost")
        until(lambda: app.undelivered() == 0, "the delivery is not noted")
    assert len(app.lines("fragile")) == 2


class Load:
    """Writes and jobs of several clients at once: what was kept, and what was refused."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.kept: list[str] = []
        self.jobs: list[str] = []
        self.refused: list[str] = []
        self.is_stopped = False

    def run(self) -> None:
        """Write until that is enough."""
        while not self.is_stopped:
            one, other = number(), number()
            self.kept.append(done(self.port, "POST", "orders", {"number": one})["id"])
            bulk = {"create": [{"number": other}, {"number": one}]}
            assert sent(self.port, "POST", "orders/bulk", bulk).status == 409
            done(self.port, "POST", "work", {"id": one, "key": one})
            assert sent(self.port, "POST", "work", {"id": other, "refused": True}).status == 409
            self.jobs.append(one)
            self.refused.append(other)
            time.sleep(0.1)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Write for the length of a `with` block."""
        with ThreadPoolExecutor(3) as threads:
            loads = [threads.submit(self.run) for _ in range(3)]
            try:
                yield
            finally:
                self.is_stopped = True
            for one in loads:
                one.result(timeout=WAIT)


def killed_one(app: App, workers: list[subprocess.Popen[bytes]]) -> None:
    """Kill a worker while it delivers, and start another one."""
    before = len(app.lines("all"))
    until(lambda: len(app.lines("all")) > before + 5, "nothing is delivered")
    time.sleep(random.random() / 5)
    victim = workers.pop(0)
    victim.kill()
    victim.wait(timeout=20)
    workers.append(app.worker())


def test_nothing_is_lost_where_workers_are_killed(app: App) -> None:
    with app.serving() as port, app.working(2) as workers:
        load = Load(port)
        with load.running():
            for _ in range(KILLS):
                killed_one(app, workers)
        drain(app)

    received = Counter(one["resourceId"] for one in app.lines("all"))
    assert len(load.kept) > KILLS
    assert set(load.kept) == set(received)
    assert not set(load.refused) & {one["data"]["number"] for one in app.lines("all")}
    assert len(load.kept) == sum(app.statuses().values())
    assert set(load.jobs) == {one["id"] for one in app.lines("work")}


def test_jobs_are_done_where_the_transaction_or_the_request_succeeds(app: App) -> None:
    with app.serving() as port:
        for within in ("transaction", "request"):
            for refused in (False, True):
                body = {"id": f"{within} {refused}", "in": within, "refused": refused}
                assert sent(port, "POST", "work", body).status == (409 if refused else 204)
        for _ in range(3):
            done(port, "POST", "work", {"id": "once", "key": "once"})
        done(port, "POST", "work", {"id": "later", "delay": 3_600_000})
        assert sent(port, "POST", "work", {}).status == 422
    assert app.lines("work") == []
    with app.working(2):
        until(lambda: app.undelivered() == 1, "jobs are left")
    ids = Counter(one["id"] for one in app.lines("work"))
    assert {"transaction False": 1, "request False": 1, "once": 1} == ids


def test_a_server_that_leaves_jobs_in_pg_boss_does_not_start(app: App) -> None:
    kept = app.project.run("node src/env.js", JOBS="pg-boss")
    assert kept.code == 1
    assert "Invalid environment variables" in kept.output
    is_moved = app.database.provider == "postgresql"
    assert is_moved == ("Move the jobs of pg-boss" in kept.output)


def test_a_schedule_enqueues_once_for_all_processes(app: App) -> None:
    ticks = {"TICKS": "* * * * * *"}
    with app.running("embedded", **ticks), app.working(2, **ticks) as workers:
        until(lambda: len(app.lines("tick")) > 4, "nothing is scheduled")
        for one in workers:
            one.send_signal(signal.SIGTERM)
            assert one.wait(timeout=20) == 0
    # The server, which ends last, may have enqueued one that nobody has done yet.
    keys = app.database.query('select "key" from "queued_job" where "attempts" > 0')
    assert len(keys) == len(app.lines("tick"))


@dataclass(frozen=True)
class Received:
    """A request that the receiver of webhooks has got."""

    path: str
    headers: dict[str, str]
    body: bytes

    def is_signed_with(self, secret: str) -> bool:
        """Verify the signature after the specification of Standard Webhooks."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        prefix = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}."
        digest = hmac.new(key, prefix.encode() + self.body, hashlib.sha256).digest()
        expected = f"v1,{base64.b64encode(digest).decode()}"
        is_recent = abs(time.time() - int(self.headers["webhook-timestamp"])) < WAIT
        return is_recent and hmac.compare_digest(expected, self.headers["webhook-signature"])


class Receiver(ThreadingHTTPServer):
    """A receiver of webhooks; `statuses` is what it answers on which path, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[Received] = []
        self.statuses: dict[str, list[int]] = {}

    def url(self, path: str) -> str:
        """Return the URL of a path on it."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def at(self, path: str) -> list[Received]:
        """Return what has come on a path."""
        return [one for one in self.got if one.path == path]


class Handler(BaseHTTPRequestHandler):
    """Notes requests, and answers them."""

    server: Receiver

    def do_POST(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers["content-length"]))
        self.server.got.append(Received(self.path, headers, body))
        left = self.server.statuses.get(self.path, [])
        status = left.pop(0) if left else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.server.url("/elsewhere"))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=20)


def endpoint(port: int, url: str, *types: str) -> Any:
    body = {"url": url, "types": types or ["note.created"]}
    response = Client(port, "admin").call("POST", "/api/webhook-endpoints", body)
    assert response.status == 201, response.body
    return response.json()


def deliveries(port: int, id_: str) -> list[Any]:
    path = f"/api/webhook-endpoints/{id_}/deliveries?sort=-id"
    return list(Client(port, "admin").call("GET", path).json()["items"])


def test_webhooks_are_signed_and_failed_ones_are_sent_again(app: App, receiver: Receiver) -> None:
    receiver.statuses["/flaky"] = [500]
    receiver.statuses["/moved"] = [302]
    with app.serving("embedded") as port:
        one = endpoint(port, receiver.url("/one"))
        flaky = endpoint(port, receiver.url("/flaky"))
        endpoint(port, receiver.url("/moved"))
        endpoint(port, receiver.url("/other"), "order.created")
        note = done(port, "POST", "notes", {"text": "here"})
        until(lambda: len(receiver.at("/flaky")) == 2, "a failed webhook is not sent again")
        until(lambda: len(receiver.at("/moved")) == 2, "a redirect is no failure")
        until(lambda: app.undelivered() == 0, "deliveries are left")

        assert [] == receiver.at("/other") == receiver.at("/elsewhere")
        (sent_,) = receiver.at("/one")
        again = receiver.at("/flaky")
        assert sent_.is_signed_with(one["secret"])
        assert not sent_.is_signed_with(flaky["secret"])
        assert all(attempt.is_signed_with(flaky["secret"]) for attempt in again)
        assert 1 == len({(attempt.headers["webhook-id"], attempt.body) for attempt in again})
        assert 2 == len({attempt.headers["webhook-timestamp"] for attempt in again})
        assert json.loads(sent_.body) == {
            "id": sent_.headers["webhook-id"],
            "type": "note.created",
            "timestamp": json.loads(sent_.body)["timestamp"],
            "data": note,
        }


def test_deliveries_are_logged_and_sent_once_more_when_asked(app: App, receiver: Receiver) -> None:
    with app.serving("embedded") as port:
        one = endpoint(port, receiver.url("/one"))
        other = endpoint(port, receiver.url("/other"), "order.created")
        done(port, "POST", "notes", {"text": "here"})
        until(lambda: deliveries(port, one["id"]), "nothing is logged")
        until(lambda: app.undelivered() == 0, "deliveries are left")

        (log,) = deliveries(port, one["id"])
        assert ("delivered", 1, 200) == (log["status"], log["attempts"], log["responseStatus"])
        path = f"/api/webhook-endpoints/{one['id']}/deliveries/{log['id']}/replay"
        admin = Client(port, "admin")
        assert 404 == admin.call("POST", path.replace(one["id"], other["id"])).status
        assert 200 == admin.call("POST", path).status
        until(lambda: len(receiver.at("/one")) == 2, "a replay sends nothing")
        assert [] == deliveries(port, other["id"])


def test_endpoints_are_managed_by_the_role_and_secrets_are_shown_once(app: App) -> None:
    with app.serving() as port:
        admin = Client(port, "admin")
        one = endpoint(port, "https://example.com/hook")
        path = f"/api/webhook-endpoints/{one['id']}"
        assert one["secret"].startswith("whsec_")
        shown = {name: value for name, value in one.items() if name != "secret"}
        assert shown == admin.call("GET", path).json()
        assert [shown] == admin.call("GET", "/api/webhook-endpoints").json()["items"]
        changed = admin.call("PATCH", path, {"enabled": False, "types": ["order.placed"]}).json()
        assert (False, ["order.placed"]) == (changed["enabled"], changed["types"])
        for method, at in [("GET", "/api/webhook-endpoints"), ("DELETE", path), ("PATCH", path)]:
            body: object = {} if method == "PATCH" else None
            assert 403 == Client(port, "alice").call(method, at, body).status
            assert 401 == Client(port).call(method, at, body).status
        wrong: list[dict[str, object]] = [
            {"url": "ftp://example.com"},
            {"types": []},
            {"types": ["order.plced"]},
        ]
        for one in wrong:
            body = {"url": "https://example.com", "types": ["note.created"], **one}
            assert 422 == admin.call("POST", "/api/webhook-endpoints", body).status
        assert 204 == admin.call("DELETE", path).status
        assert 404 == admin.call("GET", path).status
        assert 404 == admin.call("GET", f"{path}/deliveries").status
        paths = Client(port).call("GET", "/api/openapi.json").json()["paths"]
        assert "/api/webhook-endpoints/{id}/deliveries/{deliveryId}/replay" in paths


PRIVATE = """\
import { createServer } from "node:http";
import { expect, it } from "vitest";

import { isPublic } from "~/server/outbox/webhooks/addresses";
import { post } from "~/server/outbox/webhooks/post";

const privates = `
  0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
  192.0.0.8 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::7f00:1
  ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1
  fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 2001::1 2001:db8::1 2002:7f00:1::1
`;
const publics =
  "1.1.1.1 8.8.8.8 100.63.255.255 172.32.0.1 192.167.0.1 2606:4700:4700::1111 2a00:1450::1";

it("tells public addresses from all others", () => {
  expect(privates.trim().split(/\\s+/).filter(isPublic)).toEqual([]);
  expect(publics.split(" ").filter((one) => !isPublic(one))).toEqual([]);
});

it("sends nothing to names and addresses that are not public", async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const hosts = "127.0.0.1 localhost [::1] [::ffff:127.0.0.1] 2130706433 0x7f.1 0";
  for (const host of hosts.split(" ")) {
    const sent = post(`http://${host}:${port}/`, {}, "{}");
    await expect(sent, host).rejects.toThrow("is not a public address");
  }
  server.close();
  expect(requests).toBe(0);
});
"""


def test_webhooks_reach_no_private_address(app: App) -> None:
    file = app.project.root / "tests" / "private.test.ts"
    file.write_text(PRIVATE, encoding="utf-8")
    app.project.done("npx vitest run tests/private.test.ts")
