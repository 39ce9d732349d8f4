"""Settings in the record: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.spec import ResourceSpec, Timestamps


@dataclass(frozen=True)
class Options:
    """Options of the model.

    Args:
        updated_default: Whether `updatedAt` has a default in the database.
        time_zone: Whether PostgreSQL stores times as `timestamptz`, not as `timestamp`.
        unique_id: Whether the id has a unique index beside the primary key.
        given_id: Whether ids are given by callers, or those of related rows.
    """

    id: str
    timestamps: Timestamps
    version: bool
    soft_delete: bool
    time_zone: bool
    updated_default: bool = False
    unique_id: bool = False
    given_id: bool = False

    @classmethod
    def of(cls, spec: ResourceSpec, id_: str, *, given: bool) -> Options:
        """Return the options of a spec.

        Args:
            spec: The spec.
            id_: The kind of its ids.
            given: Whether they are not generated.
        """
        return cls(
            id_,
            timestamps=spec.timestamps,
            version=spec.version,
            soft_delete=spec.soft_delete,
            time_zone=spec.time_zone,
            updated_default=spec.updated_default,
            unique_id=spec.unique_id,
            given_id=given,
        )


@dataclass(frozen=True)
class Rate:
    """Rate limits: such as `120/min`, or `off`."""

    read: str
    write: str


@dataclass(frozen=True)
class Seed:
    """The number of rows that `db:seed` creates."""

    count: int
