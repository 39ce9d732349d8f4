"""Names of constraints, as Prisma 7 makes them on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 63


def name(table: str, fields: Sequence[str], kind: str) -> str:
    """Return the name of a key (`kind` "key"), foreign key ("fkey") or index ("idx").

    PostgreSQL keeps 63 bytes of a name. Prisma cuts the front part, so that the kind stays.
    """
    suffix = f"_{kind}"
    return "_".join([table, *fields])[: LONGEST - len(suffix)] + suffix
