"""The steps of a plan as values: a dry run prints exactly what a run applies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from t3gen.project.disk import Disk


class File(Protocol):
    """The content of a generated file, and whether it is executable."""

    @property
    def data(self) -> bytes:
        """The content."""

    @property
    def executable(self) -> bool:
        """Return whether its owner may run it."""


def is_same(one: File, other: File) -> bool:
    """Return whether two files have the same content."""
    return one is other or one.data == other.data


class Verdict(StrEnum):
    """The outcome for a file: what a plan does with it."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    SAME = "same"
    KEEP = "keep"
    MERGE = "merge"
    MOVE = "move"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Step:
    """One file's part of a plan.

    Args:
        path: Relative to the project, with slashes.
        before: The current content; None if there is no file.
        after: The new content; None if there will be no file.
        reason: An explanation of the verdict for the user; may be empty.
        private: Whether only its owner may read it.
        source: The path that it is moved from, whose mode it keeps.
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
        """Return whether the step changes the disk."""
        return self.before != self.after


@dataclass(frozen=True)
class Plan:
    """All steps of a run.

    Args:
        steps: Those of the project's files, sorted by path.
        records: Those of the answers file, which is written last.
    """

    steps: tuple[Step, ...]
    records: tuple[Step, ...] = ()

    @property
    def everything(self) -> tuple[Step, ...]:
        """All steps, in the order in which they are applied."""
        return (*self.steps, *self.records)

    @property
    def changes(self) -> tuple[Step, ...]:
        """The steps that change the disk."""
        return tuple(step for step in self.everything if step.changes)

    @property
    def conflicts(self) -> tuple[Step, ...]:
        """The steps with a conflict to resolve."""
        return tuple(step for step in self.steps if step.verdict is Verdict.CONFLICT)

    def text(self, path: str, disk: Disk) -> bytes | None:
        """Return the content of a file after the plan; None if there will be no file."""
        step = self._changed.get(path)
        return step.after if step else disk.read(path)

    @cached_property
    def _changed(self) -> dict[str, Step]:
        return {step.path: step for step in self.changes}
