"""How a resource is kept and served: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.spec import ResourceSpec


@dataclass(frozen=True)
class Options:
    """How the model is kept."""

    id: str
    timestamps: bool
    version: bool
    soft_delete: bool

    @classmethod
    def of(cls, spec: ResourceSpec) -> Options:
        """Return what a spec says of it."""
        return cls(
            spec.id,
            timestamps=spec.timestamps,
            version=spec.version,
            soft_delete=spec.soft_delete,
        )


@dataclass(frozen=True)
class Rate:
    """How often one may call: `120/min`, or `off`."""

    read: str
    write: str


@dataclass(frozen=True)
class Seed:
    """How many rows `db:seed` makes."""

    count: int
