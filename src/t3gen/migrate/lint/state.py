"""What a script has done so far, which decides what its next statement means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from t3gen.migrate.lint.constraints import ALTER, Constraint, Effect, effect_of
from t3gen.migrate.sql import NAME, TABLE, Statement, name_of

_NEW = re.compile(
    rf"CREATE (?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|VIRTUAL) )*"
    rf"(?:TABLE|TYPE|MATERIALIZED VIEW|VIEW) (?P<maybe>IF NOT EXISTS )?{TABLE}"
)
_SELECT_INTO = re.compile(rf"SELECT\b.*? INTO (?:(?:TEMP|TEMPORARY|UNLOGGED) )?(?:TABLE )?{TABLE}")
_ADDED = re.compile(rf"ADD CONSTRAINT ({NAME})")
_EMPTY = re.compile(
    rf"ADD (?:COLUMN )?+(?!CONSTRAINT |IF NOT EXISTS )(?P<column>{NAME}) (?P<rest>.*)"
)
_FILLED = re.compile(r"\b(DEFAULT|GENERATED|(SMALL|BIG)?SERIAL|AS)\b")
_WRITES = re.compile(
    r"(UPDATE|INSERT|REPLACE|MERGE|COPY|WITH|DO|CALL|EXECUTE|SELECT)\b.*|.* TYPE .*"
)


@dataclass
class Script:
    """A script that is being read.

    Args:
        statements: All of it.
        created: Tables, views and types that it has made so far.
        settings: What it has set so far, as far as it sets a limit.
        unchecked: Constraints that it has added without looking at rows.
        checked: Tables of which it has validated a constraint.
        validated: Constraints that it has validated.
        values: Enum values that it has added, each with the types that have it now.
        told: What is told once only, and has been.
        constraints: The unique indexes and named keys that there are, by name.
        satisfied: Those that all rows satisfy: some may have been dropped since.
        empty: Columns, with their tables, that it has added and that no row has a value in.
    """

    statements: Sequence[Statement]
    created: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    unchecked: set[str] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)
    validated: set[str] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    constraints: dict[str, Constraint] = field(default_factory=dict)
    satisfied: set[Constraint] = field(default_factory=set)
    empty: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start from the constraints that earlier scripts have left."""
        self.satisfied |= set(self.constraints.values())

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What each of its statements does to constraints."""
        return tuple(map(effect_of, self.statements))

    @property
    def is_transaction(self) -> bool:
        """Whether it runs as one: a single statement does not."""
        return len(self.statements) > 1

    def note(self, statement: Statement) -> None:
        """Remember what a statement makes."""
        made = _NEW.match(statement.shape)
        if made and not made["maybe"]:
            self.created.add(name_of(made["table"]))
        effect_of(statement).apply(self.constraints)
        self._note_rows(statement)
        if into := _SELECT_INTO.match(statement.outline):
            self.created.add(name_of(into["table"]))

    def _note_rows(self, statement: Statement) -> None:
        if _WRITES.fullmatch(statement.shape):
            self.satisfied = set()
            self.empty = set()
        self.satisfied |= set(self.constraints.values())
        if altered := ALTER.match(statement.shape):
            actions = (it.shape for it in statement.after(altered[0].count(" ")).split())
            added = (it for one in actions if (it := _EMPTY.fullmatch(one)))
            self.empty |= {
                (name_of(altered["table"]), name_of(it["column"]))
                for it in added
                if not _FILLED.search(it["rest"])
            }

    def drops_rule(self, name: str, table: str = "") -> bool:
        """Tell whether code can miss a constraint that is dropped by name.

        It cannot where the table or a column of it goes as well, or where the script adds the
        same one under another name.

        Args:
            name: The name of the constraint, or of an index, which may be of no constraint.
            table: The table; empty for an index.
        """
        known = self.constraints.get(name)
        if known is None:
            return bool(table) and not any(table in one.tables for one in self.effects)
        if any(one.drops(known) for one in self.effects):
            return False
        others = {other for one, other in self.constraints.items() if one != name}
        return known not in others | {added for one in self.effects for _, added in one.added}

    def drops_index_rule(self, statement: Statement) -> bool:
        """Tell whether code can miss a unique index that a DROP INDEX names."""
        return any(map(self.drops_rule, effect_of(statement).names))

    def satisfies(self, unique: Constraint) -> bool:
        """Tell whether no two rows can be alike in what a new unique index is about."""
        is_empty = any((unique.table, column) in self.empty for column in unique.columns)
        return (is_empty and unique.is_about_values) or any(
            one.implies(unique) for one in self.satisfied
        )

    def is_new(self, shape: str) -> bool:
        """Tell whether a table or type is of this script, so that nobody else uses it yet."""
        return name_of(shape) in self.created

    def adds_constraint(self, shape: str) -> bool:
        """Tell whether the script adds a constraint of this name anywhere."""
        return any(shape in _ADDED.findall(one.shape) for one in self.statements)

    def once(self, code: str) -> list[str]:
        """Return a code the first time."""
        if code in self.told:
            return []
        self.told.add(code)
        return [code]
