"""The emitted shop on PostgreSQL, as benchmarks use it: with rates that nobody reaches."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "project"))

from emitted import Emitted, Server, emit, shop_specs
from http_client import Client
from services import Postgres, environment

FEW = 10_000
OK = 200
STEP = 500_000
"""How many rows one statement inserts: more would take too long for one."""
BY_HAND = Path(__file__).parent / "by_hand"
BUNDLED = (
    "npx esbuild fastify.ts --bundle --splitting --platform=node --target=node22 --format=esm "
    "--sourcemap --log-level=warning --outdir=generated/by-hand --banner:js="
    'import{createRequire}from"node:module";const/**/require=createRequire(import.meta.url);'
)
"""As the standalone server is, so that nothing but the code differs."""
ORDERS = """\
insert into "Order"
  ("id", "number", "status", "total", "customerId", "userId", "placedAt", "updatedAt")
select gen_random_uuid(), 'SO-' || n, (array['draft', 'placed', 'paid'])[1 + n % 3]::"OrderStatus",
  n % 1000, '{customer}', '{user}', now() - n * interval '1 second', now()
from generate_series({start}, {end}) as n;
analyze;
"""
TAGS = """\
insert into "Tag" ("id", "name", "updatedAt")
select gen_random_uuid(), 'tag ' || n, now() from generate_series(1, 1000) as n
on conflict do nothing
"""


def prepared(root: Path, url: str) -> Emitted:
    """Emit the shop, with handlers by hand in it and rates that nobody reaches, and build it."""
    if not root.exists():
        emit(root, shop_specs(), database="postgresql", url=url)
        shutil.copy(BY_HAND / "queries.ts", root / "src" / "by-hand.ts")
        shutil.copy(BY_HAND / "fastify.ts", root / "fastify.ts")
        (root / "src" / "app" / "api" / "by-hand").mkdir()
        shutil.copy(BY_HAND / "route.ts", root / "src" / "app" / "api" / "by-hand" / "route.ts")
        rates = root / "src" / "server" / "limits" / "rates.ts"
        rates.write_text(re.sub(r"\d+/min", "100000000/min", rates.read_text()))
    everything_on = {"DATABASE_URL": url, "RATE_LIMIT_STORE": "memory"}
    project = Emitted(root, everything_on)
    project.done("npm run db:migrate")
    project.done(BUNDLED)
    if not (root / ".next" / "BUILD_ID").exists():
        build = ["node", "node_modules/next/dist/bin/next", "build"]
        variables = environment({**everything_on, "NEXT_TELEMETRY_DISABLED": "1"})
        subprocess.run(build, cwd=root, env=variables, check=True, capture_output=True)
    return project


@dataclass(frozen=True)
class Orders:
    """The orders of somebody, as many as are wanted."""

    database: Postgres
    server: Server
    token: str
    customer: str
    user: str

    def grow(self, start: int, end: int) -> None:
        """Add orders with these numbers."""
        for first in range(start, end + 1, STEP):
            last = min(first + STEP - 1, end)
            rows = ORDERS.format(start=first, end=last, customer=self.customer, user=self.user)
            self.database.query("bench", rows)

    def page(self, path: str) -> dict[str, Any]:
        """Return a page of a list."""
        page: dict[str, Any] = Client(self.server.port, self.token).call("GET", path).json()
        return page


def orders_of(database: Postgres, server: Server) -> Orders:
    """Sign somebody up who has no orders yet."""
    name = f"ada-{time.time_ns()}"
    ada = Client(server.port).sign_up(name)
    body = {"name": "Ada", "email": f"{name}@example.com"}
    made = ada.call("POST", "/api/customers", body).json()
    return Orders(database, server, ada.token or "", made["id"], made["userId"])


@contextmanager
def folder() -> Iterator[Path]:
    """The folder that is named on the command line and kept, or one that is not."""
    if len(sys.argv) > 1:
        yield Path(sys.argv[1]).resolve()
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)
