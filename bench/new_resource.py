"""`t3gen new resource` with its migration, in an installed project: 1 s at most."""

from __future__ import annotations

import sys
import tempfile
from itertools import count
from pathlib import Path

from sides import BIN, PACKAGES, compare, seconds

LIMIT = 1.0
NUMBERS = count(1)


def new_resource(app: Path) -> float:
    name = f"Thing{next(NUMBERS)}"
    migrations = len(list(app.glob("prisma/migrations/*/migration.sql")))
    fields = ["title:string(80)", "total:decimal(12,2) min=0", "note:text?"]
    taken = seconds([BIN / "t3gen", "new", "resource", name, *fields], app)
    assert len(list(app.glob("prisma/migrations/*/migration.sql"))) == migrations + 1
    return taken


def main() -> int:
    if not PACKAGES.is_dir():
        print(f"{PACKAGES} is missing: run `make node-modules` first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app"
        seconds([BIN / "t3gen", "new", "app", app])
        (app / "node_modules").symlink_to(PACKAGES.resolve())
        good = [
            compare("t3gen new resource", lambda: new_resource(app), LIMIT),
            compare(
                "t3gen generate, unchanged",
                lambda: seconds([BIN / "t3gen", "generate"], app),
                LIMIT,
            ),
        ]
    return 0 if all(good) else 1


sys.exit(main())
