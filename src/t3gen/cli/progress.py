"""Progress of long steps: one line each, with a spinner on a terminal."""

from __future__ import annotations

import itertools
import os
import sys
import threading
import time

import click

from t3gen.cli import terminal

_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_PLAIN_FRAMES = "|/-\\"
_INTERVAL = 0.1
_SECONDS = 10  # columns


class Progress:
    """Progress of one step at a time.

    On a terminal a spinner runs until the step ends; otherwise the name is printed at once, and
    the result is added to the same line.
    """

    def __init__(self, width: int) -> None:
        """Set the width of the names, in columns."""
        self._width = width
        self._is_live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._stop = threading.Event()
        self._spinner: threading.Thread | None = None

    def start(self, name: str) -> None:
        """Start a step; a name that is too long is printed on a line of its own."""
        if len(name) > self._width:
            terminal.say(f"  {name}")
        name = self._label(name)
        if not self._is_live:
            terminal.say(f"  {name:<{self._width}}  ", end="")
            return
        self._stop.clear()
        self._spinner = threading.Thread(target=self._spin, args=(name,), daemon=True)
        self._spinner.start()

    def end(self, name: str, detail: str, seconds: float) -> None:
        """End a step that succeeded."""
        duration = click.style(f"{seconds:5.1f} s", dim=True)
        self._print_result(
            name, click.style("✓" if _can_draw() else "+", fg="green"), duration, detail
        )

    def fail(self, name: str) -> None:
        """End a step that failed."""
        mark = click.style("✗" if _can_draw() else "x", fg="red")
        self._print_result(name, mark, click.style(" failed", fg="red"), "")

    def stop(self) -> None:
        """Stop the spinner, if a step is running."""
        if self._spinner:
            self._stop.set()
            self._spinner.join()
            self._spinner = None
            terminal.say(f"\r{' ' * (self._width + _SECONDS)}\r", end="")

    def _print_result(self, name: str, mark: str, duration: str, detail: str) -> None:
        self.stop()
        if self._is_live:
            terminal.say(f"{mark} {self._label(name):<{self._width}}  ", end="")
        terminal.say(f"{duration}  {detail}".rstrip())

    def _label(self, name: str) -> str:
        return name if len(name) <= self._width else ""

    def _spin(self, name: str) -> None:
        started = time.monotonic()
        for frame in itertools.cycle(_FRAMES if _can_draw() else _PLAIN_FRAMES):
            seconds = click.style(f"{time.monotonic() - started:5.1f} s", dim=True)
            mark = click.style(frame, fg="cyan")
            terminal.say(f"\r{mark} {name:<{self._width}}  {seconds}", end="")
            if self._stop.wait(_INTERVAL):
                return


def _can_draw() -> bool:
    return (sys.stderr.encoding or "").lower().startswith("utf")
