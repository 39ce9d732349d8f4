"""Which verdict a file gets.

B is the file as the last generation made it, N as this one does, O as it is on disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from t3gen.errors import ProjectError
from t3gen.project.merging import (
    KnownNames,
    Renaming,
    Sides,
    first_marker,
    merge,
    renamed,
    same_code,
)
from t3gen.project.merging.form import Form
from t3gen.project.steps import File, Step, Verdict, is_same

_CODE = (".cjs", ".cts", ".js", ".jsx", ".mjs", ".mts", ".ts", ".tsx")
_DELETED = "you deleted it, so it stays deleted"
_FORMATTED = "only its formatting was changed"
_SETTLE = "resolve the conflict between its markers"
_YOURS = "no longer generated, but edited: kept as your file"


@dataclass(frozen=True)
class Known:
    """Everything there is to know about a file.

    Args:
        path: Where it is, or will be.
        base: B.
        new: N.
        ours: O; that of `source`, when the file moves.
        source: Where it moves from; empty when it stays.
        renaming: The names that N has others for, when the user's edits are to follow them.
        names: What is known of such names beyond the file.
    """

    path: str
    base: File | None
    new: File | None
    ours: bytes | None
    source: str = ""
    renaming: Renaming | None = None
    names: KnownNames = field(default_factory=KnownNames)

    @property
    def is_renamed(self) -> bool:
        """Whether names in B and O are changed for the comparison."""
        return self.renaming is not None and self.ours is not None

    def renamed(self) -> Known:
        """Rename in B and O what N has other names for, so that only edits are left to merge.

        A file that nobody has edited is left as it is: N stands for it.
        """
        if self.base is None or self.ours in (None, self.base.data):
            return self
        base = _Renamed(self.rename(self.base.data), self.base.executable)
        return replace(self, base=base, ours=self.rename(self.ours or b""))

    def rename(self, data: bytes) -> bytes:
        """Rename in a text of the file."""
        return renamed(self.path, data, self.renaming, self.names) if self.renaming else data


@dataclass(frozen=True)
class _Renamed:
    data: bytes
    executable: bool


def judge(known: Known, *, force: bool = False) -> Step:
    """Give a file its verdict.

    Args:
        known: The file.
        force: Whether to delete what is no longer generated even where it has been edited.

    Raises:
        ProjectError: The file holds unresolved merge markers, and would be changed.
    """
    if known.new is None:
        return _dropped(known, force=force)
    unchanged = known.base is not None and is_same(known.base, known.new)
    if unchanged and not known.source and not known.is_renamed:
        return Step(known.path, Verdict.SAME, None, None)
    return _wanted(known.renamed(), known.new)


def is_doubtful(step: Step, known: Known) -> bool:
    """Tell whether a file's edits may be nothing but formatting, and whether that matters."""
    if known.base is None or known.ours is None:
        return False
    if step.verdict is Verdict.MERGE and known.is_renamed:
        # A renamed text merges whatever its form, but its lines would be broken as before.
        return True
    return step.verdict in {Verdict.CONFLICT, Verdict.KEEP}


def restyled(step: Step, known: Known, base: bytes, new: bytes) -> Step:
    """Judge a doubtful file anew, by B and N as the project's own formatter writes them."""
    if known.ours == base:
        return _as_generated(step, known, new)
    if known.ours is None or known.new is None or step.verdict is Verdict.MERGE:
        return step
    again = _merged(known, Sides(known.rename(known.ours), known.rename(base), new))
    return step if again.verdict is Verdict.CONFLICT else again


def reformatted(step: Step, known: Known, new: bytes | None) -> Step:
    """Judge a doubtful file anew that no formatter writes as the user has it.

    Args:
        step: The verdict so far.
        known: The file.
        new: N as the project's own formatter writes it, if it has one.
    """
    ours, base = known.ours or b"", known.base.data if known.base else b""
    if step.verdict is Verdict.MERGE or not known.path.endswith(_CODE):
        return step
    if not same_code(ours, base):
        return step
    if new is None:
        new = Form.of(ours).put_on(known.new.data if known.new else b"")
    return _as_generated(step, known, new)


def _as_generated(step: Step, known: Known, new: bytes) -> Step:
    if known.new is None:
        return Step(known.path, Verdict.DELETE, known.ours, None, reason=_FORMATTED)
    return replace(step, verdict=Verdict.UPDATE, after=new, reason=_FORMATTED)


def check_settled(path: str, ours: bytes | None) -> None:
    """Refuse a file in which a conflict has not been settled.

    Raises:
        ProjectError: It is so.
    """
    if ours and (line := first_marker(ours)):
        raise ProjectError(
            "unresolved merge markers",
            where=f"{path}:{line}",
            hint="resolve them, then run the command again",
            code="unresolved-markers",
        )


def _dropped(known: Known, *, force: bool) -> Step:
    path, ours = known.path, known.ours
    if ours is None:
        return Step(path, Verdict.SAME, None, None)
    if known.base is not None and ours == known.base.data:
        return Step(path, Verdict.DELETE, ours, None)
    if force:
        return Step(path, Verdict.DELETE, ours, None, reason="edited, deleted by --force")
    return Step(path, Verdict.KEEP, ours, ours, reason=_YOURS)


def _wanted(known: Known, new: File) -> Step:
    path, base, ours = known.path, known.base, known.ours
    step = Step(path, Verdict.SAME, ours, ours, new.executable, source=known.source)
    if ours is None:
        if base is not None:
            return replace(step, verdict=Verdict.KEEP, reason=_DELETED)
        return replace(step, verdict=Verdict.CREATE, after=new.data)
    if ours == new.data:
        return step
    if base is not None and ours == base.data:
        return replace(step, verdict=Verdict.UPDATE, after=new.data)
    check_settled(known.source or path, ours)
    return _merged(known, Sides(ours, base.data if base else b"", new.data))


def _merged(known: Known, sides: Sides) -> Step:
    merged = merge(known.path, sides)
    step = Step(known.path, Verdict.MERGE, known.ours, merged.data, source=known.source)
    if not merged.conflicts:
        return step
    reason = _SETTLE if known.base else f"another file already existed: {_SETTLE}"
    if not sides.are_text:
        reason = "a binary file, left unchanged: take the new one, or keep yours"
    return replace(step, verdict=Verdict.CONFLICT, reason=reason)
