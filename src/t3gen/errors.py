"""Errors of t3gen.

    T3genError                 worded `where: what`, with a hint that solves it
    ├── UsageError             invalid arguments or options
    ├── SpecErrors             all problems of the specs of a run
    ├── ProjectError           the project is not in the state that the command needs
    ├── TemplateError          a template that cannot be rendered
    └── MigrationError         the next migration cannot be created or applied

One class per reaction of callers, not per call site. Only `cli` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass


class T3genError(Exception):
    """An error that the user can fix.

    Args:
        what: What is wrong, in lower case, without a full stop.
        where: The file (with line and column if known), folder or option that it is about.
        hint: How to fix it: a sentence, or a command to run.
        code: The stable name of this kind of error, see `t3gen explain`.
    """

    code = "error"

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        hint: str | None = None,
        code: str | None = None,
    ) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        if code is not None:
            self.code = code
        super().__init__(f"{where}: {what}" if where else what)


class UsageError(T3genError):
    """Invalid arguments or options."""

    code = "usage"


class ProjectError(T3genError):
    """The project is not in the state that the command needs."""

    code = "project"


class TemplateError(T3genError):
    """A template that cannot be rendered with the given answers."""

    code = "template"


@dataclass(frozen=True, order=True)
class Problem:
    """A problem in a file, at its position: line and column count from 1."""

    file: str
    line: int
    column: int
    what: str
    hint: str
    code: str
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}"


class MigrationError(T3genError):
    """The next migration cannot be created or applied.

    `problems` are its parts at their positions in specs, if these are known.
    """

    code = "migration"
    problems: tuple[Problem, ...] = ()


class SpecErrors(T3genError):
    """All problems of the specs of a run, sorted by position."""

    code = "spec"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
