"""Renames across all files of a project: names that one file changes are used by others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from t3gen.project import modules
from t3gen.project.disk import Disk
from t3gen.project.merging import Names, RelatedNames, Renaming, Vocabulary
from t3gen.project.verdicts import FileState


def apply_renames(
    disk: Disk,
    states: Mapping[str, FileState],
    moves: Mapping[str, str],
    vocabulary: Vocabulary,
    owners: Mapping[str, str],
) -> dict[str, FileState]:
    """Return the file states with the renames to apply to the user's edits.

    Args:
        disk: The project.
        states: The files, by path.
        moves: The old paths of moved files, by their new ones.
        vocabulary: The renamed names.
        owners: The resource of each file, by path.
    """
    renamings = {path: made for path, one in states.items() if (made := _renaming(one, vocabulary))}
    resources: defaultdict[str, Names] = defaultdict(Names)
    project = Names()
    for path, renaming in renamings.items():
        resources[owners.get(path, "")].update(renaming.names)
        project.update(renaming.names)
    targets = {source: path for path, source in moves.items()}
    result = dict(states)
    for path, renaming in renamings.items():
        one, owner = states[path], owners.get(path, "")
        module = partial(modules.moved_specifier, disk, targets, (one.source or path, path))
        names = RelatedNames(resources[owner] if owner else Names(), project, module)
        result[path] = replace(one, renaming=renaming, names=names)
    return result


def _renaming(one: FileState, vocabulary: Vocabulary) -> Renaming | None:
    """Return the renames between two generations of a file; None if it has no old name."""
    if one.base is None or one.new is None:
        return None
    texts = {one.base.data, one.ours or b""}
    if not one.source and not any(map(vocabulary.has_old_name, texts)):
        return None
    return Renaming(one.base.data, one.new.data, vocabulary)
