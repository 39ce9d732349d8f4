"""Output: data on stdout, messages on stderr, colour if supported and wanted."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from typing import IO

import click

from t3gen.errors import Problem, SpecErrors, T3genError

FINDINGS = 1
CANNOT = 2
BUG = 70
INTERRUPTED = 130

VERDICT_COLOURS = {
    "create": "green",
    "update": "cyan",
    "delete": "red",
    "same": "bright_black",
    "keep": "yellow",
    "merge": "cyan",
    "move": "cyan",
    "conflict": "red",
}


def is_interactive() -> bool:
    """Return whether prompts are possible: a terminal, and not CI."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not os.environ.get("CI")


def say(text: str = "", *, bold: bool = False, end: str = "\n") -> None:
    """Print a message on stderr."""
    _print(click.style(text, bold=True) if bold else text, sys.stderr, end)


def data(text: str) -> None:
    """Print data on stdout; a closed pipe is no error."""
    try:
        _print(text, sys.stdout)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(error: T3genError) -> None:
    """Print an error with its hint."""
    if isinstance(error, SpecErrors):
        for problem in error.problems:
            _one(str(problem), problem.hint, problem.code, problem.excerpt)
        count = len(error.problems)
        say(f"{count} problem{'' if count == 1 else 's'} in the specs; nothing has been written")
    else:
        _one(str(error), error.hint, error.code)


def warn(problem: Problem) -> None:
    """Print a warning with its hint."""
    _one(str(problem), problem.hint, problem.code, problem.excerpt, level="warning")


def as_data(error: T3genError) -> dict[str, object]:
    """Return an error as data, for --json."""
    if isinstance(error, SpecErrors):
        return {"ok": False, "problems": [asdict(problem) for problem in error.problems]}
    data = {"code": error.code, "where": error.where, "what": error.what, "hint": error.hint}
    return {"ok": False, "problems": [data]}


def _one(
    what: str, hint: str | None, code: str, excerpt: str = "", *, level: str = "error"
) -> None:
    head = click.style(f"{level}:", fg="red" if level == "error" else "yellow", bold=True)
    say(f"{head} {what} {click.style(f'[{code}]', dim=True)}")
    for line in excerpt.splitlines():
        say(f"    {line}")
    for line in (hint or "").splitlines():
        say(f"  {line}")


def _print(text: str, stream: IO[str], end: str = "\n") -> None:
    click.echo(text + end, file=stream, nl=False, color=_wants_colour(stream))


def _wants_colour(stream: IO[str]) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()
