"""The state of a script after some statements, on which the verdict on the next one depends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from t3gen.migrate.lint.constraints import Constraint, Effect, effect_of
from t3gen.migrate.sql import NAME, TABLE, Statement, alter_table, identifier

_NEW = re.compile(
    rf"CREATE (?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|VIRTUAL) )*"
    rf"(?:TABLE|TYPE|MATERIALIZED VIEW|VIEW) (?P<maybe>IF NOT EXISTS )?{TABLE}"
)
_SELECT_INTO = re.compile(rf"SELECT\b.*? INTO (?:(?:TEMP|TEMPORARY|UNLOGGED) )?(?:TABLE )?{TABLE}")
_ADDED = re.compile(rf"ADD CONSTRAINT ({NAME})")
_EMPTY = re.compile(
    rf"ADD (?:COLUMN )?+(?!CONSTRAINT |IF NOT EXISTS )(?P<column>{NAME}) (?P<rest>.*)"
)
_HAS_VALUE = re.compile(r"\b(DEFAULT|GENERATED|(SMALL|BIG)?SERIAL|AS)\b")
_WRITES = re.compile(
    r"(UPDATE|INSERT|REPLACE|MERGE|COPY|WITH|DO|CALL|EXECUTE|SELECT)\b.*|.* TYPE .*"
)


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
        values: The enum values that it has added to existing types, each with these types.
        reported: The codes that are reported once for a script, and were.
        constraints: The existing unique indexes and named keys, by name.
        satisfied: The constraints that all rows satisfy; some may be dropped already.
        empty: The columns that it has added and that are null in all rows, as (table, column).
    """

    statements: Sequence[Statement]
    created: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    not_valid: set[str] = field(default_factory=set)
    validated_tables: set[str] = field(default_factory=set)
    validated: set[str] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=dict)
    reported: set[str] = field(default_factory=set)
    constraints: dict[str, Constraint] = field(default_factory=dict)
    satisfied: set[Constraint] = field(default_factory=set)
    empty: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start with the constraints after earlier scripts."""
        self.satisfied |= set(self.constraints.values())

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """The effect of each of its statements on constraints."""
        return tuple(map(effect_of, self.statements))

    @property
    def is_transaction(self) -> bool:
        """Return whether it runs as a transaction, which a single statement does not."""
        return len(self.statements) > 1

    def record(self, statement: Statement) -> None:
        """Record the effects of a statement."""
        created = _NEW.match(statement.shape)
        if created and not created["maybe"]:
            self.created.add(identifier(created["table"]))
        effect_of(statement).apply(self.constraints)
        self._record_rows(statement)
        if into := _SELECT_INTO.match(statement.outline):
            self.created.add(identifier(into["table"]))

    def _record_rows(self, statement: Statement) -> None:
        if _WRITES.fullmatch(statement.shape):
            self.satisfied = set()
            self.empty = set()
        self.satisfied |= set(self.constraints.values())
        if altered := alter_table(statement):
            added = (it for action in altered.actions if (it := _EMPTY.fullmatch(action.shape)))
            self.empty |= {
                (identifier(altered.table), identifier(it["column"]))
                for it in added
                if not _HAS_VALUE.search(it["rest"])
            }

    def drops_constraint(self, name: str, table: str = "") -> bool:
        """Return whether a constraint that is dropped by name is lost.

        It is not where its table or one of its columns is dropped as well, or where the script
        adds an equal one under another name.

        Args:
            name: The name of the constraint, or of an index, which may be not unique.
            table: The table; empty for an index.
        """
        dropped = self.constraints.get(name)
        if dropped is None:
            return bool(table) and not any(table in effect.tables for effect in self.effects)
        if any(effect.drops(dropped) for effect in self.effects):
            return False
        others = {it for other, it in self.constraints.items() if other != name}
        return dropped not in others | {it for effect in self.effects for _, it in effect.added}

    def drops_uniqueness(self, statement: Statement) -> bool:
        """Return whether a unique index that a DROP INDEX names is lost."""
        return any(map(self.drops_constraint, effect_of(statement).names))

    def satisfies(self, unique: Constraint) -> bool:
        """Return whether all rows satisfy a new unique index."""
        is_null = any((unique.table, column) in self.empty for column in unique.columns)
        return (is_null and unique.is_about_values) or any(
            constraint.implies(unique) for constraint in self.satisfied
        )

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
