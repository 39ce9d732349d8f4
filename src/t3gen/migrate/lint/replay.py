"""The tables that a history of SQLite scripts makes, found by running it in memory."""

from __future__ import annotations

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


_TABLES = "select name from sqlite_master where type = 'table'"
_COLUMNS = "select name from pragma_table_info(?)"
_INDEXES = """select name from pragma_index_list(?) where "unique" and not partial"""


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(str(row[0]).lower() for row in connection.execute(_COLUMNS, (table,)))


def _uniques(connection: sqlite3.Connection, table: str) -> frozenset[frozenset[str]]:
    found = []
    for (index,) in connection.execute(_INDEXES, (table,)).fetchall():
        rows = connection.execute("select name from pragma_index_info(?)", (index,))
        found.append(frozenset(str(row[0]) for row in rows))
    return frozenset(found)
