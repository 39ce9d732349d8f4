"""Replay SQLite scripts into a database in memory, to learn which tables they create."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tables:
    """The tables before a script runs, by name in lower case, as SQLite compares names.

    Args:
        by_name: The columns of each table, in lower case.
        unique: The columns of the unique indexes of each table.
    """

    by_name: dict[str, frozenset[str]] = field(default_factory=dict)
    unique: dict[str, frozenset[frozenset[str]]] = field(default_factory=dict)

    def columns(self, table: str) -> frozenset[str] | None:
        """Return the columns of a table, or None when the table is unknown."""
        return self.by_name.get(table.lower())

    def uniques(self, table: str) -> frozenset[frozenset[str]]:
        """Return the unique indexes of a table, each as its columns."""
        return self.unique.get(table.lower(), frozenset())


def after(scripts: Iterable[str]) -> Tables:
    """Return the tables after some scripts; none when one of them fails."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            for script in scripts:
                connection.executescript(script)
        except sqlite3.Error:
            return Tables()
        names = [row[0] for row in connection.execute(_TABLES)]
        return Tables(
            {name.lower(): _columns(connection, name) for name in names},
            {name.lower(): _uniques(connection, name) for name in names},
        )


def parses(statement: str) -> bool:
    """Return whether SQLite can parse a statement; a table that it names need not exist."""
    with closing(sqlite3.connect(":memory:")) as connection:
        message = _error(connection, statement)
        # ALTER TABLE looks for its table before it is parsed to its end.
        if missing := _MISSING.fullmatch(message):
            name = missing["table"].replace('"', '""')
            connection.execute(f'CREATE TABLE "{name}" (x)')
            message = _error(connection, statement)
        return not _SYNTAX.search(message)


def _error(connection: sqlite3.Connection, statement: str) -> str:
    try:
        connection.execute(f"EXPLAIN {statement}")
    except sqlite3.Error as error:
        return str(error)
    return ""


_MISSING = re.compile(r"no such table: (?P<table>[^.]+)")
_SYNTAX = re.compile(r"syntax error|incomplete input|unrecognized token")
_TABLES = "select name from sqlite_master where type = 'table'"
_COLUMNS = "select name from pragma_table_info(?)"
_INDEXES = """select name from pragma_index_list(?) where "unique" and not partial"""


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(str(row[0]).lower() for row in connection.execute(_COLUMNS, (table,)))


def _uniques(connection: sqlite3.Connection, table: str) -> frozenset[frozenset[str]]:
    indexes = []
    for (index,) in connection.execute(_INDEXES, (table,)).fetchall():
        rows = connection.execute("select name from pragma_index_info(?)", (index,))
        indexes.append(frozenset(str(row[0]).lower() for row in rows))
    return frozenset(indexes)
