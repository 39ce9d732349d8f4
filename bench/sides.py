"""Measuring two commands side by side, in turns, so that a busy machine slows both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from t3gen.migrate import find_node

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed t3gen has its bytecode
BIN = Path(sys.executable).parent
PACKAGES = Path(os.environ.get("T3GEN_TEST_NODE_MODULES", ".cache/node/node_modules"))
BARE: dict[str, list[str | Path]] = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "node -e 0": [find_node(), "-e", "0"],
}


def seconds(command: Sequence[str | Path], folder: Path | None = None) -> float:
    """Run a command and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def compare(name: str, run: Callable[[], float], limit: float, rounds: int = 10) -> bool:
    """Measure a run against bare Python and bare Node, print medians, tell whether it is in time.

    Args:
        name: What is measured.
        run: Does it once and returns the seconds.
        limit: The most seconds that it may take.
        rounds: How often each side runs.
    """
    sides = [(run(), *(seconds(command) for command in BARE.values())) for _ in range(rounds)]
    ours, *bare = [statistics.median(times) for times in zip(*sides, strict=True)]
    ratios = ", ".join(
        f"{ours / median:.1f} times `{command}` ({median:.3f} s)"
        for command, median in zip(BARE, bare, strict=True)
    )
    verdict = "in time" if ours < limit else f"TOO SLOW, the limit is {limit} s"
    print(f"{name}: {ours:.3f} s, {ratios}: {verdict}")
    return bool(ours < limit)


def beside(
    name: str,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    limit: float,
    rounds: int = 10,
) -> bool:
    """Measure two runs in turns, print the median of their ratios, tell whether it is in time.

    Args:
        name: What is measured.
        ours: Does ours once and returns the seconds.
        theirs: Does theirs once and returns the seconds.
        limit: The greatest ratio of ours to theirs.
        rounds: How often each side runs, after a first time that does not count.
    """
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    ratio = statistics.median(our / their for our, their in pairs)
    our, their = (statistics.median(times) for times in zip(*pairs, strict=True))
    verdict = "in time" if ratio <= limit else f"TOO SLOW, the limit is {limit} times"
    print(f"{name}: {ratio:.2f} times ({our:.3f} s, {their:.3f} s): {verdict}")
    return ratio <= limit
