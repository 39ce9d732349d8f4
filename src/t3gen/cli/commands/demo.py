"""`t3gen demo`, and the output of its events."""

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
    from t3gen.actions.demo import DemoOptions, Event
    from t3gen.cli.progress import Progress

_WIDTH = len("t3gen new app shop --template template")
_COLOURS = {"+": "green", "-": "red"}


@click.command(short_help="Create a backend and call it, update its template, check it.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the project in DIR/shop and its template in DIR/template. "
    "Default: a temporary folder, removed at the end.",
)
def demo(keep: Path | None) -> None:
    """Run a demo in three acts, by the commands that a user would type.

    Specs become a backend on an embedded database, which is started and called. `copier update`
    merges an edit of generated code with a new version of the template. `t3gen check` passes,
    fails once a spec has changed, and passes again.
    """
    from t3gen.actions import demo as action

    started = time.monotonic()
    signal.signal(signal.SIGTERM, _interrupt)
    calls = _play(action.DemoOptions(keep))
    seconds = time.monotonic() - started
    terminal.say(f"\nDone in {seconds:.0f} s: {calls} requests answered as expected.", bold=True)
    terminal.say("The server has been stopped.")
    if keep:
        _show_next_steps(keep.resolve())
    else:
        terminal.say("The project has been removed. To keep it: t3gen demo --keep DIR")


def _play(options: DemoOptions) -> int:
    """Print every event of the demo, and return the number of requests."""
    from t3gen.actions import demo as action
    from t3gen.cli.progress import Progress

    progress, calls, acts = Progress(_WIDTH), 0, 0
    with closing(action.demo(options)) as events:
        try:
            for event in events:
                acts += isinstance(event, action.Heading)
                calls += isinstance(event, action.Called)
                _show(event, progress, acts)
        finally:
            progress.stop()
    return calls


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Treat SIGTERM like Ctrl-C, so that the server is stopped too."""
    raise KeyboardInterrupt


def _show(event: Event, progress: Progress, act: int) -> None:
    from t3gen.actions import demo as action
    from t3gen.cli import exchange

    match event:
        case action.Heading(title):
            terminal.say(f"\nAct {act}. {title}\n", bold=True)
        case action.Started(command):
            progress.start(command)
        case action.Done(command, detail, seconds):
            progress.end(command, detail, seconds)
        case action.Failed(command, output):
            progress.fail(command)
            for line in output:
                terminal.say(f"    {line}")
        case action.Excerpt(title, lines):
            coloured = (click.style(line, fg=_COLOURS.get(line[:1])) for line in lines)
            terminal.data("\n".join(["", f"  {title}", *(f"    {line}" for line in coloured), ""]))
        case action.Called():
            terminal.data("\n" + "\n".join(exchange.lines(event)))


def _show_next_steps(folder: Path) -> None:
    """Print where the project is, and commands to continue with."""
    from t3gen.actions import demo as action

    terminal.say(f"\nThe project:   {folder / 'shop'}\nIts template:  {folder / 'template'}")
    terminal.say("\nContinue with it:", bold=True)
    terminal.say(f"  cd {shlex.quote(str(folder / 'shop'))}")
    if additions := action.path_additions():
        folders = ":".join(map(str, additions))
        terminal.say(f"  export PATH={shlex.quote(folders)}:$PATH")
    terminal.say("  npm run dev")
