"""The emitted shop beside handlers written by hand, on PostgreSQL: throughput, depth, cold start.

All servers run at once and are measured in turns, so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "project"))

from emitted import Emitted, emit, shop_specs
from http_client import Client
from services import Postgres, environment, node_modules, running_postgres

ROUNDS = int(os.environ.get("T3GEN_BENCH_ROUNDS", "9"))
SECONDS = int(os.environ.get("T3GEN_BENCH_SECONDS", "3"))
ROWS = int(os.environ.get("T3GEN_BENCH_ROWS", "1000000"))
BY_HAND = Path(__file__).parent / "by_hand"
ORDERS = """\
insert into "Order"
  ("id", "number", "status", "total", "customerId", "userId", "placedAt", "updatedAt")
select gen_random_uuid(), 'SO-' || n, (array['draft', 'placed', 'paid'])[1 + n % 3]::"OrderStatus",
  n % 1000, '{customer}', '{user}', now() - n * interval '1 second', now()
from generate_series({start}, {end}) as n;
analyze;
"""


@dataclass(frozen=True)
class Side:
    """One server, and what is asked of it."""

    client: Client
    path: str

    def throughput(self) -> float:
        """Return how many requests it answers in a second, 16 at a time."""
        options = ["--json", "-c", "16", "-d", str(SECONDS)]
        header = f"Authorization=Bearer {self.client.token}"
        address = f"http://127.0.0.1:{self.client.port}{self.path}"
        program = node_modules() / "autocannon" / "autocannon.js"
        run = subprocess.run(
            ["node", program, *options, "-H", header, address],
            env=environment(),
            capture_output=True,
            check=True,
        )
        told = json.loads(run.stdout)
        assert told["non2xx"] == told["errors"] == 0, told
        return float(told["requests"]["average"])

    def seconds(self) -> float:
        """Return the median of what one request takes after the other."""

        def once() -> float:
            start = time.perf_counter()
            assert self.client.call("GET", self.path).status == 200
            return time.perf_counter() - start

        return statistics.median(once() for _ in range(60))


def ratio(name: str, ours: Side, theirs: Side, least: float) -> bool:
    """Measure two sides in turns, and tell whether ours is quick enough beside theirs."""
    pairs = [(ours.throughput(), theirs.throughput()) for _ in range(ROUNDS)]
    found = statistics.median(one / other for one, other in pairs)
    medians = [statistics.median(side) for side in zip(*pairs, strict=True)]
    verdict = "quick enough" if found >= least else f"TOO SLOW, {least} is wanted"
    print(f"{name}: {found:.2f} ({medians[0]:.0f}/s and {medians[1]:.0f}/s): {verdict}", flush=True)
    return found >= least


def prepared(root: Path, url: str) -> Emitted:
    """Emit the shop with the handlers by hand in it, with rates that nobody reaches, and build it."""
    if not root.exists():
        emit(root, shop_specs(), database="postgresql", url=url)
        shutil.copy(BY_HAND / "orders.ts", root / "src" / "by-hand.ts")
        shutil.copy(BY_HAND / "fastify.ts", root / "fastify.ts")
        (root / "src" / "app" / "api" / "by-hand").mkdir()
        shutil.copy(BY_HAND / "route.ts", root / "src" / "app" / "api" / "by-hand" / "route.ts")
        rates = root / "src" / "server" / "limits" / "rates.ts"
        rates.write_text(re.sub(r"\d+/min", "100000000/min", rates.read_text()))
    everything_on = {"DATABASE_URL": url, "RATE_LIMIT_STORE": "memory"}
    project = Emitted(root, everything_on)
    project.done("npm run db:migrate")
    if not (root / ".next" / "BUILD_ID").exists():
        build = ["node", "node_modules/next/dist/bin/next", "build"]
        variables = environment({**everything_on, "NEXT_TELEMETRY_DISABLED": "1"})
        subprocess.run(build, cwd=root, env=variables, check=True, capture_output=True)
    return project


@dataclass(frozen=True)
class Orders:
    """The orders of somebody, as many as are wanted."""

    server: Postgres
    client: Client
    customer: str
    user: str

    def grow(self, start: int, end: int) -> None:
        """Add orders with these numbers."""
        rows = ORDERS.format(start=start, end=end, customer=self.customer, user=self.user)
        self.server.query("bench", rows)


def orders_of(server: Postgres, client: Client) -> Orders:
    """Sign somebody up who has no orders yet."""
    ada = client.sign_up(f"ada-{time.time_ns()}")
    body = {"name": "Ada", "email": f"ada-{time.time_ns()}@example.com"}
    made = ada.call("POST", "/api/customers", body).json()
    return Orders(server, ada, made["id"], made["userId"])


QUESTIONS = (
    "/api/orders?",
    "/api/orders?sort=-placedAt",
    "/api/orders?sort=total",
    "/api/orders?status=paid",
    "/api/orders?status[not]=paid",
    "/api/orders?total[gte]=500",
    "/api/orders?placedAt[gte]=2020-01-01T00:00:00Z&sort=placedAt",
    "/api/orders?customerId={customer}",
)


def deep(orders: Orders, pages: int) -> list[Side]:
    """Return every question, and the page so many pages of 20 further of the first one."""
    sides = [
        Side(orders.client, question.format(customer=orders.customer)) for question in QUESTIONS
    ]
    path = "/api/orders?limit=100"
    for _ in range(pages // 5):
        cursor = orders.client.call("GET", path).json()["nextCursor"]
        path = f"/api/orders?limit=100&cursor={cursor}"
    return [*sides, Side(orders.client, path.replace("limit=100&", "limit=20&"))]


def depth(orders: Orders) -> bool:
    """Compare each question at 10,000 rows, and page 500 of them, with ROWS of them and page 10,000."""
    few = [side.seconds() for side in deep(orders, 490)]
    orders.grow(10_001, ROWS)
    sides = deep(orders, min(10_000, ROWS // 25))
    many = [side.seconds() for side in sides]
    passed = True
    for side, one, other in zip(sides, few, many, strict=True):
        found = other / one
        passed &= found <= 1.5
        path = re.sub(r"cursor=.*", "cursor=...", side.path)
        print(f"{path}: {other * 1000:.1f} ms of {ROWS} rows, {found:.2f} x of 10,000", flush=True)
    return passed


def cold(project: Emitted, kind: str) -> bool:
    """Start a server, and let 32 clients in as soon as it listens."""
    times: list[float] = []
    for _ in range(3):
        with project.serving(kind) as port:
            start = time.perf_counter()
            with ThreadPoolExecutor(32) as pool:
                list(
                    pool.map(lambda _, port=port: Client(port).call("GET", "/api/tags"), range(32))
                )
            times.append(time.perf_counter() - start)
    slowest = statistics.median(times)
    verdict = "in time" if slowest < 1 else "TOO SLOW, the limit is 1 s"
    print(f"cold {kind}: 32 clients answered in {slowest:.2f} s: {verdict}", flush=True)
    return slowest < 1


def measured(project: Emitted, server: Postgres) -> Iterator[bool]:
    """Run all comparisons, and yield of each whether it was passed."""
    with (
        project.serving("next") as next_,
        project.serving("standalone") as standalone,
        project.serving("fastify") as fastify,
    ):
        orders = orders_of(server, Client(standalone))
        orders.grow(1, 10_000)
        token = orders.client.token
        (one,) = orders.client.call("GET", "/api/orders?limit=1").json()["items"]
        own, by_hand = f"/api/orders/{one['id']}", f"/api/by-hand?id={one['id']}"
        emitted = Side(Client(next_, token), "/api/orders")
        quick = Side(Client(standalone, token), "/api/orders")
        for name, ours, theirs, least in (
            ("list, Next, beside by hand", emitted, Side(emitted.client, "/api/by-hand"), 0.95),
            (
                "get, Next, beside by hand",
                Side(emitted.client, own),
                Side(emitted.client, by_hand),
                0.95,
            ),
            ("list, standalone beside Next", quick, emitted, 2.5),
            (
                "list, standalone beside Fastify",
                quick,
                Side(Client(fastify, token), "/api/by-hand"),
                0.95,
            ),
        ):
            yield ratio(name, ours, theirs, least)
        yield depth(orders)
    yield cold(project, "standalone")
    yield cold(project, "next")


@contextmanager
def folder() -> Iterator[Path]:
    """The folder that is named on the command line and kept, or one that is not."""
    if len(sys.argv) > 1:
        yield Path(sys.argv[1]).resolve()
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def main() -> int:
    with folder() as root, running_postgres() as server:
        project = prepared(root / "shop", server.url("bench"))
        return 0 if all([*measured(project, server)]) else 1


sys.exit(main())
