"""Find Prisma's native schema engine, for databases that the stand-in does not support."""

from __future__ import annotations

import os
from pathlib import Path

from t3gen.programs import EngineMissing

_SUPPORTED = ("sqlite", "postgresql", "cockroachdb")
_VARIABLE = "PRISMA_SCHEMA_ENGINE_BINARY"


def engine_for(provider: str, root: Path, stand_in: Path) -> Path:
    """Return the program that can plan migrations for a database.

    Args:
        provider: The database, as Prisma calls it.
        root: The project; its npm packages may hold a native engine.
        stand_in: The stand-in for the native engine, in the installed template.

    Raises:
        EngineMissing: It needs the native engine, which is not installed.
    """
    if provider in _SUPPORTED:
        return stand_in
    configured = os.environ.get(_VARIABLE)
    paths = [Path(configured)] if configured else []
    for folder in (root, *root.parents):
        paths += sorted((folder / "node_modules" / "@prisma" / "engines").glob("schema-engine-*"))
    for program in paths:
        if program.is_file() and os.access(program, os.X_OK):
            return program
    raise EngineMissing(
        f"migrations for {provider} need Prisma's native schema engine, which is not installed",
        hint="let npm install reach binaries.prisma.sh, or set the path of a copy: "
        f"export {_VARIABLE}=/path/to/schema-engine",
    )
