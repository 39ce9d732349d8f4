"""The edit of a file that the app and t3gen share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A new text of a file, with a line for every difference.

    Args:
        path: The file, from the project's root.
        text: Its new text.
        added: What is added.
        changed: What was there and changes, which needs consent.
    """

    path: str
    text: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
