"""`t3gen demo`, and how it is told."""

from __future__ import annotations

import shlex
import signal
import time
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal

if TYPE_CHECKING:
    from t3gen.actions.demo import Event
    from t3gen.cli.progress import Progress

_WIDTH = len("t3gen migrate apply")


@click.command(short_help="Make a shop, start it on an embedded database, and call it.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Make the project there, and leave it. Without this it is gone at the end.",
)
@click.option(
    "--packages",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the npm packages there, and take them from there the next time.",
)
def demo(keep: Path | None, packages: Path | None) -> None:
    """Make a shop of eight specs, start it on an embedded database, and call it."""
    from t3gen.actions import demo as action
    from t3gen.cli.progress import Progress

    began = time.monotonic()
    signal.signal(signal.SIGTERM, _interrupt)
    progress, calls = Progress(_WIDTH), 0
    with closing(action.demo(action.Wish(keep, packages))) as events:
        try:
            for event in events:
                calls += isinstance(event, action.Called)
                _tell(event, progress)
        finally:
            progress.leave()
    seconds = time.monotonic() - began
    terminal.say(f"\n{calls} calls, answered as they should be, in {seconds:.0f} s.", bold=True)
    terminal.say("The server has been stopped.")
    if keep:
        terminal.say(f"Go on with it:\n  cd {shlex.quote(str(keep))}\n  npm run dev")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """End as on Ctrl-C, so that the server is stopped too."""
    raise KeyboardInterrupt


def _tell(event: Event, progress: Progress) -> None:
    from t3gen.actions import demo as action
    from t3gen.cli import exchange

    match event:
        case action.Started(command):
            progress.start(command)
        case action.Done(command, detail, seconds):
            progress.end(command, detail, seconds)
        case action.Failed(command, output):
            progress.fail(command)
            for line in output:
                terminal.say(f"    {line}")
        case action.Called():
            terminal.data("\n" + "\n".join(exchange.lines(event)))
