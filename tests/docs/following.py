"""Follows a page: runs its commands in bash, writes its files, makes its edits.

Only one thing is not as it stands: `localhost:3000` gets a port that is free, which servers find in
the variable PORT.
"""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from emitted import free_port
from pages import Block, Command, Page

_PATIENCE = 300.0
_NOTICED = 2.0  # seconds until a running server has seen a changed file; no reader is quicker
_SERVER = "localhost:3000"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_STAMP = re.compile(r"\b\d{14}(?=_)")
_NEXT_EDIT = re.compile(r"^@@.*\n", re.MULTILINE)


class Shell:
    """A bash that keeps its folder and its variables from one command to the next.

    Args:
        folder: Where it starts.
        scratch: A folder of its own for scripts and their output.
        variables: Its environment, whole.
    """

    def __init__(self, folder: Path, scratch: Path, variables: Mapping[str, str]) -> None:
        self.folder = folder
        self.output = scratch / "output"
        self.output.touch()
        self._script = scratch / "script"
        self._read, self._write = os.pipe()
        self._process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder,
            env=dict(variables),
            stdin=subprocess.PIPE,
            pass_fds=[self._write],
            text=True,
        )

    def run(self, command: str) -> tuple[int, str]:
        """Run a command to its end; return its exit code, and what it printed without colours."""
        self._script.write_text(f"{command}\n", encoding="utf-8")
        redirected = f">'{self.output}' 2>&1 </dev/null"
        answer = self._ask(
            f"set -o pipefail; . '{self._script}' {redirected}; echo $? $PWD >&{self._write}"
        )
        code, _, folder = answer.partition(" ")
        self.folder = Path(folder)
        return int(code), _COLOUR.sub("", self.output.read_text("utf-8", errors="replace"))

    def start(self, script: str, log: Path) -> int:
        """Start a program in a session of its own, and return its process id."""
        file = log.with_suffix(".sh")
        file.write_text(script, encoding="utf-8")
        return int(
            self._ask(f"setsid bash '{file}' >'{log}' 2>&1 </dev/null & echo $! >&{self._write}")
        )

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=20)
        os.close(self._read)
        os.close(self._write)

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._read], [], [], _PATIENCE)
        assert ready, f"no end after {_PATIENCE:.0f} s: {self.output.read_text('utf-8')}"
        return os.read(self._read, 4096).decode().strip()


class Reader:
    """Somebody who does what a page says, to the letter.

    Args:
        page: The page's name, for what failures say.
        shell: Where the commands run.
        port: What `localhost:3000` is here.
        scratch: A folder for logs.
    """

    def __init__(self, page: str, shell: Shell, port: int, scratch: Path) -> None:
        self._page, self._shell, self._port, self._scratch = page, shell, port, scratch
        self._server: int | None = None

    def follow(self, block: Block) -> None:
        """Do what one block says."""
        block = replace(block, text=self._here(block.text))
        if block.path:
            self._write(block)
        elif block.argument == "background":
            self._serve(block)
        else:
            for command in block.commands:
                self._run(command)

    def stop(self) -> None:
        """Stop the server, if one runs."""
        if self._server:
            with suppress(ProcessLookupError):
                os.killpg(self._server, signal.SIGTERM)
            _until(lambda: not _answers(self._port), "the server does not stop")
            with suppress(ProcessLookupError):
                os.killpg(self._server, signal.SIGKILL)
        self._server = None

    def _here(self, text: str) -> str:
        return text.replace(_SERVER, f"localhost:{self._port}")

    def _run(self, command: Command) -> None:
        code, output = self._shell.run(command.text)
        told = f"{self._page}:{command.line}: {command.text}\n{output}"
        assert code == command.code, f"{told}\nended with exit code {code}"
        assert prints(command.expected, output), "\n".join(
            [told, "is not what the page shows:", *command.expected]
        )

    def _write(self, block: Block) -> None:
        file = self._shell.folder / block.path
        if block.language == "diff":
            text = edited(file.read_text(encoding="utf-8"), block.text)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            text = block.text
        file.write_text(text, encoding="utf-8", newline="\n")
        if self._server is not None:
            time.sleep(_NOTICED)

    def _serve(self, block: Block) -> None:
        self.stop()
        log = self._scratch / f"server-{block.line}.log"
        self._server = self._shell.start(block.text, log)
        _until(
            lambda: _answers(self._port), f"{self._page}:{block.line}: no server at the port", log
        )


@contextmanager
def reading(page: Page, folder: Path, variables: Mapping[str, str]) -> Iterator[Reader]:
    """Read a page for the length of a `with` block; its shell and its server end with it."""
    port = free_port()
    with TemporaryDirectory() as scratch:
        shell = Shell(folder, Path(scratch), {**variables, "PORT": str(port)})
        reader = Reader(page.name, shell, port, Path(scratch))
        try:
            yield reader
        finally:
            reader.stop()
            shell.close()


def prints(expected: Sequence[str], output: str) -> bool:
    """Return whether a command prints what a page shows; empty lines count for nothing."""
    if not expected:
        return True
    pattern = "".join(_line_pattern(line) for line in _plain("\n".join(expected)))
    return bool(re.fullmatch(pattern, "".join(f"{line}\n" for line in _plain(output))))


def edited(text: str, diff: str) -> str:
    """Make the edits of a diff, each of which fits in one place of the text.

    Raises:
        AssertionError: One fits nowhere, or in several places.
    """
    for edit in _NEXT_EDIT.split(diff):
        lines = edit.splitlines()
        before, after = (
            "".join(f"{line[1:]}\n" for line in lines if line[:1] != other) for other in "+-"
        )
        assert f"\n{text}".count(f"\n{before}") == 1, f"does not fit in one place:\n{before}"
        text = f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]
    return text


def _plain(text: str) -> list[str]:
    lines = (line.rstrip() for line in _STAMP.sub("0" * 14, text).splitlines())
    return [line for line in lines if line]


def _line_pattern(line: str) -> str:
    if line.strip() == "...":
        return r"(?:.*\n)*?"
    return ".*?".join(re.escape(part) for part in line.split("...")) + r"\n"


def _answers(port: int) -> bool:
    with suppress(OSError):
        socket.create_connection(("localhost", port), timeout=1).close()
        return True
    return False


def _until(holds: Callable[[], bool], complaint: str, log: Path | None = None) -> None:
    deadline = time.monotonic() + 120
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"{complaint}\n{log.read_text('utf-8') if log else ''}")
        time.sleep(0.1)
