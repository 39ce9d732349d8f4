"""Detect a history to which two git branches have each added migrations.

Each snapshot records the migration that it follows. All migrations on disk should be ancestors of
the newest one; another one was added on another branch, and the newest snapshot lacks its changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.errors import MigrationError
from t3gen.migrate.history.folder import FOLDER, History


@dataclass(frozen=True)
class Fork:
    """A history of two branches.

    Args:
        base: The last migration that both have; empty when they share none.
        ours: The migrations of the branch with the newest one, oldest first.
        theirs: The migrations of the other branch, oldest first.
    """

    base: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def fork(history: History) -> Fork | None:
    """Return the branches of a history, or None when it is linear."""
    line, oldest = _ancestors(history)
    theirs = tuple(name for name in history.names if name > oldest and name not in line)
    if not theirs:
        return None
    common = [name for name in history.names if name < theirs[0]]
    base = _common_base(history, line, theirs) if common else ""
    return Fork(base, tuple(name for name in line if name > base), theirs)


def later_branch(history: History) -> tuple[str, ...]:
    """Return the migrations to make again so that the history is linear."""
    names: list[str] = []
    while branches := fork(history.without(names)):
        names += branches.ours
    return tuple(sorted(names))


def check_linear(history: History) -> None:
    """Refuse a history of two branches.

    Raises:
        MigrationError: The newest snapshot does not include all migrations.
    """
    if branches := fork(history):
        base = branches.base or "the beginning"
        raise MigrationError(
            f"two branches have each added migrations after {base}: {_listed(branches.theirs)}, "
            f"and {_listed(branches.ours)}",
            where=f"{FOLDER}/{branches.ours[-1]}",
            hint="make the later ones again, after the others: t3gen migrate rebase",
            code="migration-branches",
        )


def _ancestors(history: History) -> tuple[list[str], str]:
    """Return the newest migration and its ancestors, oldest first, and where the records end.

    The second value is the oldest of them, when its snapshot does not record what it follows, or
    records a migration that is not on disk; empty when the first migration was reached.
    """
    names = history.names
    line: list[str] = []
    name = names[-1] if names else ""
    while name:
        line.insert(0, name)
        origin = history.origin(name)
        before = names[names.index(name) - 1] if name != names[0] else ""
        is_whole = origin is None or (origin.is_replayed and origin.after == before)
        if origin is None or is_whole or (origin.after and origin.after not in names):
            return line, name
        name = before if _is_same(history, name, before) else origin.after
    return line, ""


def _is_same(history: History, name: str, before: str) -> bool:
    """Return whether two snapshots are equal, as for SQL that leaves the schema unchanged."""
    origin = history.origin(name)
    if not before or (origin and origin.after == before):
        return False
    return history.snapshot(name) == history.snapshot(before)


def _common_base(history: History, line: list[str], theirs: tuple[str, ...]) -> str:
    """Return the ancestor of the newest migration after which the other branch begins."""
    origins = [origin for name in theirs if (origin := history.origin(name))]
    shared = {origin.after for origin in origins} & set(line)
    before = [name for name in line if name < theirs[0]]
    return min(shared) if shared else (before[-1] if before else "")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
