"""The migration of a change of six resources, from specs to SQL: half a second at most."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from sides import BIN, compare, seconds
from t3gen.actions.steps import migration
from t3gen.migrate import MigrationOptions
from t3gen.project import Plan

LIMIT = 0.5
RESOURCES = 6
SPEC = "resource: Thing{number}\n\nfields:\n  title: string(80)\n  total: decimal(12, 2) min=0\n"


def main() -> int:
    packages = Path(os.environ.get("T3GEN_TEST_NODE_MODULES", ".cache/node/node_modules"))
    if not packages.is_dir():
        print(f"{packages} is missing: run `make node-modules` first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app"
        seconds([BIN / "t3gen", "new", "app", app])
        (app / "node_modules").symlink_to(packages.resolve())
        (app / "resources").mkdir(exist_ok=True)
        for number in range(RESOURCES):
            spec = SPEC.format(number=number)
            (app / "resources" / f"thing{number}.yaml").write_text(spec)
        seconds([BIN / "t3gen", "generate"], app)
        for model in app.glob("prisma/models/thing*.prisma"):
            text = model.read_text()
            model.write_text(text.replace("}\n", "  note String?\n}\n", 1))

        def plan() -> float:
            start = time.perf_counter()
            due = migration.plan(app, Plan(()), MigrationOptions())
            assert due.name, "nothing is due"
            return time.perf_counter() - start

        planned = compare(f"migration of {RESOURCES} resources", plan, LIMIT)
    return 0 if planned else 1


sys.exit(main())
