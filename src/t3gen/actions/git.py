"""Git, asked by its own command: it neither asks for a password nor guesses."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from t3gen.errors import ProjectError

_QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def run(
    *arguments: str,
    folder: Path | None = None,
    where: str = "git",
    hint: str = "",
    code: str = "git",
) -> bytes:
    """Run git, and return what it says.

    Args:
        arguments: What comes behind `git`.
        folder: Where; by default here.
        where: What an error is about.
        hint: The way out of an error.
        code: The name of that kind of error.

    Raises:
        ProjectError: Git is missing, or refuses.
    """
    try:
        ended = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as problem:
        raise ProjectError("git is missing", where=where, hint="install git") from problem
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
        raise ProjectError(said[-1], where=where, hint=hint, code=code)
    return ended.stdout


def ask(*arguments: str, folder: Path) -> bytes | None:
    """Run git, and return what it says; None where it refuses or is missing."""
    try:
        return run(*arguments, folder=folder)
    except ProjectError:
        return None
