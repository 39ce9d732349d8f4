"""The files of a migration: the SQL, and the snapshot of the schema that it leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from t3gen.errors import MigrationError
from t3gen.migrate.history import FOLDER, LOCK, SNAPSHOT, SQL, History, lock_text, with_origin
from t3gen.migrate.lint import with_consent
from t3gen.migrate.naming import MAX_LENGTH, normalize_name
from t3gen.migrate.online import FINISH, VALIDATE, Step
from t3gen.psl import provider_of

_EMPTY = """\
-- For views, triggers, checks, policies and rows. They are not part of the Prisma schema, and no
-- migration of t3gen drops them. Check it before it runs: t3gen migrate lint
"""


@dataclass(frozen=True)
class Migration:
    """A planned migration, or several that are applied in turn.

    Args:
        names: The folders, such as `20260131120000_add_order`.
        files: The texts of the files, by path from the root of the project.
        accepted: The consent that it needs: keys and names.
        gained: The names of what it adds, as a reversal would lose it.
    """

    names: tuple[str, ...]
    files: Mapping[str, str]
    accepted: frozenset[tuple[str, str]] = frozenset()
    gained: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The folder of the first one."""
        return self.names[0]


def migration_files(
    history: History, now: datetime, name: str, steps: Sequence[Step], note: str = ""
) -> Migration:
    """Return the files of a migration.

    Args:
        history: The migrations before it.
        now: Its time, with its time zone.
        name: The name of the change.
        steps: The steps that it is split into, each a migration of its own.
        note: Who has consented to what is lost, and why.

    Raises:
        MigrationError: The name of an existing folder sorts after every time stamp.
    """
    provider = provider_of(steps[-1].snapshot)
    folders = _folders(history, now, [_step_name(name, step, steps) for step in steps])
    scripts = list(history.scripts())
    files = {}
    for (before, folder), step in zip(pairwise(["", *folders]), steps, strict=True):
        sql = with_consent(step.sql, provider, scripts, note)
        scripts.append(sql)
        after = before or (history.names[-1] if history.names else "")
        files[f"{FOLDER}/{folder}/{SQL}"] = sql
        files[f"{FOLDER}/{folder}/{SNAPSHOT}"] = with_origin(step.snapshot, after, sql)
    if history.provider is None:
        files[f"{FOLDER}/{LOCK}"] = lock_text(provider)
    return Migration(folders, files)


def empty_migration(history: History, now: datetime, name: str) -> Migration:
    """Return the files of an empty migration, for SQL that leaves the Prisma schema unchanged.

    Args:
        history: The migrations before it.
        now: Its time, with its time zone.
        name: The name that the user gave it.

    Raises:
        UsageError: The name has no letter or digit.
        MigrationError: The newest migration has no snapshot, or its name sorts after every time
            stamp.
    """
    newest = history.names[-1] if history.names else ""
    snapshot = history.snapshot(newest) if newest else None
    if snapshot is None:
        raise MigrationError(
            "there is no schema to start from",
            where=f"{FOLDER}/{newest}".rstrip("/"),
            hint="t3gen migrate snapshot" if newest else "t3gen generate",
        )
    (folder,) = _folders(history, now, [normalize_name(name)])
    files = {
        f"{FOLDER}/{folder}/{SQL}": _EMPTY,
        f"{FOLDER}/{folder}/{SNAPSHOT}": with_origin(snapshot, newest, _EMPTY),
    }
    return Migration((folder,), files)


def _folders(history: History, now: datetime, names: Sequence[str]) -> tuple[str, ...]:
    """Return folders with increasing time stamps, one second apart."""
    folders: list[str] = []
    for name in names:
        extended = replace(history, names=(*history.names, *folders))
        folders.append(f"{extended.next_stamp(now)}_{name}")
    return tuple(folders)


def _step_name(name: str, step: Step, steps: Sequence[Step]) -> str:
    if not step.name or len(steps) == 1:
        return name
    if step.name in (FINISH, VALIDATE):
        return f"{name[: MAX_LENGTH - len(f'_{VALIDATE}')]}_{step.name}"
    return normalize_name(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", step.name).lower())
