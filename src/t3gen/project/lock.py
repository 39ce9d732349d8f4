"""One t3gen at a time in a project."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from t3gen.errors import ProjectError

_PAUSE = 0.05


@contextmanager
def locked(root: Path, patience: float = 10.0) -> Iterator[None]:
    """Hold the project's lock; it ends with the process, however that ends.

    Args:
        root: The project, whose folder itself is locked, so that no file is left behind.
        patience: How many seconds to wait for another run.

    Raises:
        ProjectError: Another run holds it for longer than that, or the folder is gone.
    """
    try:
        handle = os.open(root, os.O_RDONLY)
    except OSError as problem:
        raise ProjectError(f"cannot be opened: {problem.strerror}", where=str(root)) from problem
    try:
        deadline = time.monotonic() + patience
        while not _try(handle):
            if time.monotonic() > deadline:
                holder = _holder(handle)
                raise ProjectError(
                    f"another t3gen is at work in this project{holder}",
                    where=str(root),
                    hint="wait for it to end, then run the command again",
                    code="locked",
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> str:
    """Return who holds the lock, where the system tells (Linux does)."""
    inode = os.fstat(handle).st_ino
    try:
        locks = Path("/proc/locks").read_text(encoding="ascii")
    except OSError:
        return ""
    found = re.search(rf"FLOCK +\S+ +\S+ +(\d+) +\S+:{inode} ", locks)
    return f": process {found[1]}" if found else ""
