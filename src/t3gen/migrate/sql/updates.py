"""Rows that are changed: in batches where others work meanwhile, else as one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from t3gen.psl import Model

_SIZE = 10_000
AGAIN = "-- t3gen: allow update-rows what has come since the batches of the migration before\n"
AGREED = "-- t3gen: allow update-rows agreed to in the spec\n"
ALONE = "-- t3gen: allow update-rows SQLite has one writer at a time, whatever that writes\n"


@dataclass(frozen=True)
class Update:
    """A change of rows that can be repeated: what has been changed is not changed again.

    Args:
        model: The model of the table.
        column: The column that is written.
        text: The statement, with a condition at its end.
    """

    model: Model
    column: str
    text: str

    def in_batches(self) -> str:
        """Return it as a script that `t3gen migrate apply` runs in batches, Prisma in one go."""
        if not self.model.key:
            return script([self])
        # The comment stands where the engine puts the range of a batch.
        keys = ", ".join(f'"{column}"' for column in self.model.key)
        return f"-- UpdateRows\n{self.text}\n-- t3gen: in batches of {_SIZE} by {keys}\n;\n"


def script(updates: Iterable[Update], note: str = "") -> str:
    """Return the script of updates that are a part of a migration.

    Args:
        updates: In the order in which they are made.
        note: A line that says why they need no batches: AGAIN, AGREED or ALONE.
    """
    return "\n".join(f"-- UpdateRows\n{note}{one.text};\n" for one in updates)
