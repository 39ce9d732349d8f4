"""How a resource is kept and served: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """How the model is kept."""

    id: str = "uuid7"
    timestamps: bool = True
    version: bool = False
    soft_delete: bool = False


@dataclass(frozen=True)
class Rate:
    """How often one may call: `120/min`, or `off`."""

    read: str
    write: str


@dataclass(frozen=True)
class Seed:
    """How many rows `db:seed` makes."""

    count: int
