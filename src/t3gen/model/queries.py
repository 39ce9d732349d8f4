"""What can be asked of lists: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Through:
    """Fields of the resource at the end of a to-one relation that lists are narrowed by."""

    relation: str
    target: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """How many rows a page of a list has, and may have."""

    size: int
    max: int
