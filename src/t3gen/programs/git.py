"""Git, run as a command, without prompts."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from t3gen.errors import ProjectError

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_SSH = "ssh -o BatchMode=yes"
# Variables that git sets in hooks; they name the hook's repository, which may be another one.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_IDENTITY = ("-c", "user.name=t3gen", "-c", "user.email=t3gen@localhost")
_MERGE = ("git", "merge-file", "-p", "--diff3", "--marker-size=7")
_MOST_CONFLICTS = 127
_REASONS = ("fatal:", "error:")


class GitMissing(ProjectError):
    """Git is not installed, or not on PATH."""

    code = "git-missing"


def run(
    *arguments: str,
    folder: Path | None = None,
    where: str = "git",
    hint: str = "",
    code: str = "git",
) -> bytes:
    """Run git, and return its standard output.

    Args:
        arguments: The arguments of git.
        folder: The folder to run it in; by default the current one.
        where: The subject of an error.
        hint: The hint of an error.
        code: The code of an error.

    Raises:
        GitMissing: Git is not installed.
        ProjectError: Git failed.
    """
    # Not as `cwd`: a folder that does not exist would look like a missing program.
    place = ["-C", str(folder)] if folder else []
    try:
        result = subprocess.run(
            ["git", *place, *arguments],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as problem:
        install = "install git (https://git-scm.com), then run the command again"
        raise GitMissing("git is missing", where=where, hint=install) from problem
    if result.returncode:
        raise ProjectError(_reason(result.stderr), where=where, hint=hint, code=code)
    return result.stdout


def commit(message: str, *, folder: Path) -> None:
    """Commit staged changes as the user, or as t3gen if git has no user.

    Raises:
        GitMissing: Git is not installed.
        ProjectError: Git failed.
    """
    identity = () if query("config", "user.email", folder=folder) else _IDENTITY
    unsigned = ("-c", "commit.gpgSign=false")
    run(*identity, *unsigned, "commit", "--quiet", "--message", message, folder=folder)


def merge_file(*arguments: str | Path) -> tuple[bytes, int]:
    """Merge three files, without a repository.

    Args:
        arguments: Options of `git merge-file`, then the files: ours, base, theirs.

    Returns:
        The text, and the number of conflicts marked in it.

    Raises:
        ProjectError: Git is missing, or a file is binary.
    """
    try:
        result = subprocess.run([*_MERGE, *arguments], capture_output=True, check=False)
    except OSError as problem:
        hint = "install git (https://git-scm.com), or set your edits aside"
        what = "git is missing, and merges need it"
        raise ProjectError(what, hint=hint, code="git-missing") from problem
    if not 0 <= result.returncode <= _MOST_CONFLICTS:
        raise ProjectError(f"git cannot merge it: {result.stderr.decode(errors='replace').strip()}")
    return result.stdout, result.returncode


def _reason(stderr: bytes) -> str:
    """Return the line of an error output with the reason."""
    lines = stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
    return next((line for line in lines if line.startswith(_REASONS)), lines[-1])


def query(*arguments: str, folder: Path) -> bytes | None:
    """Run git, and return its standard output; None if it failed or is missing."""
    try:
        return run(*arguments, folder=folder)
    except ProjectError:
        return None


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return {"GIT_SSH_COMMAND": _SSH, **kept, **_QUIET}
