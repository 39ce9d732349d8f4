"""The emitted shop on PostgreSQL, as benchmarks use it: with rates that nobody reaches."""

from __future__ import annotations

import re
import shutil
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
from services import Postgres

FEW = 10_000
OK = 200
STEP = 500_000
"""How many rows one statement inserts: more would take too long for one."""
RIVALS = Path(__file__).parent / "rivals"
RIVAL_SERVERS = ("fastify", "nest")
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
    """Emit the shop with rates that nobody reaches, apply its migrations, and build it."""
    if not root.exists():
        emit(root, shop_specs(), database="postgresql", url=url)
        rates = root / "src" / "server" / "limits" / "rates.ts"
        rates.write_text(re.sub(r"\d+/min", "100000000/min", rates.read_text()))
    everything_on = {"DATABASE_URL": url, "RATE_LIMIT_STORE": "memory"}
    project = Emitted(root, everything_on)
    project.done("npm run db:migrate")
    build_next(project)
    return project


def rivals(root: Path, shop: Emitted) -> Emitted:
    """Install and build the servers of `rivals`, which share the shop's tables, but no code."""
    if not root.exists():
        shutil.copytree(RIVALS, root)
        shutil.copy(shop.root / ".env", root)
    project = Emitted(root, shop.variables)
    if not (root / "node_modules").exists():
        project.done("npm install --ignore-scripts --no-audit --no-fund --no-package-lock")
    engine = shop.root / "prisma" / "engine" / "schema-engine.mjs"
    project.done("npx prisma generate", PRISMA_SCHEMA_ENGINE_BINARY=str(engine))
    for server in RIVAL_SERVERS:
        project.done(
            f"npx esbuild src/{server}.ts --bundle --packages=external --platform=node "
            f"--format=esm --outfile=dist/{server}.js"
        )
    build_next(project)
    return project


def build_next(project: Emitted) -> None:
    """Run `next build`, unless the folder has a build."""
    if not (project.root / ".next" / "BUILD_ID").exists():
        project.done("node node_modules/next/dist/bin/next build", NEXT_TELEMETRY_DISABLED="1")


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
