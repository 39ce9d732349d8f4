"""Make columns required on PostgreSQL without blocking writers.

SET NOT NULL scans the table under a lock that blocks everything. A CHECK constraint can be added
NOT VALID, without a scan, and validated while others read and write; SET NOT NULL then trusts it.
See "Notes" of ALTER TABLE in the manual of PostgreSQL 12 and newer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from t3gen.migrate.sql import NAME, Clause, Statement, Token, alter_table
from t3gen.model import constraint_name
from t3gen.psl import with_optional

_SET_NOT_NULL = re.compile(rf"ALTER COLUMN {NAME} SET NOT NULL")
_COLUMN_AT = 2
"""The index of the name of the column in the tokens of an action."""


@dataclass(frozen=True)
class RequiredColumns:
    """An ALTER TABLE that makes columns required.

    Args:
        statement: The whole statement.
        table: The tokens of the name of the table, with its schema.
        actions: The actions that make a column required.
        is_only: Whether the statement has no other actions.
    """

    statement: Statement
    table: tuple[Token, ...]
    actions: tuple[Clause, ...]
    is_only: bool

    @classmethod
    def of(cls, statement: Statement) -> Self | None:
        """Return the columns that a statement makes required, or None when there are none."""
        altered = alter_table(statement)
        if not altered:
            return None
        actions = tuple(it for it in altered.actions if _SET_NOT_NULL.fullmatch(it.shape))
        is_only = len(altered.actions) == len(actions)
        return cls(statement, altered.name, actions, is_only) if actions else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(action.tokens[_COLUMN_AT].identifier for action in self.actions)

    def schema_before(self, schema: str) -> str | None:
        """Return a Prisma schema in which the columns are optional.

        None when it does not have the table, or when the checks of two columns would get the same
        name, as long names are cut.
        """
        if len(set(self._checks)) < len(self.actions):
            return None
        return with_optional(schema, self._table_name, self.columns)

    def is_all_of(self, script: Sequence[Statement]) -> bool:
        """Return whether a script makes the same columns required, and does nothing else."""
        others = [it for each in script if (it := RequiredColumns.of(each)) and it.is_only]
        columns = [(other._table_name, column) for other in others for column in other.columns]
        own = [(self._table_name, column) for column in self.columns]
        return len(others) == len(script) and sorted(columns) == sorted(own)

    def with_checks(self, sql: str) -> str:
        """Return the statement of a script, with checks that are not validated in its place."""
        text = self.statement.source(sql)
        start = self.statement.tokens[-1].end - len(text)
        # From the last to the first, so that offsets stay valid.
        for action, check in reversed([*zip(self.actions, self._checks, strict=True)]):
            column = action.tokens[_COLUMN_AT].text
            added = f"ADD CONSTRAINT {check} CHECK ({column} IS NOT NULL) NOT VALID"
            begin, end = action.tokens[0].start - start, action.tokens[-1].end - start
            text = f"{text[:begin]}{added}{text[end:]}"
        return text

    def validations(self) -> Iterator[str]:
        """Yield the statements that validate the checks, which scan the table."""
        for check in self._checks:
            yield self._altered(f"VALIDATE CONSTRAINT {check}")

    def set_not_null(self) -> Iterator[str]:
        """Yield the statements after the validation: SET NOT NULL, then without the checks."""
        yield self._altered(
            *(" ".join(token.text for token in action.tokens) for action in self.actions)
        )
        yield self._altered(*(f"DROP CONSTRAINT {check}" for check in self._checks))

    @property
    def _table_name(self) -> str:
        return self.table[-1].identifier

    @property
    def _checks(self) -> list[str]:
        columns = self.columns
        names = (constraint_name(self._table_name, (it,), "required") for it in columns)
        return [f'"{name}"' for name in names]

    def _altered(self, *actions: str) -> str:
        table = "".join(token.text for token in self.table)
        return f"ALTER TABLE {table} {', '.join(actions)};\n"
