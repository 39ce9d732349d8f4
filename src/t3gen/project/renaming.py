"""Renames in all files of a project at once: what each file is to know of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from t3gen.project import modules
from t3gen.project.disk import Disk
from t3gen.project.merging import KnownNames, Names, Renaming, Vocabulary
from t3gen.project.verdicts import Known


def follow(
    disk: Disk,
    known: Mapping[str, Known],
    moves: Mapping[str, str],
    vocabulary: Vocabulary,
    owners: Mapping[str, str],
) -> dict[str, Known]:
    """Let the user's edits of files follow the names that have changed.

    Args:
        disk: The project.
        known: The files, by path.
        moves: Where files come from, by the paths that they get.
        vocabulary: The names.
        owners: The resources that files are of, by path.
    """
    renamings = {path: made for path, one in known.items() if (made := _of(one, vocabulary))}
    resources: defaultdict[str, Names] = defaultdict(Names)
    project = Names()
    for path, renaming in renamings.items():
        resources[owners.get(path, "")].update(renaming.names)
        project.update(renaming.names)
    targets = {source: path for path, source in moves.items()}
    found = dict(known)
    for path, renaming in renamings.items():
        one, owner = known[path], owners.get(path, "")
        module = partial(modules.moved, disk, targets, (one.source or path, path))
        names = KnownNames(resources[owner] if owner else Names(), project, module)
        found[path] = replace(one, renaming=renaming, names=names)
    return found


def _of(one: Known, vocabulary: Vocabulary) -> Renaming | None:
    """Compare two generations of a file, where that says something of names, or is asked for."""
    if one.base is None or one.new is None:
        return None
    texts = {one.base.data, one.ours or b""}
    if not one.source and not any(map(vocabulary.occurs_in, texts)):
        return None
    return Renaming(one.base.data, one.new.data, vocabulary)
