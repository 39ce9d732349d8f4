"""Unique indexes and named constraints, as statements add and drop them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from t3gen.migrate.sql import NAME, TABLE, Statement, name_of, statements

ALTER = re.compile(rf"ALTER (?:FOREIGN )?TABLE (?:IF EXISTS )?(?:ONLY )?{TABLE} (?:\* )?")
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
    """What a unique index, or a named key of a table, demands of its rows.

    Args:
        table: The table.
        kind: UNIQUE, PRIMARY KEY or FOREIGN KEY.
        columns: The columns that it is about.
        rest: What else a unique index says: the rows that it is about, a collation.
    """

    table: str
    kind: str
    columns: frozenset[str]
    rest: str = ""

    def implies(self, other: Constraint) -> bool:
        """Tell whether rows that satisfy this one satisfy a unique index, too."""
        return (
            self.table == other.table
            and self.kind != "FOREIGN KEY"
            and self.columns <= other.columns
            and self.rest in ("", other.rest)
            and other.is_about_values
        )

    @property
    def is_about_values(self) -> bool:
        """Whether values are alike when they are equal, and null is like nothing."""
        return not self.rest or self.rest.startswith("WHERE ")


@dataclass(frozen=True)
class Effect:
    """What a statement does to the constraints of a database.

    Args:
        added: The constraints that it adds, with their names.
        names: The names that it drops.
        columns: The columns that it drops, with their tables: their constraints go, too.
        tables: The tables that it drops.
        renamed: The table that it renames, or a part of which: nothing is known of it afterwards.
    """

    added: tuple[tuple[str, Constraint], ...] = ()
    names: frozenset[str] = frozenset()
    columns: frozenset[tuple[str, str]] = frozenset()
    tables: frozenset[str] = frozenset()
    renamed: str = ""

    def drops(self, one: Constraint) -> bool:
        """Tell whether a constraint goes with its table or with a column of it."""
        return one.table in self.tables or any(
            (one.table, column) in self.columns for column in one.columns
        )

    def apply(self, known: dict[str, Constraint]) -> None:
        """Change the constraints that there are, by name, to those that there are afterwards."""
        touched = {*self.tables, self.renamed, *(table for table, _ in self.columns)}
        gone = set(self.names)
        if touched != {""}:
            gone |= {
                name
                for name, one in known.items()
                if one.table in touched and (self.drops(one) or one.table == self.renamed)
            }
        for name in gone:
            known.pop(name, None)
        known.update(self.added)


_NONE = Effect()


def after(scripts: Iterable[str], *, folds: bool = False) -> dict[str, Constraint]:
    """Return the constraints that there are after scripts, by name.

    Args:
        scripts: The scripts, in their order.
        folds: Whether names in quotes are the same in any case, as in SQLite.
    """
    known: dict[str, Constraint] = {}
    for script in scripts:
        for effect in _effects(script, folds):
            effect.apply(known)
    return known


@cache
def _effects(script: str, folds: bool) -> tuple[Effect, ...]:
    """Return what a script does; a history is read once for every migration that follows."""
    found = (effect_of(it.folded() if folds else it) for it in statements(script))
    return tuple(one for one in found if one != _NONE)


def effect_of(statement: Statement) -> Effect:
    """Return what a statement does to constraints."""
    shape = statement.shape
    if index := unique_index(statement):
        return Effect(added=(index,))
    if renamed := _RENAME_INDEX.fullmatch(shape):
        return Effect(names=frozenset({name_of(renamed["table"])}))
    if dropped := _DROP.fullmatch(shape):
        paths = (re.findall(NAME, it) for it in dropped["names"].split(" , "))
        names = frozenset(name_of(path[-1]) for path in paths if path)
        return Effect(tables=names) if dropped["kind"] == "TABLE" else Effect(names=names)
    if created := _CREATE.match(shape):
        return Effect(added=_named(name_of(created["table"]), shape))
    altered = ALTER.match(shape)
    return _of_altering(statement, altered) if altered else _NONE


def unique_index(statement: Statement) -> tuple[str, Constraint] | None:
    """Return the unique index that a statement adds, with its name."""
    found = _UNIQUE_INDEX.fullmatch(statement.shape)
    if not found:
        return None
    words = [part.split(" ") for part in found["columns"].split(" , ")]
    odd = [word for part in words for word in part[1:] if word not in _ORDER]
    rest = " ".join([*odd, found["rest"]]).strip()
    columns = frozenset(name_of(part[0]) for part in words)
    return name_of(found["name"]), Constraint(name_of(found["table"]), "UNIQUE", columns, rest)


def _of_altering(statement: Statement, head: re.Match[str]) -> Effect:
    table = name_of(head["table"])
    actions = [it.shape for it in statement.after(head[0].count(" ")).split()]
    columns = (it for one in actions if (it := _DROP_COLUMN.fullmatch(one)))
    names = (it for one in actions if (it := _DROP_CONSTRAINT.fullmatch(one)))
    return Effect(
        added=_named(table, statement.shape),
        names=frozenset(name_of(it[1]) for it in names),
        columns=frozenset((table, name_of(it[1])) for it in columns),
        renamed=table if actions[0].startswith("RENAME ") else "",
    )


def _named(table: str, shape: str) -> tuple[tuple[str, Constraint], ...]:
    return tuple(
        (
            name_of(it["name"]),
            Constraint(table, it["kind"], frozenset(map(name_of, it["columns"].split(" , ")))),
        )
        for it in _NAMED.finditer(shape)
    )
