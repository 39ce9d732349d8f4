"""Updates of rows, in batches or as one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from t3gen.psl import Model

_BATCH_SIZE = 10_000
REMAINING = "-- t3gen: allow update-rows rows written since the batches of the migration before\n"
CONSENTED = "-- t3gen: allow update-rows consented to in the spec\n"
SINGLE_WRITER = "-- t3gen: allow update-rows SQLite has one writer at a time\n"


@dataclass(frozen=True)
class Update:
    """An idempotent update of rows.

    Args:
        model: The model of the table.
        column: The column that is written.
        text: The statement, which ends with its condition.
    """

    model: Model
    column: str
    text: str

    def in_batches(self) -> str:
        """Return a script that `t3gen migrate apply` runs in batches, and Prisma at once."""
        if not self.model.key:
            return script([self])
        # The engine replaces the comment by the range of a batch.
        keys = ", ".join(f'"{column}"' for column in self.model.key)
        return f"-- UpdateRows\n{self.text}\n-- t3gen: in batches of {_BATCH_SIZE} by {keys}\n;\n"


def script(updates: Iterable[Update], note: str = "") -> str:
    """Return updates as part of a script.

    Args:
        updates: The updates, in order.
        note: A comment with the reason for no batches: REMAINING, CONSENTED or SINGLE_WRITER.
    """
    return "\n".join(f"-- UpdateRows\n{note}{update.text};\n" for update in updates)
