"""The state in which a history can be continued: one line, and a database that stands on it.

Planning and applying share these checks. A script is the difference between two schemas; on any
other schema it fails or, as SQLite copies tables, drops what it does not know.
"""

from __future__ import annotations

from collections.abc import Sequence

from t3gen.errors import MigrationError
from t3gen.migrate.history import branches
from t3gen.migrate.history.folder import FOLDER, History

CODE = "migration-unknown"


def check(history: History, applied: Sequence[str] = ()) -> None:
    """Refuse to continue a history that forks, or a database that is not on its line.

    Args:
        history: The migrations on disk.
        applied: Those that a database has seen, in the order in which it has seen them; none when
            no database is concerned.

    Raises:
        MigrationError: Two branches have each added migrations, the newest migration of the
            database is not on disk, or one is pending that comes before applied ones.
    """
    branches.refuse(history)
    if applied:
        _refuse_unknown(history, applied[-1])
        _refuse_out_of_order(history, applied)


def _refuse_unknown(history: History, newest: str) -> None:
    """Refuse a database whose schema no snapshot on disk describes.

    Older ones may be missing: whoever squashes migrations, or makes one again, marks the new one
    as applied.
    """
    if newest not in history.names:
        raise MigrationError(
            "the database has seen it last, and it is not in the project",
            where=f"{FOLDER}/{newest}",
            hint="bring its folder back from the branch or release that has applied it (git log "
            "--all -- prisma/migrations), or name another database. If t3gen migrate rebase has "
            "made it again, undo that and let the other branch give way: t3gen migrate rebase "
            "<its migration>. A database without rows to keep can be made anew: npx prisma "
            "migrate reset --force",
            code=CODE,
        )


def _refuse_out_of_order(history: History, applied: Sequence[str]) -> None:
    newest = max(set(applied) & set(history.names), default="")
    for name in history.names:
        origin = history.origin(name)
        is_late = name < newest and name not in applied
        if is_late and origin and not origin.is_replayed:
            raise MigrationError(
                f"it is pending, and the database has seen {newest}, which comes after it",
                where=f"{FOLDER}/{name}",
                hint="if the database has all that it makes: npx prisma migrate resolve --applied "
                f"{name}; a database without rows to keep can be made anew: npx prisma migrate "
                "reset --force",
                code="migration-order",
            )
