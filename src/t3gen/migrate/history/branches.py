"""Two branches that have each added migrations, found after their merge.

Each snapshot says which migration it follows. The newest one is whole when every migration on disk
is among its ancestors; one that is not came from another branch, and the snapshot knows nothing of
what it changes.
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
        ours: Those of the branch that the newest migration is of, oldest first.
        theirs: Those of the other one.
    """

    base: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def fork(history: History) -> Fork | None:
    """Find the branches of a history, or None when it is one line."""
    line, stop = _line(history)
    strangers = [name for name in history.names if name > stop and name not in line]
    if not strangers:
        return None
    common = [name for name in history.names if name < strangers[0]]
    theirs = tuple(strangers)
    base = _common_base(history, line, theirs) if common else ""
    return Fork(base, tuple(name for name in line if name > base), theirs)


def later_branch(history: History) -> tuple[str, ...]:
    """Return the migrations to make again so that the history is one line."""
    found: list[str] = []
    while branches := fork(history.without(found)):
        found += branches.ours
    return tuple(sorted(found))


def refuse(history: History) -> None:
    """Refuse to go on from a snapshot that does not know all migrations.

    Raises:
        MigrationError: There are two branches.
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


def _line(history: History) -> tuple[list[str], str]:
    """Return the newest migration and its ancestors, oldest first, and where nobody knows more."""
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
    """Tell whether two snapshots are one, as beside SQL by hand that leaves the schema as it is."""
    origin = history.origin(name)
    if not before or (origin and origin.after == before):
        return False
    return history.snapshot(name) == history.snapshot(before)


def _common_base(history: History, line: list[str], theirs: tuple[str, ...]) -> str:
    """Return the newest ancestor that the strangers follow too."""
    origins = [origin for name in theirs if (origin := history.origin(name))]
    known = {origin.after for origin in origins} & set(line)
    before = [name for name in line if name < theirs[0]]
    return min(known) if known else (before[-1] if before else "")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
