"""A migration as files: the SQL, and the schema that it leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from t3gen.errors import MigrationError
from t3gen.migrate.history import FOLDER, LOCK, SNAPSHOT, SQL, History, lock_text, with_origin
from t3gen.migrate.lint import with_consent
from t3gen.migrate.naming import LONGEST, checked
from t3gen.migrate.online import FINISH, VALIDATE, Part
from t3gen.psl import provider_of

_EMPTY = """\
-- Yours: views, triggers, checks, policies, rows. The Prisma schema knows nothing of them, and no
-- migration of t3gen's drops them. Look at it before it runs: t3gen migrate lint
"""


@dataclass(frozen=True)
class Migration:
    """A migration that is due, or several that are applied in turn.

    Args:
        names: Their folders, such as `20260131120000_add_order`.
        files: What to write, as texts by path from the project's root.
        agreed: The agreements of specs that it needs: their keys and names.
        gained: What it adds, by the names of what its reverse would lose.
    """

    names: tuple[str, ...]
    files: Mapping[str, str]
    agreed: frozenset[tuple[str, str]] = frozenset()
    gained: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The folder of the first."""
        return self.names[0]


def written(history: History, now: datetime, title: str, parts: Sequence[Part]) -> Migration:
    """Return the files of a migration.

    Args:
        history: The migrations before it.
        now: Its time, with its zone.
        title: What the change is called.
        parts: What it consists of.

    Raises:
        MigrationError: A folder is named so that nothing can come after it.
    """
    provider = provider_of(parts[-1].snapshot)
    names = _names(history, now, [_title(title, part, parts) for part in parts])
    scripts = list(history.scripts())
    files = {}
    for (before, name), part in zip(pairwise(["", *names]), parts, strict=True):
        sql = with_consent(part.sql, provider, scripts)
        scripts.append(sql)
        after = before or (history.names[-1] if history.names else "")
        files[f"{FOLDER}/{name}/{SQL}"] = sql
        files[f"{FOLDER}/{name}/{SNAPSHOT}"] = with_origin(part.snapshot, after, sql)
    if history.provider is None:
        files[f"{FOLDER}/{LOCK}"] = lock_text(provider)
    return Migration(names, files)


def by_hand(history: History, now: datetime, name: str) -> Migration:
    """Return the files of an empty migration, for SQL that leaves the Prisma schema as it is.

    Raises:
        UsageError: The name is none.
        MigrationError: There is no snapshot to start from, or nothing can come after the newest.
    """
    newest = history.names[-1] if history.names else ""
    snapshot = history.snapshot(newest) if newest else None
    if snapshot is None:
        raise MigrationError(
            "there is no schema to start from",
            where=f"{FOLDER}/{newest}".rstrip("/"),
            hint="t3gen migrate snapshot" if newest else "t3gen generate",
        )
    (folder,) = _names(history, now, [checked(name)])
    files = {
        f"{FOLDER}/{folder}/{SQL}": _EMPTY,
        f"{FOLDER}/{folder}/{SNAPSHOT}": with_origin(snapshot, newest, _EMPTY),
    }
    return Migration((folder,), files)


def _names(history: History, now: datetime, titles: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for title in titles:
        known = replace(history, names=(*history.names, *found))
        found.append(f"{known.next_stamp(now)}_{title}")
    return tuple(found)


def _title(title: str, part: Part, parts: Sequence[Part]) -> str:
    if not part.about or len(parts) == 1:
        return title
    if part.about in (FINISH, VALIDATE):
        return f"{title[: LONGEST - 9]}_{part.about}"
    return checked(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", part.about).lower())
