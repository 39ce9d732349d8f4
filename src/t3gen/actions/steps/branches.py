"""Generated files of two branches, merged during a merge, rebase or cherry-pick of git."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from t3gen import ANSWERS_FILE, project, render
from t3gen.actions.steps.change import Change
from t3gen.actions.steps.renames import Renames
from t3gen.programs import formatter, git
from t3gen.project.merging import Sides, first_marker, merge

_OURS, _THEIRS = 2, 3
_HEADS = ("MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD")
_NOTE = "Both branches are merged. Review the result, then: git add --all, and continue as git says"

Rendered = Mapping[str, render.Rendered]


@dataclass(frozen=True)
class PendingMerge:
    """A merge, rebase or cherry-pick with unresolved conflicts.

    Args:
        before: The answers at the merge base; None if it was no project yet.
        ours: The answers of the branch that is merged into.
        theirs: The answers of the other branch.
        files: The files that git could not merge, of either branch.
    """

    before: project.Answers | None
    ours: project.Answers
    theirs: project.Answers
    files: tuple[Mapping[str, bytes], Mapping[str, bytes]]

    @property
    def removed(self) -> frozenset[str]:
        """The resources that the other branch has removed."""
        before = self.before.resources if self.before else []
        names = ({str(one["name"]) for one in some} for some in (before, self.theirs.resources))
        return frozenset(next(names) - next(names))


def pending_merge(root: Path) -> PendingMerge | None:
    """Return the pending merge, if files have conflict markers of git; None otherwise.

    Raises:
        ProjectError: The answers of a branch cannot be read.
    """
    unmerged = _unmerged(root)
    disk = project.Disk(root)
    if not any(first_marker(disk.read(path) or b"") for path in unmerged):
        return None
    for name in _HEADS:
        head = _line(root, "rev-parse", "--quiet", "--verify", name)
        if head is None:
            continue
        parent = ("merge-base", "HEAD", head) if name == _HEADS[0] else ("rev-parse", f"{head}^")
        before = _line(root, *parent)
        ours, theirs = _answers(root, "HEAD"), _answers(root, head)
        if ours and theirs:
            sides = (_files(root, unmerged, _OURS), _files(root, unmerged, _THEIRS))
            return PendingMerge((before and _answers(root, before)) or None, ours, theirs, sides)
    return None


def merge_branches(change: Change, pending: PendingMerge, template: render.Template) -> Change:
    """Return a change that starts from both branches.

    Args:
        change: The change from the branch that is merged into, to the merged specs.
        pending: The merge.
        template: The template of both branches.

    Raises:
        ProjectError: A file cannot be read.
    """
    ours, theirs = change.base, template.render(pending.theirs.values)
    before = template.render(pending.before.values) if pending.before else {}
    sides = project.Branch(ours, pending.files[0]), project.Branch(theirs, pending.files[1])
    formatters = formatter.formatters(change.root)
    resolved = project.join(project.Disk(change.root), change.new, sides, formatters)
    base = {
        path: file
        for path in ours.keys() | theirs.keys()
        if (file := _both(path, (before, ours, theirs)))
    }
    base[ANSWERS_FILE] = ours[ANSWERS_FILE]
    # Git has already moved files, so nothing is left to move here.
    alone = replace(change, moves={}, renames=Renames())
    return replace(alone, base=base, resolved=resolved, notes=(_NOTE,))


def _both(path: str, renders: tuple[Rendered, Rendered, Rendered]) -> render.Rendered | None:
    """Return git's merge of an unedited generated file."""
    before, ours, theirs = (files.get(path) for files in renders)
    if theirs in (ours, before):
        return ours
    if ours == before:
        return theirs
    if not (before and ours and theirs):
        return ours
    merged = merge(path, Sides(ours.data, before.data, theirs.data))
    if merged.conflicts:
        return ours
    return render.Rendered(merged.data, executable=ours.executable, source=ours.source)


def _unmerged(root: Path) -> dict[str, dict[int, str]]:
    """Return the blobs of unmerged files, by path in the project and by stage."""
    unmerged: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for entry in (git.query("ls-files", "--unmerged", "-z", folder=root) or b"").split(b"\0"):
        if entry:
            entry_info, _, path = entry.partition(b"\t")
            _, blob, stage = entry_info.decode().split()
            unmerged[path.decode(errors="surrogateescape")][int(stage)] = blob
    return unmerged


def _files(root: Path, unmerged: Mapping[str, Mapping[int, str]], stage: int) -> dict[str, bytes]:
    return {
        path: git.run("cat-file", "blob", blobs[stage], folder=root)
        for path, blobs in unmerged.items()
        if stage in blobs
    }


def _answers(root: Path, commit: str) -> project.Answers | None:
    text = git.query("show", f"{commit}:./{ANSWERS_FILE}", folder=root)
    return project.parse(text.decode()) if text is not None else None


def _line(root: Path, *arguments: str) -> str | None:
    output = git.query(*arguments, folder=root)
    return output.decode().strip() if output else None
