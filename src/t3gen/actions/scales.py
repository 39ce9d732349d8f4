"""What a migration cannot see: a decimal of SQLite that changes its scale.

SQLite has no decimals. They are kept as whole numbers of the smallest unit, so that a column does
not change when its scale does, but what its rows mean does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from t3gen.errors import MigrationError
from t3gen.migrate import Renames, active
from t3gen.model import Former

Record = Mapping[str, Any]
_WHOLE = ("int", "bigint")


def check(
    recorded: Sequence[Record],
    new: Sequence[Record],
    former: Former,
    exchanged: Collection[str] = (),
) -> None:
    """Refuse a decimal with another scale than the rows that exist were written with.

    Args:
        recorded: The resources as they were generated last.
        new: The resources as they will be.
        former: What was called otherwise.
        exchanged: The exchanges of names among that which have been made.

    Raises:
        MigrationError: Rows would be read as other numbers.
    """
    if recorded == new:
        return
    before = {record["name"]: dict(_scales(record)) for record in recorded}
    models = active(former.models, before, exchanged)
    # What a note speaks of may have another name by now: specs say the new one.
    done = Renames({old: now for now, old in models.items()}).moved(exchanged)
    for record in new:
        name = record["name"]
        known = before.get(models.get(name, name), {})
        fields = active(former.fields.get(name, {}), known, done, f"{name}.")
        for field, scale in _scales(record):
            _check(f"{name}.{field}", known.get(fields.get(field, field), scale), scale)


def _check(place: str, before: int, scale: int) -> None:
    if before != scale:
        raise MigrationError(
            f"rows hold whole numbers of {_unit(before)}; with scale {scale} they would "
            "be read as other amounts",
            where=place,
            hint=f"keep scale {before}, or add a field with the new one and copy the values",
            code="migration-unsafe",
        )


def _scales(record: Record) -> Iterator[tuple[str, int]]:
    for field in record["fields"]:
        if field["type"] in _WHOLE:
            yield field["name"], 0
        elif field["type"] == "decimal":
            yield field["name"], field["scale"]


def _unit(scale: int) -> str:
    return f"0.{'0' * (scale - 1)}1" if scale else "1"
