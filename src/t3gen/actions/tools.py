"""Commands as tools of other programs: arguments in, one JSON answer out.

Each runs as a program of its own, so that a tool answers exactly what the command prints.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from t3gen import programs
from t3gen.errors import UsageError

_LONGEST = 300.0
_LONGEST_TESTS = 1_800.0
_TAIL = 80
"""How many lines of the output of tests are passed on."""


def answer(root: Path, *arguments: str) -> programs.Captured:
    """Run a command of t3gen and return its answer.

    Args:
        root: The project.
        arguments: The command with its options, values after `--`.
    """
    command = [sys.executable, "-m", "t3gen", *arguments]
    return programs.capture(command, root, _LONGEST)


def tests(root: Path, paths: Sequence[str]) -> programs.Captured:
    """Run tests of the app and return the end of their output.

    Args:
        root: The project.
        paths: Files and folders of tests; all tests without one.

    Raises:
        UsageError: A path is an option, which could run another program.
    """
    for path in paths:
        if path.startswith("-"):
            raise UsageError(f"{path!r} is not a path", hint="Name files or folders of tests.")
    ended = programs.capture(["npm", "test", "--", *paths], root, _LONGEST_TESTS)
    lines = [*ended.output.splitlines(), *ended.errors.splitlines()]
    return programs.Captured(ended.code, "\n".join(lines[-_TAIL:]), "")
