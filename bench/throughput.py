"""The emitted shop beside servers written by hand, on PostgreSQL: throughput, depth, cold start.

The rivals (`rivals/`) share the tables of the shop and nothing else: they have a Prisma client, a
pool, sessions and a log of their own. Everything of the shop is switched on.

All servers run at once and are measured in turns. What counts is how many requests a server answers
in a second of its own processor time, which is the same on a busy machine as on an idle one. The
first line compares two runs of one server: what other lines differ by less than that is noise.
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

from built import FEW, OK, Orders, folder, orders_of, prepared, rivals

ROUNDS = int(os.environ.get("T3GEN_BENCH_ROUNDS", "9"))
REQUESTS = int(os.environ.get("T3GEN_BENCH_REQUESTS", "2000"))
"""How many requests one measurement sends."""
ROWS = int(os.environ.get("T3GEN_BENCH_ROWS", "1000000"))
GENERATOR = Path(__file__).parent / "requests.mjs"


@dataclass(frozen=True)
class Side:
    """One server, and the request that is sent to it.

    Args:
        customer: Whose order is created; without it, the request is a GET.
    """

    server: Server
    token: str
    path: str
    customer: str = ""

    def throughput(self) -> float:
        """Return how many requests it answers in a second of its processor time, 16 at a time."""
        job = {
            "autocannon": str(node_modules() / "autocannon" / "autocannon.js"),
            "url": f"http://127.0.0.1:{self.server.port}{self.path}",
            "token": self.token,
            "customer": self.customer,
            "number": time.time_ns(),
            "amount": REQUESTS,
        }
        before = processor_seconds(self.server)
        run = subprocess.run(
            ["node", GENERATOR, json.dumps(job)],
            env=environment(),
            capture_output=True,
            check=True,
        )
        result = json.loads(run.stdout)
        assert result["non2xx"] == result["errors"] == 0, result
        return float(result["2xx"]) / (processor_seconds(self.server) - before)

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


def requests(server: Server, orders: Orders) -> dict[str, Side]:
    """Return the requests that are compared, by name. Each needs a session."""
    (order,) = orders.page("/api/orders?limit=1")["items"]
    path = "/api/orders"
    return {
        "list": Side(server, orders.token, path),
        "list with customers": Side(server, orders.token, f"{path}?include=customer"),
        "get": Side(server, orders.token, f"{path}/{order['id']}"),
        "POST": Side(server, orders.token, path, orders.customer),
    }


def compared(orders: Orders, ours: Server, theirs: Server, name: str, least: float) -> bool:
    """Compare two servers by every request."""
    pairs = zip(requests(ours, orders).items(), requests(theirs, orders).values(), strict=True)
    results = [ratio(f"{what}, {name}", one, other, least) for (what, one), other in pairs]
    return all(results)


def measured(project: Emitted, others: Emitted, database: Postgres) -> Iterator[bool]:
    """Run all comparisons, and yield of each whether it was passed."""
    with (
        project.running("next", project.root / "next.log") as emitted,
        project.running("standalone", project.root / "standalone.log") as standalone,
        others.running("next", others.root / "next.log") as by_hand,
        others.running("nest", others.root / "nest.log") as nest,
        others.running("fastify", others.root / "fastify.log") as fastify,
    ):
        orders = orders_of(database, standalone)
        orders.grow(1, FEW)
        (same, *_) = requests(emitted, orders).values()
        yield ratio("list beside itself", same, same, 0.97)
        yield compared(orders, emitted, by_hand, "Next beside Next by hand", 0.95)
        yield compared(orders, standalone, emitted, "standalone beside Next", 2.5)
        yield compared(orders, standalone, nest, "standalone beside NestJS", 1.0)
        yield compared(orders, standalone, fastify, "standalone beside Fastify", 0.8)
        yield depth(orders)
    yield cold(project, "standalone")
    yield cold(project, "next")


def main() -> int:
    with folder() as root, running_postgres() as server:
        project = prepared(root / "shop", server.url("bench"))
        others = rivals(root / "rivals", project)
        return 0 if all([*measured(project, others, server)]) else 1


sys.exit(main())
