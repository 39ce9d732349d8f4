"""What Prisma's engine answers instead of applying, in t3gen's words and with a way out."""

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
    "there is nothing to tidy up: mend the script, or the rows that are in its way, then go on: "
    "t3gen migrate apply"
)
_RESOLVE = (
    "mend what it left behind, then run: npx prisma migrate resolve --rolled-back {name}, or "
    "--applied {name} when the database already has all of it"
)


class EngineFailure(Exception):
    """What the engine answers instead of a result.

    Args:
        message: The engine's own words, without colours.
        code: Prisma's code, such as P1012, or empty.
        left_nothing: Whether a migration that has failed can simply be applied again.
    """

    def __init__(self, message: str, code: str = "", *, left_nothing: bool = False) -> None:
        self.message = _TRACE.sub("", _COLOUR.sub("", message)).strip()
        self.code = code
        self.left_nothing = left_nothing
        super().__init__(self.message)


def explained(failure: EngineFailure) -> MigrationError:
    """Say why an application was refused, or what failed, and what to do then."""
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
        blamed = names[0] if names else "<name>"
        return MigrationError(
            "an earlier migration failed, and others wait for it",
            where=f"{FOLDER}/{blamed}" if names else FOLDER,
            hint=_RESOLVE.format(name=blamed),
            code="migration-failed",
        )
    if failure.code == NOT_EMPTY:
        return MigrationError(
            "the database has tables, and no record of which migrations have made them",
            where="DATABASE_URL",
            hint="record those whose tables it has: t3gen migrate baseline\n"
            "or name another database",
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
    return as_error(failure, where="DATABASE_URL")


def as_error(failure: EngineFailure, where: str) -> MigrationError:
    """Say a failure in t3gen's words, at the places in Prisma files that the engine names.

    Args:
        failure: What the engine said.
        where: The place when the engine names none.
    """
    problems = [(found["where"], found["what"]) for found in _PLACE.finditer(failure.message)]
    if not problems:
        code = f" ({failure.code})" if failure.code else ""
        return MigrationError(f"{failure.message}{code}", where=where)
    first, *others = problems
    lines = [first[1], *(f"{place}: {what}" for place, what in others)]
    hint = "mend the Prisma schema; `npx prisma validate` shows the lines"
    return MigrationError("\n".join(lines), where=first[0], hint=hint, code="migration-schema")
