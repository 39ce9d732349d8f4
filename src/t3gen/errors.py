"""What t3gen says when it cannot go on.

    T3genError                 worded `where: what`, with a hint that is a way out
    ├── UsageError             the command line asks for something that cannot be
    ├── SpecErrors             one or more problems in specs; carries all of them
    ├── ProjectError           the folder is not, or is no longer, what the command needs
    ├── TemplateError          a template that cannot be rendered
    └── MigrationError         the next migration cannot be made or applied

One class per reaction, not per call site. Exceptions never print: `cli` does.
"""

from __future__ import annotations

from dataclasses import dataclass


class T3genError(Exception):
    """Something that the user can mend.

    Args:
        what: What is wrong, in lower case, without a full stop.
        where: The file (with line and column where known), folder or option that it is about.
        hint: The way out, as a sentence or a command to run.
        code: A stable name for this kind of error.
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
    """The command line asks for something that cannot be."""

    code = "usage"


class ProjectError(T3genError):
    """The folder is not, or is no longer, what the command needs."""

    code = "project"


class TemplateError(T3genError):
    """A template that cannot be rendered with the given answers."""

    code = "template"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a spec, at its place (line and column count from 1)."""

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
    """The next migration cannot be made or applied.

    `problems` are its parts at their places in specs, where these are known.
    """

    code = "migration"
    problems: tuple[Problem, ...] = ()


class SpecErrors(T3genError):
    """Every problem of every spec of a run, sorted by place."""

    code = "spec"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
