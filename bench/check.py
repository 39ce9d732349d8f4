"""`t3gen check` in an installed project of 50 resources: 1 s at most."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from sides import BIN, PACKAGES, compare, seconds

LIMIT = 1.0
RESOURCES = 50
SPEC = """\
resource: Thing{number}

fields:
  title: string(80)
  total: decimal(12, 2) min=0
  state: enum(open, closed) = open
  note:  text?
{relation}
api:
  filter: [state]
  sort: [createdAt]
"""


def spec(number: int) -> str:
    relation = f"\nrelations:\n  parent: Thing{number - 1}?\n" if number else ""
    return SPEC.format(number=number, relation=relation)


def main() -> int:
    if not PACKAGES.is_dir():
        print(f"{PACKAGES} is missing: run `make node-modules` first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app"
        seconds([BIN / "t3gen", "new", "app", app])
        (app / "node_modules").symlink_to(PACKAGES.resolve())
        (app / "resources").mkdir(exist_ok=True)
        for number in range(RESOURCES):
            (app / "resources" / f"thing{number}.yaml").write_text(spec(number))
        seconds([BIN / "t3gen", "generate"], app)
        checked = compare(
            f"t3gen check, {RESOURCES} resources",
            lambda: seconds([BIN / "t3gen", "check"], app),
            LIMIT,
        )
    return 0 if checked else 1


if __name__ == "__main__":
    sys.exit(main())
