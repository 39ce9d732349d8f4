"""The verdict of a file, from three versions.

B (base) is the file as last generated, N (new) as generated now, O (ours) as it is on disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from t3gen.errors import ProjectError
from t3gen.project.merging import (
    RelatedNames,
    Renaming,
    Sides,
    first_marker,
    merge,
    renamed,
    same_code,
)
from t3gen.project.merging.text_format import TextFormat
from t3gen.project.steps import File, Step, Verdict, is_same

_CODE = (".cjs", ".cts", ".js", ".jsx", ".mjs", ".mts", ".ts", ".tsx")
_DELETED = "you deleted it, so it stays deleted"
_FORMATTED = "only its formatting was changed"
_RESOLVE = "resolve the conflict between its markers"
_YOURS = "no longer generated, but edited: kept as your file"


@dataclass(frozen=True, slots=True)
class FileState:
    """The versions of a file, and the renames that apply to it.

    Args:
        path: Its path after the change.
        base: B.
        new: N.
        ours: O; that of `source` if the file moves.
        source: Its path before the change; empty if it does not move.
        renaming: The names that differ between B and N; None without renames.
        names: The renames in other files.
    """

    path: str
    base: File | None
    new: File | None
    ours: bytes | None
    source: str = ""
    renaming: Renaming | None = None
    names: RelatedNames = field(default_factory=RelatedNames)

    @property
    def is_renamed(self) -> bool:
        """Return whether names in B and O are renamed before the comparison."""
        return self.renaming is not None and self.ours is not None

    def renamed(self) -> FileState:
        """Return the state with N's names in B and O, so that only edits are left to merge.

        An unedited file is returned as it is: N replaces it.
        """
        if self.base is None or self.ours in (None, self.base.data):
            return self
        base = _Renamed(self.rename(self.base.data), self.base.executable)
        return replace(self, base=base, ours=self.rename(self.ours or b""))

    def rename(self, data: bytes) -> bytes:
        """Return a text of the file with the new names."""
        return renamed(self.path, data, self.renaming, self.names) if self.renaming else data


@dataclass(frozen=True)
class _Renamed:
    data: bytes
    executable: bool


def judge(state: FileState, *, force: bool = False) -> Step:
    """Return the step of a file, with its verdict.

    Args:
        state: The file.
        force: Whether to delete a file that is no longer generated even if it was edited.

    Raises:
        ProjectError: The file has unresolved merge markers, and would be changed.
    """
    if state.new is None:
        return _no_longer_generated(state, force=force)
    unchanged = state.base is not None and is_same(state.base, state.new)
    if unchanged and not state.source and not state.is_renamed:
        return Step(state.path, Verdict.SAME, None, None)
    return _generated(state.renamed(), state.new)


def may_differ_in_format(step: Step, state: FileState) -> bool:
    """Return whether the edits of a file may be formatting only, in a case where that matters."""
    if state.base is None or state.ours is None:
        return False
    if step.verdict is Verdict.MERGE and state.is_renamed:
        # A renamed text merges in any format, but would keep the old line breaks.
        return True
    return step.verdict in {Verdict.CONFLICT, Verdict.KEEP}


def judged_as_formatted(step: Step, state: FileState, base: bytes, new: bytes) -> Step:
    """Return the step of a file, judged again with B and N as the formatter writes them."""
    if state.ours == base:
        return _as_generated(step, state, new)
    if state.ours is None or state.new is None or step.verdict is Verdict.MERGE:
        return step
    again = _merged(state, Sides(state.rename(state.ours), state.rename(base), new))
    return step if again.verdict is Verdict.CONFLICT else again


def judged_as_reformatted(step: Step, state: FileState, new: bytes | None) -> Step:
    """Return the step of a file, judged again for formatting that no formatter produces.

    Args:
        step: The verdict so far.
        state: The file.
        new: N as the project's formatter writes it; None without a formatter.
    """
    ours, base = state.ours or b"", state.base.data if state.base else b""
    if step.verdict is Verdict.MERGE or not state.path.endswith(_CODE):
        return step
    if not same_code(ours, base):
        return step
    if new is None:
        new = TextFormat.of(ours).restore(state.new.data if state.new else b"")
    return _as_generated(step, state, new)


def _as_generated(step: Step, state: FileState, new: bytes) -> Step:
    if state.new is None:
        return Step(state.path, Verdict.DELETE, state.ours, None, reason=_FORMATTED)
    return replace(step, verdict=Verdict.UPDATE, after=new, reason=_FORMATTED)


def check_resolved(path: str, ours: bytes | None) -> None:
    """Check that a file has no unresolved conflict.

    Raises:
        ProjectError: It has one.
    """
    if ours and (line := first_marker(ours)):
        raise ProjectError(
            "unresolved merge markers",
            where=f"{path}:{line}",
            hint="resolve them, then run the command again",
            code="unresolved-markers",
        )


def _no_longer_generated(state: FileState, *, force: bool) -> Step:
    path, ours = state.path, state.ours
    if ours is None:
        return Step(path, Verdict.SAME, None, None)
    if state.base is not None and ours == state.base.data:
        return Step(path, Verdict.DELETE, ours, None)
    if force:
        return Step(path, Verdict.DELETE, ours, None, reason="edited, deleted by --force")
    return Step(path, Verdict.KEEP, ours, ours, reason=_YOURS)


def _generated(state: FileState, new: File) -> Step:
    path, base, ours = state.path, state.base, state.ours
    step = Step(path, Verdict.SAME, ours, ours, new.executable, source=state.source)
    if ours is None:
        if base is not None:
            return replace(step, verdict=Verdict.KEEP, reason=_DELETED)
        return replace(step, verdict=Verdict.CREATE, after=new.data)
    if ours == new.data:
        return step
    if base is not None and ours == base.data:
        return replace(step, verdict=Verdict.UPDATE, after=new.data)
    check_resolved(state.source or path, ours)
    return _merged(state, Sides(ours, base.data if base else b"", new.data))


def _merged(state: FileState, sides: Sides) -> Step:
    merged = merge(state.path, sides)
    step = Step(state.path, Verdict.MERGE, state.ours, merged.data, source=state.source)
    if not merged.conflicts:
        return step
    reason = _RESOLVE if state.base else f"another file already existed: {_RESOLVE}"
    if not sides.are_text:
        reason = "a binary file, left unchanged: take the new one, or keep yours"
    return replace(step, verdict=Verdict.CONFLICT, reason=reason)
