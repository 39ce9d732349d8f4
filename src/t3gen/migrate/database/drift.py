"""Whether schema, migrations and database agree in truth, and not only by what was noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from t3gen.errors import MigrationError
from t3gen.migrate.engine import Engine, EngineFailure, as_error
from t3gen.migrate.history import FOLDER, SNAPSHOT, read, with_origin
from t3gen.psl import compose, provider_of

_IN_MEMORY = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Snapshot:
    """A snapshot that was missing.

    Args:
        path: Where it belongs, below the project.
        text: What it holds.
        is_schema: Whether the history leads to the schema on disk; else it was read from the
            replayed database.
    """

    path: str
    text: str
    is_schema: bool


def of_history(root: Path, schema: Mapping[str, str], *, engine: Path) -> str:
    """Replay the migrations into a database in memory, and compare that with a schema.

    Args:
        root: The project.
        schema: Every `prisma/**/*.prisma`, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.

    Returns:
        What the schema has and the migrations do not make, in Prisma's words; empty when all agree.

    Raises:
        MigrationError: A script cannot be run, or there is no such database in memory.
        EngineMissing: Node or the project's packages are missing.
    """
    _check(schema)
    try:
        with Engine(engine, root) as running:
            found = running.drift_of_history(read(root).listing(), schema)
    except EngineFailure as failure:
        raise as_error(failure, where=FOLDER) from None
    return "" if found.is_empty else found.sql.strip()


def missing_snapshot(root: Path, schema: Mapping[str, str], *, engine: Path) -> Snapshot | None:
    """Return the newest migration's snapshot where it was never kept, or None.

    Raises:
        MigrationError: A script cannot be run, or there is no such database in memory.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    newest = history.names[-1] if history.names else ""
    if not newest or history.snapshot(newest) is not None:
        return None
    path = f"{FOLDER}/{newest}/{SNAPSHOT}"
    is_schema = not of_history(root, schema, engine=engine)
    files: Mapping[str, str] = schema
    if not is_schema:
        with Engine(engine, root) as running:
            files = running.introspect(schema, history.listing())
    before = history.names[-2] if len(history.names) > 1 else ""
    return Snapshot(path, with_origin(compose(files), before, sql=None), is_schema)


def _check(schema: Mapping[str, str]) -> None:
    provider = provider_of(compose(schema))
    if provider not in _IN_MEMORY:
        raise MigrationError(
            f"there is no {provider or 'such database'} in memory to replay the migrations into",
            where="prisma/schema.prisma",
            hint="compare with a database instead: t3gen migrate status",
            code="replay",
        )
