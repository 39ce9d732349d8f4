"""The state of a script after some statements, on which the verdict on the next one depends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from t3gen.migrate.sql import NAME, TABLE, Statement

_NEW = re.compile(
    rf"CREATE (?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|VIRTUAL) )*"
    rf"(?:TABLE|TYPE|MATERIALIZED VIEW|VIEW) (?P<maybe>IF NOT EXISTS )?{TABLE}"
)
_SELECT_INTO = re.compile(rf"SELECT\b.*? INTO (?:(?:TEMP|TEMPORARY|UNLOGGED) )?(?:TABLE )?{TABLE}")
_UNIQUE_INDEX = re.compile(
    rf"CREATE UNIQUE INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?(?P<name>{NAME}) ON (?:ONLY )?"
    rf"{TABLE} (?:USING \w+ )?\( (?P<columns>[^()]+) \)(?P<rest>.*)"
)
_DROPPED = re.compile(rf"DROP INDEX (?:CONCURRENTLY )?(?:IF EXISTS )?{TABLE}")
_ADDED = re.compile(rf"ADD CONSTRAINT ({NAME})")


Unique = tuple[str, frozenset[str], str]
"""A unique index: its table, its columns, and the condition of a partial one."""


def unique_index(statement: Statement) -> tuple[str, Unique] | None:
    """Return the name of the unique index that a statement creates, and the index; else None."""
    match = _UNIQUE_INDEX.fullmatch(statement.shape)
    if not match:
        return None
    columns = frozenset(identifier(it) for it in re.findall(NAME, match["columns"]) if it != "DESC")
    return identifier(match["name"]), (identifier(match["table"]), columns, match["rest"])


def identifier(shape: str) -> str:
    """Return the name of a table, column or index in a shape, as PostgreSQL stores it."""
    return shape[1:-1] if shape.startswith('"') else shape.lower()


@dataclass
class Script:
    """A script, and its effects so far.

    Args:
        statements: All statements of the script.
        created: The tables, views and types that it has created.
        settings: The time limits that it has set.
        not_valid: The constraints that it has added NOT VALID.
        validated_tables: The tables of which it has validated a constraint.
        validated: The constraints that it has validated.
        values: The enum values that it has added.
        reported: The codes that are reported once for a script, and were.
        uniques: The existing unique indexes, by name.
    """

    statements: Sequence[Statement]
    created: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    not_valid: set[str] = field(default_factory=set)
    validated_tables: set[str] = field(default_factory=set)
    validated: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    reported: set[str] = field(default_factory=set)
    uniques: dict[str, Unique] = field(default_factory=dict)

    @property
    def is_transaction(self) -> bool:
        """Whether it runs as a transaction, which a single statement does not."""
        return len(self.statements) > 1

    def record(self, statement: Statement) -> None:
        """Record the effects of a statement."""
        created = _NEW.match(statement.shape)
        if created and not created["maybe"]:
            self.created.add(identifier(created["table"]))
        if unique := unique_index(statement):
            self.uniques |= dict([unique])
        if dropped := _DROPPED.match(statement.shape):
            self.uniques.pop(identifier(dropped["table"]), None)
        if into := _SELECT_INTO.match(statement.outline):
            self.created.add(identifier(into["table"]))

    def drops_uniqueness(self, shape: str) -> bool:
        """Return whether a DROP INDEX drops a unique index without an equal one beside it."""
        dropped = _DROPPED.match(shape)
        name = identifier(dropped["table"]) if dropped else ""
        if name not in self.uniques:
            return False
        others = {other: unique for other, unique in self.uniques.items() if other != name}
        others |= dict(filter(None, map(unique_index, self.statements)))
        return self.uniques[name] not in others.values()

    def is_new(self, shape: str) -> bool:
        """Return whether the script has created a table or type, so that nothing else uses it."""
        return identifier(shape) in self.created

    def adds_constraint(self, shape: str) -> bool:
        """Return whether the script adds a constraint of this name in any statement."""
        return any(shape in _ADDED.findall(statement.shape) for statement in self.statements)

    def report_once(self, code: str) -> list[str]:
        """Return a code for the first call, and nothing after that."""
        if code in self.reported:
            return []
        self.reported.add(code)
        return [code]
