"""What a migration cannot see: a decimal of SQLite that changes its scale.

SQLite has no decimals. They are kept as whole numbers of the smallest unit, so that a column does
not change when its scale does, but what its rows mean does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from t3gen.errors import MigrationError

Record = Mapping[str, Any]


def check(recorded: Iterable[Record], new: Iterable[Record]) -> None:
    """Refuse a decimal with another scale than the rows that exist were written with.

    Raises:
        MigrationError: Rows would be read as other numbers.
    """
    before = dict(_scales(recorded))
    for place, scale in _scales(new):
        if before.get(place, scale) == scale:
            continue
        raise MigrationError(
            f"rows hold whole numbers of {_unit(before[place])}; with scale {scale} they would "
            "be read as other amounts",
            where=place,
            hint=f"keep scale {before[place]}, or add a field with the new one and copy the values",
            code="migration-unsafe",
        )


def _scales(records: Iterable[Record]) -> Iterable[tuple[str, int]]:
    for record in records:
        for field in record["fields"]:
            if field["type"] == "decimal":
                yield f"{record['name']}.{field['name']}", field["scale"]


def _unit(scale: int) -> str:
    return f"0.{'0' * (scale - 1)}1" if scale else "1"
