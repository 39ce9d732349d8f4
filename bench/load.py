"""The emitted shop on PostgreSQL under load: for long at 70 % of what it can, then at 300 %.

Four reads for each write, over HTTP. What is measured of times depends on the machine, which should
have nothing else to do: its load is printed first.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "project"))

from http_client import Client
from services import environment, running_postgres

from built import FEW, TAGS, Orders, folder, orders_of, prepared

SECONDS = int(os.environ.get("T3GEN_BENCH_LOAD_SECONDS", "300"))
OVERLOAD = int(os.environ.get("T3GEN_BENCH_OVERLOAD_SECONDS", "60"))
SERVERS = os.environ.get("T3GEN_BENCH_SERVERS", "next standalone").split()
GENERATOR = Path(__file__).parent / "load.mjs"
RECOVERY = 5  # seconds


@dataclass(frozen=True)
class Load:
    """What is sent to a server by somebody who has orders."""

    orders: Orders
    ids: list[str]

    def run(self, seconds: int, connections: int, rate: int = 0) -> dict[str, Any]:
        """Send for so long, at a rate or as fast as answers come, and return what was seen."""
        job = {
            "port": self.orders.server.port,
            "token": self.orders.token,
            "seconds": seconds,
            "rate": rate,
            "connections": connections,
            "orders": self.ids,
        }
        command = ["node", str(GENERATOR), json.dumps(job)]
        run = subprocess.run(command, env=environment(), capture_output=True, check=True)
        told: dict[str, Any] = json.loads(run.stdout)
        return told


@contextmanager
def memory(pid: int) -> Iterator[list[float]]:
    """Note every second how many MiB a process has in memory."""
    found: list[float] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(1):
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
            found.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        stop.set()
        thread.join()


def verdict(name: str, told: object, *wanted: bool) -> bool:
    """Print what was found, and tell whether it is what is wanted."""
    print(f"{name}: {told}: {'as wanted' if all(wanted) else 'NOT AS WANTED'}", flush=True)
    return all(wanted)


def steady(load: Load, most: int) -> bool:
    """Send 70 % of what the server can, and watch its memory."""
    with memory(load.orders.server.process.pid) as found:
        told = load.run(SECONDS, 200, most * 7 // 10)
    part = max(1, len(found) // 5)
    # The first fifth is for the compiler and the heap to settle.
    before, after = (statistics.median(some) for some in (found[part : 2 * part], found[-part:]))
    return verdict(
        f"{SECONDS} s at 70 % of {most}/s",
        f"{told}, p99 / p50 {told['p99'] / told['p50']:.1f}, {before:.0f} to {after:.0f} MiB",
        told["statuses"].keys() <= {"200", "201"},
        not told["errors"],
        told["p99"] <= 3 * told["p50"],
        after <= 1.1 * before,
    )


def overload(load: Load, most: int) -> bool:
    """Send three times what the server can, then see how soon it is as it was."""
    told = load.run(OVERLOAD, 1000, most * 3)
    start = time.monotonic()
    client = Client(load.orders.server.port, load.orders.token)
    statuses = [client.call("GET", "/api/orders").status for _ in range(20)]
    seconds = time.monotonic() - start
    return verdict(
        f"{OVERLOAD} s at 3 times {most}/s",
        f"{told}, then 20 answers in {seconds:.1f} s",
        told["statuses"].keys() <= {"200", "201", "429", "503"},
        not told["errors"],
        told["withoutRetryAfter"] == 0,
        told["good"] > 0,
        set(statuses) == {200},
        seconds < RECOVERY,
    )


def measured(orders: Orders) -> Iterator[bool]:
    """Run everything against one server, and yield of each part whether it was passed."""
    orders.grow(1, FEW)
    ids = [order["id"] for order in orders.page("/api/orders?limit=100")["items"]]
    load = Load(orders, ids)
    load.run(5, 32)  # so that it is warm
    most = load.run(15, 32)["rate"]
    yield steady(load, most)
    yield overload(load, most)


def main() -> int:
    print(f"load of the machine: {os.getloadavg()}", flush=True)
    passed: list[bool] = []
    with folder() as root, running_postgres() as server:
        project = prepared(root / "shop", server.url("bench"))
        for kind in SERVERS:
            print(kind, flush=True)
            server.query("bench", TAGS)
            server.query("bench", 'delete from "Order"')
            with project.running(kind) as running:
                passed += measured(orders_of(server, running))
    return 0 if all(passed) else 1


sys.exit(main())
