"""Generation costs what has changed: processor time in apps of 10, 300 and 1,000 resources.

Ratios to an app of 10, of the same run: a change, or none, costs at most 3 times as much in an app
of 300 and 6 times in one of 1,000; 150 MB at most; `t3gen check` of 1,000 takes at most 3 s.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from check import spec
from sides import BIN, PACKAGES, seconds

RATIOS = {10: 1.0, 300: 3.0, 1000: 6.0}
MOST_MEMORY = 150
LONGEST_CHECK = 3.0
ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of the processor, and MB at its peak."""

    seconds: float
    memory: float


def cost(command: list[str | Path], folder: Path) -> Cost:
    """Run a command, and count in the processes that it starts."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def app_of(count: int, root: Path) -> Path:
    """Make an app with resources, generated."""
    app = root / f"app{count}"
    seconds([BIN / "t3gen", "new", "app", app])
    (app / "node_modules").symlink_to(PACKAGES.resolve())
    (app / "resources").mkdir(exist_ok=True)
    for number in range(count):
        (app / "resources" / f"thing{number}.yaml").write_text(spec(number))
    first = cost([BIN / "t3gen", "generate"], app)
    print(f"first generation of {count:,}: {first.seconds:.2f} s, {first.memory:.0f} MB")
    return app


def changed(app: Path) -> Cost:
    """Add a field to one resource and generate, migration included, without writing."""
    path = app / "resources" / "thing5.yaml"
    before = path.read_text()
    path.write_text(before.replace("  note:  text?\n", "  note:  text?\n  extra: int?\n"))
    taken = cost([BIN / "t3gen", "generate", "--dry-run"], app)
    path.write_text(before)
    return taken


def unchanged(app: Path) -> Cost:
    return cost([BIN / "t3gen", "generate"], app)


def check(app: Path) -> Cost:
    return cost([BIN / "t3gen", "check"], app)


def measure(name: str, run: Callable[[Path], Cost], apps: dict[int, Path]) -> bool:
    """Measure in all apps in turns, print medians and ratios, tell whether they are in time."""
    rounds = [{count: run(app) for count, app in apps.items()} for _ in range(ROUNDS)]
    good = True
    medians = {count: statistics.median(one[count].seconds for one in rounds) for count in apps}
    for count, median in medians.items():
        ratio = median / medians[min(apps)]
        memory = max(one[count].memory for one in rounds)
        is_good = ratio <= RATIOS[count] and memory < MOST_MEMORY
        is_good = is_good and not (run is check and median > LONGEST_CHECK)
        good = good and is_good
        verdict = "in time" if is_good else "TOO MUCH"
        print(f"{name}, {count:,}: {median:.2f} s, {ratio:.1f} times, {memory:.0f} MB: {verdict}")
    return good


def main() -> int:
    if not PACKAGES.is_dir():
        print(f"{PACKAGES} is missing: run `make node-modules` first", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        apps = {count: app_of(count, Path(folder)) for count in RATIOS}
        good = [
            measure("1 changed", changed, apps),
            measure("unchanged", unchanged, apps),
            measure("check", check, apps),
        ]
    return 0 if all(good) else 1


sys.exit(main())
