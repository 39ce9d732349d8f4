"""The folder of migrations of a project."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from t3gen.errors import MigrationError

FOLDER = "prisma/migrations"
LOCK = "migration_lock.toml"
SNAPSHOT = "schema.snapshot"
SQL = "migration.sql"

_ORIGIN = re.compile(r"// (?P<how>made|replayed) after (?P<after>\S+?)(?:, sql (?P<sql>\w+))?\n")
_NOTHING = "nothing"
_STAMP = "%Y%m%d%H%M%S"
_STAMP_LENGTH = 14


@dataclass(frozen=True)
class Origin:
    """The origin of a migration, which its snapshot records in the first line.

    Args:
        after: The migration before it; empty for the first one.
        is_replayed: Whether everything before it was replayed, as `prisma migrate dev` does.
        sql: The digest of the SQL when it was written.
    """

    after: str
    is_replayed: bool
    sql: str


@dataclass(frozen=True)
class History:
    """The migrations of a project.

    Args:
        folder: The absolute path of `prisma/migrations`, which may not exist.
        names: The folders in it, in the order in which Prisma applies them.
        provider: The provider in migration_lock.toml, or None without one.
    """

    folder: Path
    names: tuple[str, ...]
    provider: str | None

    def snapshot(self, name: str) -> str | None:
        """Return the schema that a migration leads to, or None without a snapshot."""
        file = self.folder / name / SNAPSHOT
        return _ORIGIN.sub("", file.read_text(encoding="utf-8")) if file.is_file() else None

    def origin(self, name: str) -> Origin | None:
        """Return the origin of a migration, or None when its snapshot does not record it."""
        file = self.folder / name / SNAPSHOT
        if not file.is_file():
            return None
        with file.open(encoding="utf-8") as lines:
            match = _ORIGIN.match(lines.readline())
        if not match:
            return None
        after = "" if match["after"] == _NOTHING else match["after"]
        return Origin(after, match["how"] == "replayed", match["sql"] or "")

    def is_edited(self, name: str) -> bool:
        """Return whether the SQL of a migration differs from its digest, or has none."""
        origin, file = self.origin(name), self.folder / name / SQL
        return not (origin and file.is_file() and origin.sql == _digest(script_text(file)))

    def reverted(self) -> str | None:
        """Return the migration that the newest one reverts completely, or None.

        Both are unedited: without the two, the history leads to the same schema.
        """
        if len(self.names) < len(("before", "reverted", "newest")):
            return None
        before, reverted, newest = self.names[-3:]
        if self.is_edited(reverted) or self.is_edited(newest):
            return None
        return reverted if self.snapshot(newest) == self.snapshot(before) else None

    def without(self, names: Collection[str]) -> History:
        """Return the history without some migrations."""
        return replace(self, names=tuple(name for name in self.names if name not in names))

    def scripts(self) -> Iterator[str]:
        """Yield the SQL of each migration, oldest first; folders without any are skipped."""
        for name in self.names:
            if (self.folder / name / SQL).is_file():
                yield script_text(self.folder / name / SQL)

    def listing(self) -> dict[str, Any]:
        """Return the history as `migrationsList` of Prisma's protocol."""
        lock = self.folder / LOCK
        return {
            "baseDir": str(self.folder),
            "shadowDbInitScript": "",
            "lockfile": {"path": LOCK, "content": script_text(lock) if lock.is_file() else None},
            "migrationDirectories": [
                {"path": name, "migrationFile": {"path": SQL, "content": self._script(name)}}
                for name in self.names
            ],
        }

    def next_stamp(self, now: datetime) -> str:
        """Return the time stamp of a new migration, which is always after the newest one.

        Args:
            now: The present time, with its time zone.

        Raises:
            MigrationError: The name of the newest folder sorts after every time stamp.
        """
        stamp = now.astimezone(UTC).strftime(_STAMP)
        newest = self.names[-1] if self.names else ""
        stamp = max(stamp, _after(newest[:_STAMP_LENGTH]))
        if f"{stamp}_" < newest:
            raise MigrationError(
                "its name sorts after every new migration",
                where=f"{FOLDER}/{newest}",
                hint="rename it so that it begins with a time stamp, like the others",
            )
        return stamp

    def _script(self, name: str) -> dict[str, str]:
        file = self.folder / name / SQL
        if file.is_file():
            return {"tag": "ok", "value": script_text(file)}
        return {"tag": "error", "value": f"{file} is missing"}


def read(root: Path) -> History:
    """Read the history of a project; an empty one without a folder."""
    folder = root.resolve() / FOLDER
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return History(folder=folder, names=tuple(sorted(names)), provider=provider_of_folder(folder))


def with_origin(snapshot: str, after: str, sql: str | None) -> str:
    """Return a snapshot that records its origin.

    Args:
        snapshot: The schema.
        after: The migration before it; empty for the first one.
        sql: The script; None when it was replayed with everything before it.
    """
    how = "replayed" if sql is None else "made"
    digest = "" if sql is None else f", sql {_digest(sql)}"
    return f"// {how} after {after or _NOTHING}{digest}\n{snapshot}"


def lock_text(provider: str) -> str:
    """Return migration_lock.toml as Prisma writes it."""
    return (
        "# Please do not edit this file manually\n"
        "# It should be added in your version-control system (e.g., Git)\n"
        f'provider = "{provider}"\n'
    )


def provider_of_folder(folder: Path) -> str | None:
    """Return the provider of a folder of migrations, or None without a lock file."""
    lock = folder / LOCK
    return provider_in(script_text(lock)) if lock.is_file() else None


def provider_in(lock: str) -> str | None:
    """Return the provider in the text of a migration_lock.toml, or None."""
    match = re.search(r'^\s*provider\s*=\s*"(\w+)"', lock, re.MULTILINE)
    return match[1] if match else None


def script_text(file: Path) -> str:
    """Return the text of a script, with its line endings."""
    # As bytes: Prisma's checksum of a script includes its line endings.
    return file.read_bytes().decode("utf-8", errors="replace")


def _digest(sql: str) -> str:
    """Return a digest without regard to line endings, which git may change."""
    return sha256(sql.replace("\r\n", "\n").encode()).hexdigest()[:12]


def _after(stamp: str) -> str:
    """Return the time stamp one second later, or nothing for a name without one."""
    if len(stamp) != _STAMP_LENGTH or not stamp.isdecimal():
        return ""
    try:
        moment = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return str(int(stamp) + 1).zfill(_STAMP_LENGTH)
    return (moment + timedelta(seconds=1)).strftime(_STAMP)
