"""Dropped data that the specs declare again before the migration that drops it is shared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from t3gen.migrate.diff import Changes, compare
from t3gen.migrate.history import FOLDER, History
from t3gen.migrate.safety.data_loss import lost
from t3gen.migrate.safety.risks import Risk
from t3gen.psl import parse

_RENAMED = re.compile(
    r"""\bRENAME\b[^;]*?["'](\w+)["'] TO |^ALTER TABLE "(\w+)" RENAME TO """, re.M
)


def gained(changes: Changes) -> frozenset[str]:
    """Return what a change adds, by the names of what its reverse would lose."""
    return frozenset(lost(compare(changes.after, changes.before)))


def risks(history: History, unshared: Sequence[str], names: Collection[str]) -> Iterator[Risk]:
    """Yield the risk of each name that would be added again without its values.

    Args:
        history: The migrations on disk.
        unshared: The newest of them, of which git has no file.
        names: What the next migration adds.
    """
    for position, name in enumerate(unshared):
        for one in sorted(_lost(history, name) & {*names}):
            folders = _with_what_belongs_to_it(history, unshared, position)
            yield Risk(
                one,
                f"the specs have it again, but {name}, which git does not have, drops its values",
                "if no database has applied that migration (t3gen migrate status: pending), "
                "remove it, and nothing is lost; then run this command again: rm -r "
                f"{' '.join(f'{FOLDER}/{it}' for it in folders)}\n"
                f"if one has, keep it: git add {FOLDER}; then run this command again",
            )


def _lost(history: History, name: str) -> set[str]:
    """Return the names that a migration drops and does not rename."""
    position = history.names.index(name)
    before = history.snapshot(history.names[position - 1]) if position else None
    after = history.snapshot(name)
    if before is None or after is None:
        return set()
    (script,) = history.without({*history.names} - {name}).scripts()
    renamed = {one or other for one, other in _RENAMED.findall(script)}
    changes = compare(parse(before), parse(after))
    return {one for one in lost(changes) if not renamed & {*one.split(".")}}


def _with_what_belongs_to_it(
    history: History, unshared: Sequence[str], position: int
) -> Sequence[str]:
    """Return a migration with those after it, and those before it that may be steps of it."""
    while position and not history.is_edited(unshared[position - 1]):
        position -= 1
    return unshared[position:]
