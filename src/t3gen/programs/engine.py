"""Prisma's schema engine as a process, which may start before it is needed.

Starting it takes half as long as importing t3gen: a command that always plans a migration starts
it first.
"""

from __future__ import annotations

import atexit
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from threading import Thread
from typing import IO

from t3gen.programs.node import EngineMissing, check_packages, node_binary, start

IN_MEMORY: Mapping[str, object] = {"inMemory": True}
"""A database in memory, into which a history can be replayed."""


@dataclass(frozen=True)
class EngineProcess:
    """A running engine.

    Args:
        process: Takes and gives lines of JSON-RPC.
        log: What it writes to its standard error.
    """

    process: Popen[str]
    log: IO[str]


def start_engine(script: Path, root: Path, datasource: Mapping[str, object]) -> EngineProcess:
    """Start an engine, or return the one that `start_early` has started with the same arguments.

    Args:
        script: The stand-in, a module of Node; or the native engine, a program.
        root: The project, an absolute path.
        datasource: The database, as the stand-in takes it.

    Raises:
        EngineMissing: There is no suitable node, or the project's packages are missing.
    """
    if running := _early.take((script, root, json.dumps(datasource))):
        return running
    return _start(script, root, json.dumps(datasource))


def start_early(script: Path, root: Path) -> None:
    """Start the engine with a database in memory, in the background.

    Nothing happens where it cannot start: `start_engine` raises the error when it is needed.
    """
    _early.start((script, root, json.dumps(IN_MEMORY)))


def _start(script: Path, root: Path, datasource: str) -> EngineProcess:
    command: list[str | Path] = [script]
    if script.suffix == ".mjs":
        command = [node_binary(), script, "--datasource", datasource]
        check_packages(root)
    log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed with the process
    return EngineProcess(start(command, root, {"T3GEN_PROJECT": str(root)}, log), log)


class _Early:
    """At most one engine that has been started and not yet taken."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._running: EngineProcess | None = None
        self._arguments: tuple[Path, Path, str] | None = None

    def start(self, arguments: tuple[Path, Path, str]) -> None:
        self.stop()
        self._arguments = arguments
        self._thread = Thread(target=self._run, args=arguments, daemon=True)
        self._thread.start()

    def take(self, arguments: tuple[Path, Path, str]) -> EngineProcess | None:
        """Return the engine once, if it has these arguments and runs."""
        if arguments != self._arguments or self._thread is None:
            return None
        self._thread.join()
        running, self._running, self._arguments = self._running, None, None
        return running

    def _run(self, script: Path, root: Path, datasource: str) -> None:
        try:
            self._running = _start(script, root, datasource)
        except (EngineMissing, OSError):
            return

    def stop(self) -> None:
        """End an engine that nothing has needed, for example after an error in a spec."""
        if self._thread:
            self._thread.join()
        if self._running:
            self._running.process.terminate()
            self._running.process.communicate()
            self._running.log.close()
            self._running = None


_early = _Early()
atexit.register(_early.stop)
