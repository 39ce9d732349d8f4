"""Errors of Prisma's engine, and their translation into errors of t3gen with hints."""

from __future__ import annotations

import re

from t3gen.errors import MigrationError
from t3gen.migrate.history import FOLDER

NOT_EMPTY = "P3005"
EARLIER_FAILURE = "P3009"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TRACE = re.compile(r"\n +0: .*", re.DOTALL)
_PLACE = re.compile(r"error: (?P<what>[^\n]+)\n +--> +(?P<where>\S+)")
_FAILED_NAME = re.compile(r"^Migration name: (\S+)$", re.MULTILINE)
_DATABASE_ERROR = re.compile(r"Database error:\n(.*)", re.DOTALL)
_FAILURE = "P3018"
_UNREACHABLE = "P1001"
_AGAIN = (
    "it was rolled back: fix the script, or the rows that it fails on, then run: "
    "t3gen migrate apply"
)
_RESOLVE = (
    "revert what it has changed, then run: npx prisma migrate resolve --rolled-back {name}; or, "
    "when the database has all of its changes: --applied {name}"
)


class EngineFailure(Exception):
    """An error that the engine returns.

    Args:
        message: The message of the engine; colours and traces are removed.
        code: Prisma's code, such as P1012, or empty.
        left_nothing: Whether a failed migration was rolled back, and can be applied again.
    """

    def __init__(self, message: str, code: str = "", *, left_nothing: bool = False) -> None:
        self.message = _TRACE.sub("", _COLOUR.sub("", message)).strip()
        self.code = code
        self.left_nothing = left_nothing
        super().__init__(self.message)


def apply_error(failure: EngineFailure) -> MigrationError:
    """Return the error for a failure to apply migrations, with a hint."""
    if failure.code == _FAILURE and (name := _FAILED_NAME.search(failure.message)):
        error = _DATABASE_ERROR.search(failure.message)
        return MigrationError(
            error[1].strip() if error else failure.message,
            where=f"{FOLDER}/{name[1]}/migration.sql",
            hint=_AGAIN if failure.left_nothing else _RESOLVE.format(name=name[1]),
            code="migration-failed",
        )
    if failure.code == EARLIER_FAILURE:
        names: list[str] = re.findall(r"`(\d{14}_\w+)` migration", failure.message)
        failed = names[0] if names else "<name>"
        return MigrationError(
            "an earlier migration failed, and blocks those after it",
            where=f"{FOLDER}/{failed}" if names else FOLDER,
            hint=_RESOLVE.format(name=failed),
            code="migration-failed",
        )
    if failure.code == NOT_EMPTY:
        return MigrationError(
            "the database has tables, and no record of which migrations have made them",
            where="DATABASE_URL",
            hint="record the migrations that made them: t3gen migrate baseline\n"
            "or set another database",
            code="migration-not-empty",
        )
    if failure.code == _UNREACHABLE:
        return MigrationError(
            f"{failure.message.splitlines()[0]} ({_UNREACHABLE})",
            where="DATABASE_URL",
            hint="start the server, or set DATABASE_URL to one that runs; with Docker and the "
            "compose.yaml of a new project: docker compose up -d",
            code="database-unreachable",
        )
    return engine_error(failure, where="DATABASE_URL")


def engine_error(failure: EngineFailure, where: str) -> MigrationError:
    """Return the error for a failure, at the lines of Prisma files that the engine names.

    Args:
        failure: The failure.
        where: The place when the engine names none.
    """
    problems = [(match["where"], match["what"]) for match in _PLACE.finditer(failure.message)]
    if not problems:
        code = f" ({failure.code})" if failure.code else ""
        return MigrationError(f"{failure.message}{code}", where=where)
    first, *others = problems
    lines = [first[1], *(f"{place}: {what}" for place, what in others)]
    hint = "fix the Prisma schema; `npx prisma validate` shows the lines"
    return MigrationError("\n".join(lines), where=first[0], hint=hint, code="migration-schema")
