"""What a script has done so far, which decides what its next statement means."""

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
"""A table, the columns that are unique in it, and among which rows."""


def unique_index(statement: Statement) -> tuple[str, Unique] | None:
    """Return the unique index that a statement makes, by its name."""
    found = _UNIQUE_INDEX.fullmatch(statement.shape)
    if not found:
        return None
    columns = frozenset(name_of(it) for it in re.findall(NAME, found["columns"]) if it != "DESC")
    return name_of(found["name"]), (name_of(found["table"]), columns, found["rest"])


def name_of(shape: str) -> str:
    """Return the name that a piece of a shape stands for."""
    return shape[1:-1] if shape.startswith('"') else shape.lower()


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
        values: Enum values that it has added.
        told: What is told once only, and has been.
        uniques: The unique indexes that there are, by name.
    """

    statements: Sequence[Statement]
    created: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    unchecked: set[str] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)
    validated: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    uniques: dict[str, Unique] = field(default_factory=dict)

    @property
    def is_transaction(self) -> bool:
        """Whether it runs as one: a single statement does not."""
        return len(self.statements) > 1

    def note(self, statement: Statement) -> None:
        """Remember what a statement makes."""
        made = _NEW.match(statement.shape)
        if made and not made["maybe"]:
            self.created.add(name_of(made["table"]))
        if found := unique_index(statement):
            self.uniques |= dict([found])
        if dropped := _DROPPED.match(statement.shape):
            self.uniques.pop(name_of(dropped["table"]), None)
        if into := _SELECT_INTO.match(statement.outline):
            self.created.add(name_of(into["table"]))

    def drops_rule(self, shape: str) -> bool:
        """Tell whether a DROP INDEX takes a rule away: no other index has the same one."""
        dropped = _DROPPED.match(shape)
        name = name_of(dropped["table"]) if dropped else ""
        if name not in self.uniques:
            return False
        others = {one: rule for one, rule in self.uniques.items() if one != name}
        others |= dict(filter(None, map(unique_index, self.statements)))
        return self.uniques[name] not in others.values()

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
