"""Projects as t3gen emits them, and what a user does in them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from services import REPOSITORY, environment, link_packages, refer_to_packages

from t3gen.actions import generate
from t3gen.actions.new_app import new_app
from t3gen.programs.dotenv import read_env

SHOP = REPOSITORY / "examples" / "shop" / "resources"
RUNTIME_TESTS = Path(__file__).with_name("runtime")
SERVERS: Mapping[str, Sequence[str]] = {
    "standalone": ["--enable-source-maps", "dist/standalone.js"],
    "next": ["node_modules/next/dist/bin/next", "start", "--keepAliveTimeout", "65000"],
    "fastify": ["dist/fastify.js"],  # of a benchmark, as the next one
    "nest": ["dist/nest.js"],
}
NEXT = ("npm run build", "npm run dev")
"""What works only with packages that are no symbolic links."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Ended:
    """A command that has ended, with everything that it printed, without colours."""

    code: int
    output: str


@dataclass(frozen=True)
class Server:
    """A project that is being served."""

    port: int
    process: subprocess.Popen[bytes]


@dataclass(frozen=True)
class Emitted:
    """A project with its packages and its generated client.

    Args:
        variables: What its programs find in the environment, beside `.env`.
    """

    root: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def run(self, command: str, **variables: str) -> Ended:
        """Run a command line in the project, to its end.

        What npx would run is run itself: a third of a second less, hundreds of times.
        """
        if command in NEXT and (self.root / "node_modules" / "next").is_symlink():
            link_packages(self.root)
        words = command.split()
        if words[0] == "npx":
            words = [str(self.root / "node_modules" / ".bin" / words[1]), *words[2:]]
        ended = subprocess.run(
            words,
            cwd=self.root,
            env=environment({**self.variables, **variables}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=900,
            check=False,
        )
        return Ended(ended.returncode, _COLOUR.sub("", ended.stdout))

    def done(self, command: str, **variables: str) -> str:
        """Run a command that has to succeed, and return what it printed."""
        ended = self.run(command, **variables)
        assert ended.code == 0, f"{command}\n{ended.output}"
        return ended.output

    def copy(self, root: Path) -> Emitted:
        """Return a project like this one that shares its packages; all works there but Next."""
        shutil.copytree(self.root, root, ignore=shutil.ignore_patterns("node_modules", ".next"))
        (root / "node_modules").symlink_to(self.root / "node_modules")
        return replace(self, root=root)

    def with_runtime_tests(self, root: Path) -> Emitted:
        """Return a copy that has, in `tests/runtime`, the tests of what no spec changes."""
        copy = self.copy(root)
        shutil.copytree(RUNTIME_TESTS, root / "tests" / "runtime")
        return copy

    def edit(self, path: str, before: str, after: str) -> None:
        """Change a text that stands in a file once."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{path} has {before!r} {text.count(before)} times"
        file.write_text(text.replace(before, after), encoding="utf-8", newline="\n")

    def bundle(self) -> None:
        """Bundle the standalone server, unless nothing has changed since that was done."""
        bundle = self.root / "dist" / "standalone.js"
        sources = [*self.root.glob("src/**/*"), *self.root.glob("generated/**/*")]
        newest = max(path.stat().st_mtime_ns for path in sources)
        if not bundle.exists() or bundle.stat().st_mtime_ns < newest:
            self.done("node esbuild.config.js")

    def started(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start a program of Node in the project, which the caller has to end."""
        return subprocess.Popen(
            [_node(), *arguments],
            cwd=self.root,
            env=environment(read_env(self.root / ".env") | {**self.variables, **variables}),
            stdin=subprocess.DEVNULL,
        )

    @property
    def database_url(self) -> str:
        """DATABASE_URL as its programs see it."""
        return self.variables.get("DATABASE_URL") or read_env(self.root / ".env")["DATABASE_URL"]

    @contextmanager
    def serving(self, kind: str, log: Path | None = None, **settings: str) -> Iterator[int]:
        """Serve the project for the length of a `with` block, and return the port.

        Args:
            kind: One of SERVERS.
            log: Where the log is written to; without it there is none.
            settings: Variables of the server's environment.
        """
        with self.running(kind, log, **settings) as server:
            yield server.port

    @contextmanager
    def running(self, kind: str, log: Path | None = None, **settings: str) -> Iterator[Server]:
        """Serve the project for the length of a `with` block, unless it is told to stop before."""
        if kind == "standalone":
            self.bundle()
        port = free_port()
        variables = {
            "RATE_LIMIT_STORE": "off",
            **self.variables,
            "BETTER_AUTH_URL": f"http://127.0.0.1:{port}",
            "LOG_LEVEL": "info" if log else "silent",
            "NODE_ENV": "production",
            "PORT": str(port),
            **settings,
        }
        output = (log or Path(os.devnull)).open("wb")
        process = subprocess.Popen(
            [_node(), *SERVERS[kind]],
            cwd=self.root,
            env=environment(read_env(self.root / ".env") | variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            start_new_session=True,
        )
        try:
            _wait_for(port, process)
            yield Server(port, process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)
            output.close()


def emit(
    root: Path, specs: Mapping[str, bytes], *, url: str | None = None, **answers: object
) -> Emitted:
    """Make an app and generate from specs: the project, its packages and its client.

    Args:
        root: Where to; it must not exist yet.
        specs: Texts of specs by file name; files of the user's own by their path.
        url: DATABASE_URL, when it is not the one of `.env`; its server serves `npm test` too.
        answers: To the questions of the template, such as `database`. By default, everything that
            a project can ask for is in it.
    """
    everything = {"standalone": True, "jobs": True}
    new_app(root, {"project_name": "shop", **everything, **answers})
    refer_to_packages(root)
    for path in [name for name in specs if "/" in name]:
        (root / path).write_bytes(specs[path])
    added = {f"{generate.SPECS}/{name}": text for name, text in specs.items() if "/" not in name}
    if added:
        request = generate.Request(root, root / generate.SPECS, added=added)
        outcome = generate.generate(request)
        assert outcome.migration.name, outcome.migration.pending
    project = Emitted(root, {"DATABASE_URL": url, "TEST_DATABASE_URL": url} if url else {})
    project.done("npx prisma generate")
    return project


@cache
def _node() -> str:
    """Return Node itself: whatever wraps it may not pass signals on."""
    command = ["node", "-p", "process.execPath"]
    run = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    return run.stdout.strip()


def shop_specs() -> dict[str, bytes]:
    """Return the eight specs of the example."""
    return {path.name: path.read_bytes() for path in sorted(SHOP.glob("*.yaml"))}


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None, "the server ended at once"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)
