"""Lists in the record: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RelatedFilter:
    """Fields of a to-one relation's target to filter by."""

    name: str
    target: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Include:
    """A relation that responses can include.

    Args:
        list: Whether it is to-many.
        key: The field with the id, or the ids; None if this model has none.
    """

    name: str
    target: str
    list: bool
    key: str | None


@dataclass(frozen=True)
class Page:
    """The default and maximum number of rows of a page."""

    size: int
    max: int
