"""One way to ask databases of both kinds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pglite import Pglite
from services import Postgres


@dataclass(frozen=True)
class Database:
    """A database of a test.

    Args:
        provider: As Prisma calls its kind.
        url: As DATABASE_URL has it.
        file: The file of an embedded one.
        server: The server of the other kind.
    """

    provider: str
    url: str
    file: Path
    server: Postgres | Pglite | None = None

    @property
    def name(self) -> str:
        """What it is called on its server."""
        return self.url.rpartition("/")[2]

    def drop(self) -> None:
        """Give back what it takes on a server."""
        if self.server:
            self.server.drop(self.name)

    def query(self, sql: str) -> list[str]:
        """Run one statement and return the rows, their values separated by `|`."""
        if self.server:
            return self.server.query(self.name, sql)
        with closing(sqlite3.connect(self.file)) as connection, connection:
            rows = connection.execute(sql).fetchall()
        return ["|".join(map(str, row)) for row in rows]

    def script(self, statements: Sequence[str]) -> None:
        """Run statements in one transaction."""
        if self.server:
            self.server.query(self.name, ";\n".join(["begin", *statements, "commit"]))
            return
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute("pragma foreign_keys = on")
            for statement in statements:
                connection.execute(statement)
