"""Lists in the record: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Caller = Literal["any", "role", "actor"]


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
class Cache:
    """How answers of lists and single rows are cached.

    Args:
        seconds: The longest time that they are kept.
        tables: The tables that they are made of.
        caller: What answers depend on of the caller, besides the rows that they may see.
    """

    seconds: int
    tables: tuple[str, ...]
    caller: Caller


@dataclass(frozen=True)
class Import:
    """How rows of a file are created.

    Args:
        found_by: The fields by which rows that exist are found, to be updated.
    """

    found_by: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The default and maximum number of rows of a page."""

    size: int
    max: int
