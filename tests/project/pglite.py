"""PostgreSQL in memory, as Prisma's own CLI brings it: one program that serves many databases."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from services import environment, node_modules, postgres_binaries, psql


@dataclass(frozen=True)
class Pglite:
    """What stands for a server: every database has a port of its own.

    Args:
        process: Makes databases as it is asked to.
        binaries: The folder of psql.
    """

    process: subprocess.Popen[str]
    binaries: Path
    _ports: dict[str, str] = field(default_factory=dict)

    def url(self, database: str) -> str:
        """Return the address of a database, which is made where there is none."""
        if database not in self._ports:
            self._ports[database] = self._ask("open", database)
        return f"postgresql://postgres@127.0.0.1:{self._ports[database]}/{database}"

    def query(self, database: str, sql: str) -> list[str]:
        """Run SQL and return the rows, their values separated by `|`."""
        return psql(self.binaries, self.url(database), sql)

    def copy(self, database: str, other: str) -> None:
        """Make a database that is like another one, in place of what is there."""
        self.drop(database)
        self._ports[database] = self._ask("copy", database, other)

    def drop(self, database: str) -> None:
        """End a database, if there is one."""
        if self._ports.pop(database, None):
            self._ask("drop", database)

    def _ask(self, *words: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        print(*words, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().strip()
        assert answer, "PGlite has ended"
        return answer


@contextmanager
def running_pglite() -> Iterator[Pglite]:
    """Serve databases in memory for the length of a `with` block."""
    command = ["node", str(Path(__file__).with_name("pglite.mjs")), str(node_modules())]
    with subprocess.Popen(
        command,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Pglite(process, postgres_binaries())
        finally:
            process.kill()
