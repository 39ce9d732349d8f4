"""What happens to a file, and to all of them, as values: the dry run prints what a run applies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from t3gen.project.disk import Disk


class File(Protocol):
    """What a file will hold, and whether it can be run."""

    @property
    def data(self) -> bytes:
        """The bytes."""

    @property
    def executable(self) -> bool:
        """Whether its owner may run it."""


def is_same(one: File, other: File) -> bool:
    """Tell whether two files will hold the same; of one and the same that needs no look."""
    return one is other or one.data == other.data


class Verdict(StrEnum):
    """What happens to a file."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    SAME = "same"
    KEEP = "keep"
    MERGE = "merge"
    MOVE = "move"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Step:
    """One file's part of a plan.

    Args:
        path: Below the project, with slashes.
        before: What is on disk now; None when there is no file.
        after: What will be; None when there will be no file.
        reason: Why a file is not simply written; empty when the verdict says it all.
        private: Whether nobody but its owner may read it.
        source: The file that it is moved from, whose mode it gets.
    """

    path: str
    verdict: Verdict
    before: bytes | None
    after: bytes | None
    executable: bool = False
    reason: str = ""
    private: bool = False
    source: str = ""

    @property
    def changes(self) -> bool:
        """Whether the disk will differ afterwards."""
        return self.before != self.after


@dataclass(frozen=True)
class Plan:
    """Everything that a run will do.

    Args:
        steps: The project's files, sorted by path.
        records: What t3gen notes for its next run; written after everything else.
    """

    steps: tuple[Step, ...]
    records: tuple[Step, ...] = ()

    @property
    def everything(self) -> tuple[Step, ...]:
        """All steps, in the order in which they are taken."""
        return (*self.steps, *self.records)

    @property
    def changes(self) -> tuple[Step, ...]:
        """The steps that touch the disk."""
        return tuple(step for step in self.everything if step.changes)

    @property
    def conflicts(self) -> tuple[Step, ...]:
        """The steps that somebody has to settle."""
        return tuple(step for step in self.steps if step.verdict is Verdict.CONFLICT)

    def text(self, path: str, disk: Disk) -> bytes | None:
        """Return what a file will hold once the plan is applied; None when it will be absent."""
        step = self._changed.get(path)
        return step.after if step else disk.read(path)

    @cached_property
    def _changed(self) -> dict[str, Step]:
        return {step.path: step for step in self.changes}
