"""Steps of the demo: commands, commits and edits, each reported as it happens."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from t3gen.actions.demo.client import HINT
from t3gen.actions.demo.events import Done, Event, Excerpt, Failed, Started
from t3gen.errors import ProjectError, T3genError
from t3gen.programs import ProgramFailed, Programs

SHOP = "shop"
TEMPLATE = "template"
_AUTHOR = ("-c", "user.name=t3gen demo", "-c", "user.email=demo@example.com")
_UNSIGNED = ("-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false")
_MANIFEST = "package.json"

Step = Generator[Event, None, tuple[str, ...]]
Detail = Callable[[tuple[str, ...]], str]


def line_with(text: str) -> Detail:
    """Return a function that returns the first line of an output with a text."""
    return lambda output: next((line.strip() for line in output if text in line), "")


def step(command: str, act: Callable[[], str]) -> Generator[Event]:
    """Run a step, and yield its events.

    Raises:
        T3genError: It failed.
    """
    yield Started(command)
    started = time.monotonic()
    try:
        detail = act()
    except ProgramFailed as failure:
        yield Failed(command, failure.output)
        raise ProjectError(failure.what, where=command, hint=HINT, code="demo") from failure
    except T3genError:
        yield Failed(command)
        raise
    yield Done(command, detail, time.monotonic() - started)


@dataclass(frozen=True)
class Workspace:
    """The folder of the demo, with the project and its template in it."""

    root: Path
    programs: Programs

    @property
    def shop(self) -> Path:
        """The project."""
        return self.root / SHOP

    @property
    def template(self) -> Path:
        """The repository of the project's template."""
        return self.root / TEMPLATE

    def run(
        self, command: str, *, folder: str = SHOP, detail: Detail = lambda _: "", code: int = 0
    ) -> Step:
        """Run a command as a user would type it, and return the lines of its output.

        Args:
            command: The command line.
            folder: The working directory, below the demo's.
            detail: Returns a summary of the output.
            code: The expected exit code.

        Raises:
            ProjectError: It was not found, or has another exit code.
        """
        output: list[str] = []

        def act() -> str:
            output.extend(self.programs.run(shlex.split(command), folder, code))
            return detail(tuple(output))

        yield from step(command, act)
        return tuple(output)

    def generate(self, command: str) -> Generator[Event]:
        """Run a command that generates, then install new npm packages."""
        before = self._packages()
        yield from self.run(command, detail=line_with(" unchanged."))
        if self._packages() != before:
            added = line_with("added")
            yield from self.run(
                "npm install", detail=lambda output: f"{_MANIFEST} has changed: {added(output)}"
            )

    def commit(self, folder: str, message: str, tag: str = "") -> Generator[Event]:
        """Commit all files of a repository, and tag the commit."""
        commands = [
            ["add", "--all"],
            [*_AUTHOR, *_UNSIGNED, "commit", "--quiet", "--no-verify", "--message", message],
            *([[*_UNSIGNED, "tag", tag]] if tag else []),
        ]

        def act() -> str:
            for arguments in commands:
                self.programs.run(["git", *arguments], folder)
            return message

        yield from step(f"git commit; git tag {tag}" if tag else "git commit", act)

    def _packages(self) -> bytes:
        return (self.shop / _MANIFEST).read_bytes()


def edit(file: Path, title: str, *replacements: tuple[str, str]) -> Generator[Event]:
    """Replace texts in a file, as a user would in an editor, and yield the diff.

    Raises:
        ProjectError: A text is not in it.
    """
    before = after = file.read_text(encoding="utf-8")
    for old, new in replacements:
        if old not in after:
            raise ProjectError(f"has no {old!r}", where=str(file), code="demo")
        after = after.replace(old, new, 1)
    file.write_text(after, encoding="utf-8")
    _, _, *lines = unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    kept = tuple(line for line in lines if line.strip() and not line.startswith("@@"))
    yield Excerpt(title, kept)
