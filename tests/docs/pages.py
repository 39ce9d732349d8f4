"""The pages of the documentation as a reader follows them: commands, files and edits, in order.

A fence says by its first line what its block is; a browser shows no difference:

- `sh`: commands; `sh background`: a server, which runs until the page ends or starts another one;
- `console`: commands after `$ `, and below each what it prints: `...` stands for anything, alone on
  a line for any lines; time stamps of migrations are alike;
- `ts src/server/env.ts`, any language with a path: the file, whole;
- `diff src/server/env.ts`: an edit of that file: lines removed, added, and kept around them;
- any other: an example.

A command that ends with `# exit code 1` has to. Comments of the page say the rest:
`<!-- starts from: the shop -->` where the page begins, `<!-- not run: needs Docker -->` what the
next block needs that a test does not have.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
EMPTY = "an empty folder"
_FENCE = re.compile(r"```(.*)")
_REMARK = re.compile(r"<!-- (starts from|not run): (.+) -->")
_EXIT_CODE = re.compile(r"# exit code (\d+)$")


@dataclass(frozen=True)
class Command:
    """One command of a block.

    Args:
        line: Its first line in the page, from 1.
        expected: The lines that it prints; none where the page does not show them.
    """

    line: int
    text: str
    expected: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code that the page announces."""
        announced = _EXIT_CODE.search(self.text)
        return int(announced[1]) if announced else 0


@dataclass(frozen=True)
class Block:
    """What stands between two fences.

    Args:
        line: That of the first fence in the page, from 1.
        language: The first word behind it.
        argument: The second: a path, or `background`.
        not_run: Why the block is not run; "" where it is.
    """

    line: int
    language: str
    argument: str
    text: str
    not_run: str = ""

    @property
    def path(self) -> str:
        """The file that it holds or edits; "" where it is none."""
        return "" if self.language in ("sh", "console") else self.argument

    @property
    def commands(self) -> list[Command]:
        """Its commands; one that is not run is counted once where it is in another language."""
        if self.language == "console":
            return list(_sessions(self))
        if self.language == "sh":
            return list(_commands(self.text.splitlines(), self.line + 1))
        return [Command(self.line, self.text)] if self.not_run else []


@dataclass(frozen=True)
class Page:
    """A page, read.

    Args:
        name: Its path in the repository.
        start: What a reader has before the first block.
    """

    name: str
    start: str
    blocks: tuple[Block, ...]

    def commands(self, *, run: bool) -> list[Command]:
        """Return the commands that are run, or those that are not."""
        blocks = [block for block in self.blocks if run is not bool(block.not_run)]
        return [command for block in blocks for command in block.commands]


def names() -> list[str]:
    """Return the paths of all pages whose commands are run."""
    how_to = sorted((REPOSITORY / "docs" / "how-to").glob("*.md"))
    found = [path.relative_to(REPOSITORY).as_posix() for path in how_to]
    return ["README.md", "docs/README.md", "docs/tutorial.md", *found]


def read(name: str) -> Page:
    """Read a page."""
    start, not_run, opened = EMPTY, "", None
    blocks, inside = [], list[str]()
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if fence and opened:
            blocks.append(replace(opened, text="\n".join([*inside, ""]), not_run=not_run))
            opened, not_run, inside = None, "", []
        elif fence:
            language, _, argument = fence[1].partition(" ")
            opened = Block(number, language, argument, "")
        elif opened:
            inside.append(line)
        elif remark := _REMARK.fullmatch(line):
            start, not_run = (remark[2], "") if remark[1] == "starts from" else (start, remark[2])
    return Page(name, start, tuple(blocks))


def _commands(lines: list[str], first: int) -> Iterator[Command]:
    """Split a script where bash takes a command for complete."""
    held, start = list[str](), first
    for number, line in enumerate(lines, first):
        if not held and not line.partition("#")[0].strip():
            continue
        start = start if held else number
        held.append(line)
        if _complete("\n".join(held)):
            yield Command(start, "\n".join(held))
            held = []
    assert not held, f"bash does not understand {held}"


def _complete(text: str) -> bool:
    """Return whether bash reads a text to its end without asking for more."""
    ended = subprocess.run(["bash", "-n"], input=text, text=True, capture_output=True, check=False)
    return ended.returncode == 0 and not ended.stderr and not text.endswith("\\")


def _sessions(block: Block) -> Iterator[Command]:
    """Split a console block into commands and what each of them prints."""
    held: Command | None = None
    for number, line in enumerate(block.text.splitlines(), block.line + 1):
        if line.startswith("$ "):
            if held:
                yield held
            held = Command(number, line.removeprefix("$ "))
        elif held and not held.expected and not _complete(held.text):
            held = replace(held, text=f"{held.text}\n{line}")
        elif held:
            held = replace(held, expected=(*held.expected, line))
    if held:
        yield held
