"""Conflict markers, as `git merge-file --diff3` writes them."""

from __future__ import annotations

OURS = "yours"
BASE = "last generation"
NEW = "this generation"

_OPENING = b"<<<<<<< "
_CLOSING = b">>>>>>> "


def first_marker(data: bytes) -> int | None:
    """Return the line, from 1, of the first unresolved conflict; None without one."""
    if _CLOSING not in data:
        return None
    opened = None
    for number, line in enumerate(data.splitlines(), 1):
        if opened is None and line.startswith(_OPENING):
            opened = number
        elif opened is not None and line.startswith(_CLOSING):
            return opened
    return None
