"""The tables that a history of SQLite scripts makes, found by running it in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tables:
    """What is known of tables before a script runs.

    Args:
        by_name: Their columns, in lower case as SQLite compares them.
        unique: The columns of their unique indexes.
    """

    by_name: dict[str, frozenset[str]] = field(default_factory=dict)
    unique: dict[str, frozenset[frozenset[str]]] = field(default_factory=dict)

    def columns(self, table: str) -> frozenset[str] | None:
        """Return the columns of a table, or None when nothing is known of it."""
        return self.by_name.get(table.lower())

    def uniques(self, table: str) -> frozenset[frozenset[str]]:
        """Return the unique indexes of a table, each as its columns."""
        return self.unique.get(table.lower(), frozenset())


def after(scripts: Iterable[str]) -> Tables:
    """Run scripts on an empty database; one that fails ends what is known."""
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
    """Tell whether SQLite can read a statement; a table that it names need not exist."""
    with closing(sqlite3.connect(":memory:")) as connection:
        refusal = _refusal(connection, statement)
        # ALTER TABLE looks for its table before it is read to its end.
        if missing := _MISSING.fullmatch(refusal):
            name = missing["table"].replace('"', '""')
            connection.execute(f'CREATE TABLE "{name}" (x)')
            refusal = _refusal(connection, statement)
        return not _SYNTAX.search(refusal)


def _refusal(connection: sqlite3.Connection, statement: str) -> str:
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
    found = []
    for (index,) in connection.execute(_INDEXES, (table,)).fetchall():
        rows = connection.execute("select name from pragma_index_info(?)", (index,))
        found.append(frozenset(str(row[0]).lower() for row in rows))
    return frozenset(found)
