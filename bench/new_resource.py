"""`t3gen new resource` with its migration, in an app of 10: 1 s, and 3 times hygen's six files."""

from __future__ import annotations

import sys
import tempfile
from itertools import count
from pathlib import Path

from check import spec
from hygen import Hygen
from sides import BIN, PACKAGES, beside, compare, seconds

LIMIT = 1.0
RATIO = 3.0
APP = 10
NUMBERS = count(1)


def new_resource(app: Path) -> float:
    name = f"Added{next(NUMBERS)}"
    migrations = len(list(app.glob("prisma/migrations/*/migration.sql")))
    fields = ["title:string(80)", "total:decimal(12,2) min=0", "note:text?"]
    taken = seconds([BIN / "t3gen", "new", "resource", name, *fields], app)
    assert len(list(app.glob("prisma/migrations/*/migration.sql"))) == migrations + 1
    return taken


def six_files(hygen: Hygen) -> float:
    return seconds(hygen.command("thing", "new", "--name", f"n{next(NUMBERS)}"), hygen.folder)


def main() -> int:
    if not PACKAGES.is_dir():
        print(f"{PACKAGES} is missing: run `make node-modules` first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app"
        seconds([BIN / "t3gen", "new", "app", app])
        (app / "node_modules").symlink_to(PACKAGES.resolve())
        (app / "resources").mkdir(exist_ok=True)
        for number in range(APP):
            (app / "resources" / f"thing{number}.yaml").write_text(spec(number))
        seconds([BIN / "t3gen", "generate"], app)
        (Path(folder) / "hygen").mkdir()
        hygen = Hygen(Path(folder) / "hygen")
        good = [
            compare("t3gen new resource", lambda: new_resource(app), LIMIT),
            beside(
                "t3gen new resource beside hygen's six files of one line",
                lambda: new_resource(app),
                lambda: six_files(hygen),
                RATIO,
            ),
            compare(
                "t3gen generate, unchanged",
                lambda: seconds([BIN / "t3gen", "generate"], app),
                LIMIT,
            ),
        ]
    return 0 if all(good) else 1


sys.exit(main())
