"""Check that a history can be continued: it is linear, and the database agrees with it.

Planning and applying share these checks. A script is the difference between two schemas; on any
other schema it fails, or drops columns where SQLite copies a table.
"""

from __future__ import annotations

from collections.abc import Sequence

from t3gen.errors import MigrationError
from t3gen.migrate.history import branches
from t3gen.migrate.history.folder import FOLDER, History

CODE = "migration-unknown"


def check(history: History, applied: Sequence[str] = ()) -> None:
    """Refuse a history of two branches, or a database that does not agree with the history.

    Args:
        history: The migrations on disk.
        applied: The migrations that the database has applied, in order; empty without a database.

    Raises:
        MigrationError: Two branches have each added migrations, the newest applied migration is
            not on disk, or a pending one comes before applied ones.
    """
    branches.check_linear(history)
    if applied:
        _check_known(history, applied[-1])
        _check_order(history, applied)


def _check_known(history: History, newest: str) -> None:
    """Refuse a database whose newest migration is not on disk.

    Older ones may be missing, as after squashing migrations.
    """
    if newest not in history.names:
        raise MigrationError(
            "it is the newest migration of the database, and not in the project",
            where=f"{FOLDER}/{newest}",
            hint="restore its folder from the branch or release that has applied it (git log "
            "--all -- prisma/migrations), or set another database. If t3gen migrate rebase has "
            "made it again, undo that and rebase the other branch instead: t3gen migrate rebase "
            "<its migration>. A database without rows to keep can be recreated: npx prisma "
            "migrate reset --force",
            code=CODE,
        )


def _check_order(history: History, applied: Sequence[str]) -> None:
    newest = max(set(applied) & set(history.names), default="")
    for name in history.names:
        origin = history.origin(name)
        is_late = name < newest and name not in applied
        if is_late and origin and not origin.is_replayed:
            raise MigrationError(
                f"it is pending, and comes before {newest}, which the database has applied",
                where=f"{FOLDER}/{name}",
                hint="if the database has all of its changes: npx prisma migrate resolve --applied "
                f"{name}; a database without rows to keep can be recreated: npx prisma migrate "
                "reset --force",
                code="migration-order",
            )
