"""What can be asked of lists: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Through:
    """Fields of the resource at the end of a to-one relation that lists are narrowed by."""

    name: str
    target: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Include:
    """A relation that answers can include.

    Args:
        list: Whether it leads to many.
        key: The field that holds the id, or the ids, where this model has one.
    """

    name: str
    target: str
    list: bool
    key: str | None


@dataclass(frozen=True)
class Page:
    """How many rows a page of a list has, and may have."""

    size: int
    max: int
