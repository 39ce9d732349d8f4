"""Databases that only Prisma's native schema engine knows, which has to be downloaded."""

from __future__ import annotations

import os
from pathlib import Path

from t3gen.programs import EngineMissing

_SERVED = ("sqlite", "postgresql", "cockroachdb")
_VARIABLE = "PRISMA_SCHEMA_ENGINE_BINARY"


def engine_for(provider: str, root: Path, stand_in: Path) -> Path:
    """Return the program that can plan migrations for a database.

    Args:
        provider: The database, as Prisma calls it.
        root: The project; its npm packages may hold a native engine.
        stand_in: The stand-in for the native engine, in the installed template.

    Raises:
        EngineMissing: Only the native engine could, and it is not there.
    """
    if provider in _SERVED:
        return stand_in
    named = os.environ.get(_VARIABLE)
    found = [Path(named)] if named else []
    for folder in (root, *root.parents):
        found += sorted((folder / "node_modules" / "@prisma" / "engines").glob("schema-engine-*"))
    for program in found:
        if program.is_file() and os.access(program, os.X_OK):
            return program
    raise EngineMissing(
        f"migrations for {provider} need Prisma's native schema engine, which is not installed",
        hint="let npm install reach binaries.prisma.sh, or name a copy of it: "
        f"export {_VARIABLE}=/path/to/schema-engine",
    )
