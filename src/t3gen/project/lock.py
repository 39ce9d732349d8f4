"""The lock that lets one t3gen at a time change a project."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from t3gen.errors import ProjectError

_PAUSE = 0.05


@contextmanager
def locked(root: Path, timeout: float = 10.0) -> Iterator[None]:
    """Hold the project's lock; the system releases it when the process ends.

    Args:
        root: The project.
        timeout: How many seconds to wait for another run.

    Raises:
        ProjectError: Another run holds it for longer than that, or the folder does not exist.
    """
    if not root.is_dir():
        raise ProjectError("there is no such folder", where=str(root))
    file = _file(root)
    pid_file = file.with_suffix(".pid")
    lock = FileLock(file, timeout=timeout, poll_interval=_PAUSE)
    try:
        lock.acquire()
    except Timeout as problem:
        raise ProjectError(
            f"another t3gen is running in this project{_holder(pid_file)}",
            where=str(root),
            hint="wait for it to end, then run the command again",
            code="locked",
        ) from problem
    except OSError as problem:
        raise ProjectError(f"cannot be locked: {problem.strerror}", where=str(file)) from problem
    try:
        with suppress(OSError):
            pid_file.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        lock.release()


def _file(root: Path) -> Path:
    """Return the file to lock for a project.

    It is outside the project: Windows cannot lock a folder, and a file inside would show up in
    `git status`, could be deleted with the project's files, and could not be created in a
    read-only project, where `t3gen migrate apply` runs in a container.
    """
    digest = sha256(os.path.normcase(root.resolve()).encode()).hexdigest()
    for cache in (user_cache_path("t3gen"), Path(tempfile.gettempdir(), "t3gen")):
        folder = cache / "locks"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                break
    return folder / f"{digest[:24]}.lock"


def _holder(pid_file: Path) -> str:
    """Return the process that holds the lock as a text, or nothing if it is unknown.

    Its id is in a file beside the lock, because opening the lock file truncates it.
    """
    try:
        return f": process {int(pid_file.read_text(encoding='ascii'))}"
    except (OSError, ValueError):
        return ""
