"""Files changed on two branches: the edits of both, on top of the current generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from t3gen.programs import Formatter
from t3gen.project.disk import Disk
from t3gen.project.merging import Merged, Sides, first_marker, merge
from t3gen.project.plan import MergeOptions, make_plan
from t3gen.project.steps import File, Step, Verdict

_BOTH = "changed on both branches"
_RESOLVE = f"{_BOTH}: resolve the conflict between its markers"


@dataclass(frozen=True)
class Branch:
    """The files of one branch.

    Args:
        base: Every file as it was last generated there.
        files: The files that git could not merge, as they are on the branch.
    """

    base: Mapping[str, File]
    files: Mapping[str, bytes]


class _Tree(Disk):
    """The files of a branch, read as if they were on disk."""

    def __init__(self, root: Path, files: Mapping[str, bytes]) -> None:
        super().__init__(root)
        self._files = files

    def read(self, name: str) -> bytes | None:
        return self._files.get(name)

    def case_variants(self, _names: Iterable[str]) -> Iterator[tuple[str, str]]:
        return iter(())


def join(
    disk: Disk,
    new: Mapping[str, File],
    branches: tuple[Branch, Branch],
    formatters: Sequence[Formatter] = (),
) -> dict[str, Step]:
    """Merge the files of two branches that git could not merge.

    The edits of each branch are first merged into the current generation, as if it was the only
    branch; the two results then differ in edits only, and are merged in turn.

    Args:
        disk: The project, where these files have git's conflict markers.
        new: Every file of this generation.
        branches: The branch that is merged into, and the other one.
        formatters: The formatters that the project may use.

    Returns:
        The step of each file, by path.

    Raises:
        ProjectError: A file cannot be read.
    """
    paths = branches[0].files.keys() & branches[1].files.keys() & new.keys()
    files = {path: new[path] for path in sorted(paths)}
    ours, theirs = (dict(_as_single_branch(disk, files, branch, formatters)) for branch in branches)
    steps = {}
    for path, file in files.items():
        bases = [file.data, *_formatted(path, file.data, formatters)]
        merged = [merge(path, Sides(ours[path], base, theirs[path])) for base in bases]
        best = min(merged, key=lambda one: one.conflicts)
        steps[path] = _step(path, disk.read(path), best)
    return steps


def _as_single_branch(
    disk: Disk, new: Mapping[str, File], branch: Branch, formatters: Sequence[Formatter]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files as they would be without the other branch."""
    tree = _Tree(disk.root, branch.files)
    base = {path: file for path, file in branch.base.items() if path in new}
    plan = make_plan(tree, base, new, None, MergeOptions(formatters))
    for path in new:
        yield path, plan.text(path, tree) or b""


def _formatted(path: str, data: bytes, formatters: Sequence[Formatter]) -> Iterator[bytes]:
    for formatter in formatters:
        yield from formatter([(path, data)]) or ()


def _step(path: str, before: bytes | None, merged: Merged) -> Step:
    if merged.conflicts or first_marker(merged.data):
        return Step(path, Verdict.CONFLICT, before, merged.data, reason=_RESOLVE)
    return Step(path, Verdict.MERGE, before, merged.data, reason=_BOTH)
