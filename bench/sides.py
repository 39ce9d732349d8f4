"""Measuring two commands side by side, in turns, so that a busy machine slows both alike."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

BIN = Path(sys.executable).parent
PYTHON = [sys.executable, "-c", "pass"]


def seconds(command: Sequence[str | Path], folder: Path | None = None) -> float:
    """Run a command and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def compare(name: str, run: Callable[[], float], limit: float, rounds: int = 10) -> bool:
    """Measure a run against `python -c pass`, print the medians, and tell whether it is in time.

    Args:
        name: What is measured.
        run: Does it once and returns the seconds.
        limit: The most seconds that it may take.
        rounds: How often each side runs.
    """
    pairs = [(seconds(PYTHON), run()) for _ in range(rounds)]
    bare = statistics.median(python for python, _ in pairs)
    ours = statistics.median(t3gen for _, t3gen in pairs)
    verdict = "in time" if ours < limit else f"TOO SLOW, the limit is {limit} s"
    print(
        f"{name}: {ours:.3f} s, {ours / bare:.0f} times `python -c pass` ({bare:.3f} s): {verdict}"
    )
    return ours < limit
