"""Columns of PostgreSQL that become required while others work.

SET NOT NULL looks at every row behind a lock that stops everybody. A check need not: it is added
without a look at the rows and validated while others read and write; SET NOT NULL then trusts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from t3gen.migrate.sql import NAME, TABLE, Clause, Statement, Token
from t3gen.model import constraint_name
from t3gen.psl import Model, blocks

_HEAD = re.compile(rf"ALTER TABLE {TABLE} ")
_SET_NOT_NULL = re.compile(rf"ALTER COLUMN {NAME} SET NOT NULL")
_WORDS = 2
"""So many stand before the name of a table, and before that of a column."""


@dataclass(frozen=True)
class Required:
    """An ALTER TABLE that makes columns required.

    Args:
        statement: All of it.
        table: The name of its table, with that of a schema.
        sets: Those of its actions that make a column required.
        is_all: Whether it has no others.
    """

    statement: Statement
    table: tuple[Token, ...]
    sets: tuple[Clause, ...]
    is_all: bool

    @classmethod
    def of(cls, statement: Statement) -> Self | None:
        """Return what a statement makes required, or None when that is nothing."""
        head = _HEAD.match(statement.shape)
        if not head:
            return None
        words = head[0].count(" ")
        actions = tuple(statement.after(words).split())
        sets = tuple(one for one in actions if _SET_NOT_NULL.fullmatch(one.shape))
        table = statement.tokens[_WORDS:words]
        return cls(statement, table, sets, len(actions) == len(sets)) if sets else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(one.tokens[_WORDS].identifier for one in self.sets)

    def optional(self, schema: str) -> str | None:
        """Return a schema in which the columns may be empty, or None when that cannot be said."""
        name = self.table[-1].identifier
        if len(set(self._checks)) < len(self.sets):
            return None
        for model, block in blocks(schema):
            if model.table == name:
                other = block
                for field in _fields(model, self.columns):
                    pattern = rf"^(\s*{field}\s+\w+)(?=\s|$)"
                    other = re.sub(pattern, r"\1?", other, flags=re.MULTILINE)
                head = f"model {model.name} {{\n"
                return schema.replace(head + block, head + other, 1)
        return None

    def is_all_of(self, script: Sequence[Statement]) -> bool:
        """Tell whether a script makes the same columns required, and does nothing else."""
        found = [one for it in script if (one := Required.of(it)) and one.is_all]
        columns = [(one.table[-1].identifier, column) for one in found for column in one.columns]
        mine = [(self.table[-1].identifier, column) for column in self.columns]
        return len(found) == len(script) and sorted(columns) == sorted(mine)

    def checked(self, sql: str) -> str:
        """Return the statement of a script, with checks where it would look at the rows."""
        text = self.statement.source(sql)
        start = _end(self.statement) - len(text)
        for one, check in reversed([*zip(self.sets, self._checks, strict=True)]):
            action = f"ADD CONSTRAINT {check} CHECK ({one.tokens[_WORDS].text} IS NOT NULL)"
            begin, end = one.tokens[0].start - start, _end(one) - start
            text = f"{text[:begin]}{action} NOT VALID{text[end:]}"
        return text

    def validated(self) -> Iterator[str]:
        """Yield what looks at the rows."""
        for check in self._checks:
            yield self._altered(f"VALIDATE CONSTRAINT {check}")

    def trusted(self) -> Iterator[str]:
        """Yield what makes the columns required once that is done, and the checks superfluous."""
        yield self._altered(*(" ".join(token.text for token in one.tokens) for one in self.sets))
        yield self._altered(*(f"DROP CONSTRAINT {check}" for check in self._checks))

    @property
    def _checks(self) -> list[str]:
        table = self.table[-1].identifier
        names = (constraint_name(table, (column,), "required") for column in self.columns)
        return [f'"{name}"' for name in names]

    def _altered(self, *actions: str) -> str:
        table = "".join(token.text for token in self.table)
        return f"ALTER TABLE {table} {', '.join(actions)};\n"


def _fields(model: Model, columns: Sequence[str]) -> Iterator[str]:
    """Yield the fields of columns, and the relations that these are the keys of."""
    for field in model.fields:
        relation = field.attribute("relation")
        keys = model.columns(relation.names("fields")) if relation else (field.column,)
        if {*keys} & {*columns}:
            yield field.name


def _end(clause: Clause) -> int:
    last = clause.tokens[-1]
    return last.start + len(last.text)
