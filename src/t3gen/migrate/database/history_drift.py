"""Compare the schema with the result of the migrations, by replaying them in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from t3gen.errors import MigrationError
from t3gen.migrate.engine import Engine, EngineFailure, engine_error
from t3gen.migrate.history import FOLDER, SNAPSHOT, read, with_origin
from t3gen.psl import compose, provider_of

_IN_MEMORY = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Snapshot:
    """A snapshot that was missing.

    Args:
        path: Its path from the root of the project.
        text: Its text.
        is_schema: Whether it is the schema on disk; else it was introspected from the replayed
            database.
    """

    path: str
    text: str
    is_schema: bool


def history_drift(root: Path, schema: Mapping[str, str], *, engine: Path) -> str:
    """Return the difference from the result of the migrations to a schema.

    Args:
        root: The project.
        schema: Every `prisma/**/*.prisma`, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.

    Returns:
        Prisma's summary of the difference; empty without one.

    Raises:
        MigrationError: A script fails, or the provider has no database in memory.
        EngineMissing: Node or the project's packages are missing.
    """
    _check_provider(schema)
    try:
        with Engine(engine, root) as running:
            drift = running.drift_of_history(read(root).listing(), schema)
    except EngineFailure as failure:
        raise engine_error(failure, where=FOLDER) from None
    return "" if drift.is_empty else drift.sql.strip()


def missing_snapshot(root: Path, schema: Mapping[str, str], *, engine: Path) -> Snapshot | None:
    """Return a snapshot for the newest migration, or None when it has one.

    Args:
        root: The project.
        schema: Every `prisma/**/*.prisma`, by path from the root.
        engine: The stand-in for Prisma's schema engine, in the installed template.

    Raises:
        MigrationError: A script fails, or the provider has no database in memory.
        EngineMissing: Node or the project's packages are missing.
    """
    history = read(root)
    newest = history.names[-1] if history.names else ""
    if not newest or history.snapshot(newest) is not None:
        return None
    path = f"{FOLDER}/{newest}/{SNAPSHOT}"
    is_schema = not history_drift(root, schema, engine=engine)
    files: Mapping[str, str] = schema
    if not is_schema:
        with Engine(engine, root) as running:
            files = running.introspect(schema, history.listing())
    before = history.names[-2] if len(history.names) > 1 else ""
    return Snapshot(path, with_origin(compose(files), before, sql=None), is_schema)


def _check_provider(schema: Mapping[str, str]) -> None:
    provider = provider_of(compose(schema))
    if provider not in _IN_MEMORY:
        raise MigrationError(
            f"there is no {provider or 'such database'} in memory to replay the migrations into",
            where="prisma/schema.prisma",
            hint="compare with a database instead: t3gen migrate status",
            code="replay",
        )
