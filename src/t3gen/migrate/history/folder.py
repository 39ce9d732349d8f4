"""The migrations that a project has on disk."""

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
    """Where a migration starts from, as its snapshot says on the first line.

    Args:
        after: The migration before it; empty for the first one.
        is_replayed: Whether everything before it was replayed, as `prisma migrate dev` does.
        sql: A digest of the SQL as it was written.
    """

    after: str
    is_replayed: bool
    sql: str


@dataclass(frozen=True)
class History:
    """The migrations of a project, oldest first, and the kind of database they are for.

    Args:
        folder: The absolute path of `prisma/migrations`, which may not exist.
        names: The folders in it, in the order in which Prisma applies them.
        provider: What migration_lock.toml says, or None without one.
    """

    folder: Path
    names: tuple[str, ...]
    provider: str | None

    def snapshot(self, name: str) -> str | None:
        """Read the schema that a migration leads to, or None when it was never kept."""
        file = self.folder / name / SNAPSHOT
        return _ORIGIN.sub("", file.read_text(encoding="utf-8")) if file.is_file() else None

    def origin(self, name: str) -> Origin | None:
        """Read where a migration starts from, or None when its snapshot does not say it."""
        file = self.folder / name / SNAPSHOT
        if not file.is_file():
            return None
        with file.open(encoding="utf-8") as lines:
            found = _ORIGIN.match(lines.readline())
        if not found:
            return None
        after = "" if found["after"] == _NOTHING else found["after"]
        return Origin(after, found["how"] == "replayed", found["sql"] or "")

    def is_edited(self, name: str) -> bool:
        """Tell whether a migration's SQL may hold lines of the user's."""
        origin, file = self.origin(name), self.folder / name / SQL
        return not (origin and file.is_file() and origin.sql == _digest(script_text(file)))

    def taken_back(self) -> str | None:
        """Return the migration that the newest one takes back as a whole, or None.

        Both are t3gen's own: without the two, the history leads to the same schema.
        """
        if len(self.names) < len(("before", "made", "newest")):
            return None
        before, made, newest = self.names[-3:]
        if self.is_edited(made) or self.is_edited(newest):
            return None
        return made if self.snapshot(newest) == self.snapshot(before) else None

    def without(self, names: Collection[str]) -> History:
        """Return the history as it would be without some migrations."""
        return replace(self, names=tuple(name for name in self.names if name not in names))

    def scripts(self) -> Iterator[str]:
        """Yield the SQL of each migration that has some."""
        for name in self.names:
            if (self.folder / name / SQL).is_file():
                yield script_text(self.folder / name / SQL)

    def listing(self) -> dict[str, Any]:
        """Return all of it in the form of Prisma's protocol."""
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
        """Return the time stamp of a migration made now: always after the newest one.

        Raises:
            MigrationError: A folder is named so that nothing can come after it.
        """
        stamp = now.astimezone(UTC).strftime(_STAMP)
        newest = self.names[-1] if self.names else ""
        stamp = max(stamp, _after(newest[:_STAMP_LENGTH]))
        if f"{stamp}_" < newest:
            raise MigrationError(
                "its name sorts after every new migration",
                where=f"{FOLDER}/{newest}",
                hint="name it with a time stamp in front, like the others",
            )
        return stamp

    def _script(self, name: str) -> dict[str, str]:
        file = self.folder / name / SQL
        if file.is_file():
            return {"tag": "ok", "value": script_text(file)}
        return {"tag": "error", "value": f"{file} is missing"}


def read(root: Path) -> History:
    """Read which migrations a project has."""
    folder = root.resolve() / FOLDER
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return History(folder=folder, names=tuple(sorted(names)), provider=provider_of_folder(folder))


def with_origin(snapshot: str, after: str, sql: str | None) -> str:
    """Return a snapshot that says which migration it follows, and what its SQL was.

    Args:
        snapshot: The schema.
        after: The migration before it; empty for the first one.
        sql: The script; None for one that was replayed, with everything before it.
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
    """Return the database that a folder of migrations is for, or None when nothing says it."""
    lock = folder / LOCK
    return provider_in(script_text(lock)) if lock.is_file() else None


def provider_in(lock: str) -> str | None:
    """Return the database that a migration_lock.toml names."""
    found = re.search(r'^\s*provider\s*=\s*"(\w+)"', lock, re.MULTILINE)
    return found[1] if found else None


def script_text(file: Path) -> str:
    """Read a script as it is."""
    # As bytes: Prisma's checksum of a script is over its line endings too.
    return file.read_bytes().decode("utf-8", errors="replace")


def _digest(sql: str) -> str:
    """Return a digest in which line endings do not count: git may change them."""
    return sha256(sql.replace("\r\n", "\n").encode()).hexdigest()[:12]


def _after(stamp: str) -> str:
    if len(stamp) != _STAMP_LENGTH or not stamp.isdecimal():
        return ""
    try:
        moment = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return str(int(stamp) + 1).zfill(_STAMP_LENGTH)
    return (moment + timedelta(seconds=1)).strftime(_STAMP)
