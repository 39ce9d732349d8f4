"""The unique indexes and named keys of a database, as statements add and drop them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from t3gen.migrate.sql import (
    NAME,
    TABLE,
    AlterTable,
    Statement,
    alter_table,
    identifier,
    statements,
)

_CREATE = re.compile(rf"CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?{TABLE} \(")
_UNIQUE_INDEX = re.compile(
    rf"CREATE UNIQUE INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?(?P<name>{NAME}) ON (?:ONLY )?"
    rf"{TABLE} (?:USING \w+ )?\( (?P<columns>[^()]+) \)(?P<rest>.*)"
)
_NAMED = re.compile(
    rf"CONSTRAINT (?P<name>{NAME}) (?P<kind>FOREIGN KEY|PRIMARY KEY|UNIQUE) "
    r"\( (?P<columns>[^()]+) \)"
)
_DROP = re.compile(
    r"DROP (?P<kind>TABLE|INDEX) (?:CONCURRENTLY )?(?:IF EXISTS )?(?P<names>.+?)"
    r"(?: CASCADE| RESTRICT)?"
)
_RENAME_INDEX = re.compile(rf"ALTER INDEX (?:IF EXISTS )?{TABLE} RENAME TO .*")
_DROP_COLUMN = re.compile(rf"DROP (?:COLUMN )?(?:IF EXISTS )?({NAME})(?: CASCADE| RESTRICT)?")
_DROP_CONSTRAINT = re.compile(rf"DROP CONSTRAINT (?:IF EXISTS )?({NAME})\b.*")
_ORDER = {"ASC", "DESC", "NULLS", "FIRST", "LAST"}


@dataclass(frozen=True)
class Constraint:
    """A unique index, or a named key of a table.

    Args:
        table: The table.
        kind: UNIQUE, PRIMARY KEY or FOREIGN KEY.
        columns: The columns.
        rest: The rest of a unique index: a collation, the condition of a partial one.
    """

    table: str
    kind: str
    columns: frozenset[str]
    rest: str = ""

    def implies(self, unique: Constraint) -> bool:
        """Return whether rows that satisfy this constraint also satisfy a unique index."""
        return (
            self.table == unique.table
            and self.kind != "FOREIGN KEY"
            and self.columns <= unique.columns
            and self.rest in ("", unique.rest)
            and unique.is_about_values
        )

    @property
    def is_about_values(self) -> bool:
        """Return whether only equal values are duplicates: null is not a duplicate of null."""
        return not self.rest or self.rest.startswith("WHERE ")


@dataclass(frozen=True)
class Effect:
    """The effect of a statement on the constraints of a database.

    Args:
        added: The constraints that it adds, with their names.
        names: The names of the constraints that it drops.
        columns: The columns that it drops with their constraints, as (table, column).
        tables: The tables that it drops.
        renamed: The table that it renames, or of which it renames a part; then its constraints
            are unknown. Empty for other statements.
    """

    added: tuple[tuple[str, Constraint], ...] = ()
    names: frozenset[str] = frozenset()
    columns: frozenset[tuple[str, str]] = frozenset()
    tables: frozenset[str] = frozenset()
    renamed: str = ""

    def drops(self, constraint: Constraint) -> bool:
        """Return whether a constraint is dropped with its table or with one of its columns."""
        return constraint.table in self.tables or any(
            (constraint.table, column) in self.columns for column in constraint.columns
        )

    def apply(self, existing: dict[str, Constraint]) -> None:
        """Update the existing constraints, by name."""
        touched = {*self.tables, self.renamed, *(table for table, _ in self.columns)}
        dropped = set(self.names)
        if touched != {""}:
            dropped |= {
                name
                for name, it in existing.items()
                if it.table in touched and (self.drops(it) or it.table == self.renamed)
            }
        for name in dropped:
            existing.pop(name, None)
        existing.update(self.added)


_NONE = Effect()


def after(scripts: Iterable[str], *, folds: bool = False) -> dict[str, Constraint]:
    """Return the constraints after some scripts, by name.

    Args:
        scripts: The scripts, in order.
        folds: Whether quoted names are compared without regard to case, as in SQLite.
    """
    existing: dict[str, Constraint] = {}
    for script in scripts:
        for effect in _effects(script, folds):
            effect.apply(existing)
    return existing


@cache
def _effects(script: str, folds: bool) -> tuple[Effect, ...]:
    """Return the effects of a script; cached, as each later migration needs them."""
    effects = (effect_of(it.folded() if folds else it) for it in statements(script))
    return tuple(effect for effect in effects if effect != _NONE)


def effect_of(statement: Statement) -> Effect:
    """Return the effect of a statement on constraints."""
    shape = statement.shape
    if index := unique_index(statement):
        return Effect(added=(index,))
    if renamed := _RENAME_INDEX.fullmatch(shape):
        return Effect(names=frozenset({identifier(renamed["table"])}))
    if dropped := _DROP.fullmatch(shape):
        paths = (re.findall(NAME, it) for it in dropped["names"].split(" , "))
        names = frozenset(identifier(path[-1]) for path in paths if path)
        return Effect(tables=names) if dropped["kind"] == "TABLE" else Effect(names=names)
    if created := _CREATE.match(shape):
        return Effect(added=_named(identifier(created["table"]), shape))
    altered = alter_table(statement)
    return _of_alter_table(altered, shape) if altered else _NONE


def unique_index(statement: Statement) -> tuple[str, Constraint] | None:
    """Return the name of the unique index that a statement creates, and the index; else None."""
    match = _UNIQUE_INDEX.fullmatch(statement.shape)
    if not match:
        return None
    columns = [column.split(" ") for column in match["columns"].split(" , ")]
    options = [word for column in columns for word in column[1:] if word not in _ORDER]
    rest = " ".join([*options, match["rest"]]).strip()
    names = frozenset(identifier(column[0]) for column in columns)
    return identifier(match["name"]), Constraint(identifier(match["table"]), "UNIQUE", names, rest)


def _of_alter_table(altered: AlterTable, shape: str) -> Effect:
    table = identifier(altered.table)
    actions = [it.shape for it in altered.actions]
    columns = (it for action in actions if (it := _DROP_COLUMN.fullmatch(action)))
    names = (it for action in actions if (it := _DROP_CONSTRAINT.fullmatch(action)))
    return Effect(
        added=_named(table, shape),
        names=frozenset(identifier(it[1]) for it in names),
        columns=frozenset((table, identifier(it[1])) for it in columns),
        renamed=table if actions[0].startswith("RENAME ") else "",
    )


def _named(table: str, shape: str) -> tuple[tuple[str, Constraint], ...]:
    return tuple(
        (
            identifier(it["name"]),
            Constraint(table, it["kind"], frozenset(map(identifier, it["columns"].split(" , ")))),
        )
        for it in _NAMED.finditer(shape)
    )
