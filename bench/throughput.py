"""The emitted shop beside handlers written by hand, on PostgreSQL: throughput, depth, cold start.

All servers run at once and are measured in turns. What counts is how many requests a server answers
in a second of its own processor time, which is the same on a busy machine as on an idle one.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "project"))

from emitted import Emitted, Server
from http_client import Client
from services import Postgres, environment, node_modules, running_postgres

from built import FEW, OK, TAGS, Orders, folder, orders_of, prepared

ROUNDS = int(os.environ.get("T3GEN_BENCH_ROUNDS", "9"))
SECONDS = int(os.environ.get("T3GEN_BENCH_SECONDS", "3"))
ROWS = int(os.environ.get("T3GEN_BENCH_ROWS", "1000000"))


@dataclass(frozen=True)
class Side:
    """One server, and what is asked of it."""

    server: Server
    token: str
    path: str

    def throughput(self) -> float:
        """Return how many requests it answers in a second of its processor time, 16 at a time."""
        before = processor_seconds(self.server)
        options = ["--json", "-c", "16", "-d", str(SECONDS)]
        header = ["-H", f"Authorization=Bearer {self.token}"] if self.token else []
        address = f"http://127.0.0.1:{self.server.port}{self.path}"
        program = node_modules() / "autocannon" / "autocannon.js"
        run = subprocess.run(
            ["node", program, *options, *header, address],
            env=environment(),
            capture_output=True,
            check=True,
        )
        told = json.loads(run.stdout)
        assert told["non2xx"] == told["errors"] == 0, told
        return float(told["2xx"]) / (processor_seconds(self.server) - before)

    def seconds(self) -> float:
        """Return the median of what one request takes after the other."""

        def once() -> float:
            start = time.perf_counter()
            answer = Client(self.server.port, self.token).call("GET", self.path)
            assert answer.status == OK, answer.body
            return time.perf_counter() - start

        return statistics.median(once() for _ in range(60))


def processor_seconds(server: Server) -> float:
    """Return the processor time that a server and its children have had."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(") ")[2].split()
            if int(fields[2]) == server.process.pid:  # its group
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def ratio(name: str, ours: Side, theirs: Side, least: float) -> bool:
    """Measure two sides in turns, and tell whether ours is quick enough beside theirs."""
    for side in (ours, theirs):
        side.throughput()  # so that both are warm
    pairs = [(ours.throughput(), theirs.throughput()) for _ in range(ROUNDS)]
    found = statistics.median(one / other for one, other in pairs)
    medians = [statistics.median(side) for side in zip(*pairs, strict=True)]
    verdict = "quick enough" if found >= least else f"TOO SLOW, {least} is wanted"
    told = f"{medians[0]:.0f} and {medians[1]:.0f} a processor second"
    print(f"{name}: {found:.2f} ({told}): {verdict}", flush=True)
    return found >= least


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


def questions(orders: Orders, page: int) -> list[Side]:
    """Return every question, and this page of the first one."""
    path, size = "/api/orders?", 100
    for _ in range(page * 20 // size):
        cursor = orders.page(f"{path}&limit={size}")["nextCursor"]
        path = f"/api/orders?cursor={cursor}"
    asked = [question.format(customer=orders.customer) for question in QUESTIONS]
    return [Side(orders.server, orders.token, path) for path in (*asked, path)]


def depth(orders: Orders) -> bool:
    """Compare what each question takes of 10,000 rows, and of ROWS at page 10,000."""
    few = [side.seconds() for side in questions(orders, FEW // 25)]
    orders.grow(FEW + 1, ROWS)
    sides = questions(orders, min(10_000, ROWS // 25))
    passed = True
    for side, before in zip(sides, few, strict=True):
        now = side.seconds()
        passed &= now <= 1.5 * before
        path = re.sub(r"cursor=.*", "cursor=...", side.path)
        told = f"{now * 1000:.1f} ms of {ROWS} rows, {now / before:.2f} of what {FEW} take"
        print(f"{path}: {told}", flush=True)
    return passed


def cold(project: Emitted, kind: str) -> bool:
    """Start a server, and let 32 clients in as soon as it listens: when does one get an answer?"""

    def answered(port: int) -> float:
        assert Client(port).call("GET", "/api/tags").status == OK
        return time.perf_counter()

    times: list[float] = []
    for _ in range(3):
        with project.serving(kind) as port, ThreadPoolExecutor(32) as pool:
            start = time.perf_counter()
            times.append(min(pool.map(answered, [port] * 32)) - start)
    found = statistics.median(times)
    verdict = "in time" if found < 1 else "TOO SLOW, the limit is 1 s"
    print(f"cold {kind}, 32 clients: first answer in {found:.2f} s: {verdict}", flush=True)
    return found < 1


def measured(project: Emitted, database: Postgres) -> Iterator[bool]:
    """Run all comparisons, and yield of each whether it was passed."""
    with (
        project.running("next", project.root / "next.log") as emitted,
        project.running("standalone", project.root / "standalone.log") as standalone,
        project.running("fastify") as fastify,
    ):
        orders = orders_of(database, standalone)
        orders.grow(1, FEW)
        (one,) = orders.page("/api/orders?limit=1")["items"]
        own, by_hand = f"/api/orders/{one['id']}", f"/api/by-hand?id={one['id']}"

        def side(server: Server, path: str) -> Side:
            return Side(server, orders.token, path)

        # With a session, of which half of the time goes into finding it, on both sides.
        listed, listed_by_hand = side(emitted, "/api/orders"), side(emitted, "/api/by-hand")
        yield ratio("list beside by hand, Next", listed, listed_by_hand, 0.95)
        yield ratio("get beside by hand, Next", side(emitted, own), side(emitted, by_hand), 0.95)
        # What everybody may read.
        database.query("bench", TAGS)
        tags, by_next = (Side(server, "", "/api/tags") for server in (standalone, emitted))
        yield ratio("list, standalone beside Next", tags, by_next, 2.5)
        by_fastify = Side(fastify, "", "/api/by-hand")
        yield ratio("list, standalone beside Fastify", tags, by_fastify, 0.95)
        yield depth(orders)
    yield cold(project, "standalone")
    yield cold(project, "next")


def main() -> int:
    with folder() as root, running_postgres() as server:
        project = prepared(root / "shop", server.url("bench"))
        return 0 if all([*measured(project, server)]) else 1


sys.exit(main())
