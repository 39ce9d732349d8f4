"""What tests of whole projects need from the machine: npm packages and a PostgreSQL server.

Where something is missing such tests are skipped with the reason; with T3GEN_REQUIRE_SERVICES=1
they fail.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate import find_node

REPOSITORY = Path(__file__).resolve().parents[2]

# Prisma refuses destructive commands where it finds the variables of certain tools, so that
# programs under test see only these.
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "LANG", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where services are required."""
    if os.environ.get("T3GEN_REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def node_modules() -> Path:
    """Find every npm package that a generated project can ask for, installed once for all tests."""
    named = os.environ.get("T3GEN_TEST_NODE_MODULES")
    folder = Path(named) if named else REPOSITORY / ".cache" / "node" / "node_modules"
    if not (folder / "prisma" / "package.json").is_file():
        missing(f"no npm packages in {folder}: run `make node-modules`")
    return folder


def next_prisma() -> Path:
    """Find the npm packages of a Prisma that is newer than what projects get."""
    folder = node_modules().parent.with_name("next-prisma") / "node_modules"
    if not (folder / "prisma" / "package.json").is_file():
        missing(f"no npm packages in {folder}: run `make node-modules`")
    return folder


def link_packages(project: Path) -> None:
    """Give a project its packages: hard links, which Next takes for real files, and no copies."""
    if (project / "node_modules").is_symlink():
        (project / "node_modules").unlink()
    shutil.rmtree(project / "node_modules", ignore_errors=True)
    subprocess.run(["cp", "-al", node_modules(), project / "node_modules"], check=True)


FUZZ = bool(os.environ.get("T3GEN_FUZZ"))
DATABASES = ["sqlite", "postgresql"] if FUZZ else ["postgresql"]
"""Of tests of what does not depend on the database: both in `make fuzz`."""


def refer_to_packages(project: Path) -> None:
    """Give a project its packages in a hundredth of the time, for all programs but Next."""
    (project / "node_modules").mkdir()
    for package in node_modules().iterdir():
        # Without what other projects have cached.
        if package.name == ".bin" or not package.name.startswith("."):
            (project / "node_modules" / package.name).symlink_to(package)


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a clean environment in which `node`, `npm` and `npx` are found."""
    try:
        node = find_node()
    except MigrationError as error:
        missing(str(error))
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "PATH": f"{node.parent}{os.pathsep}{kept['PATH']}", **(variables or {})}


@dataclass(frozen=True)
class Redis:
    """A Redis server of our own."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        """REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}"

    def clear(self) -> None:
        """Remove all keys."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(b"FLUSHALL\r\n")
            assert b"+OK\r\n" == connection.recv(100)


@contextmanager
def running_redis() -> Iterator[Redis]:
    """Run a Redis server for the length of a `with` block."""
    program = shutil.which("redis-server")
    if program is None:
        missing("no redis-server on PATH")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as process:
            time.sleep(0.5)
            yield Redis(process, port)
            process.terminate()


@dataclass(frozen=True)
class Postgres:
    """A server of our own: empty, unsafe and quick.

    Args:
        port: On 127.0.0.1; the user `postgres` needs no password.
        binaries: The folder of psql and the others.
    """

    port: int
    binaries: Path

    def url(self, database: str) -> str:
        """Return the address of a database, which need not exist."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def query(self, database: str, sql: str) -> list[str]:
        """Run SQL and return the rows, their values separated by `|`."""
        return psql(self.binaries, self.url(database), sql)

    def copy(self, database: str, other: str) -> None:
        """Make a database that is like another one."""
        self.query("postgres", f'create database "{database}" template "{other}"')

    def drop(self, database: str) -> None:
        """Remove a database, if there is one."""
        self.query("postgres", f'drop database if exists "{database}" with (force)')

    def databases(self) -> set[str]:
        """Return the names of all databases that tests or the engine have made."""
        rows = self.query("postgres", "select datname from pg_database where not datistemplate")
        return set(rows) - {"postgres"}

    def processes(self) -> list[int]:
        """Return its process, and all that it has started."""
        (folder,) = self.query("postgres", "show data_directory")
        pid = Path(folder, "postmaster.pid").read_text(encoding="utf-8").split()[0]
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
        return [int(pid), *map(int, children.split())]


@contextmanager
def pooled(server: Postgres, size: int = 3) -> Iterator[Postgres]:
    """Put a pooler before a server: it lends a connection for the length of a transaction."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if not program:
        missing("no pgbouncer on PATH")
    folder = Path(tempfile.mkdtemp(prefix="t3gen-pgbouncer-"))
    pooler = Postgres(port=_free_port(), binaries=server.binaries)
    settings = {
        "listen_addr": "127.0.0.1",
        "listen_port": pooler.port,
        "unix_socket_dir": "",
        "auth_type": "trust",
        "auth_file": folder / "users",
        "pool_mode": "transaction",
        "default_pool_size": size,
    }
    lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
    file = folder / "pgbouncer.ini"
    file.write_text(f"[databases]\n* = host=127.0.0.1 port={server.port}\n[pgbouncer]\n{lines}")
    (folder / "users").write_text('"postgres" ""\n')
    command = [*_unprivileged(folder), program, "--quiet", str(file)]
    with subprocess.Popen(command) as process:
        try:
            _wait_for(pooler, process)
            yield pooler
        finally:
            process.terminate()
            process.wait(timeout=30)
            shutil.rmtree(folder)


@contextmanager
def hanging(processes: list[int]) -> Iterator[None]:
    """Let processes hang: they keep their connections, and do nothing."""
    try:
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in processes:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def psql(binaries: Path, url: str, sql: str) -> list[str]:
    """Run SQL in a database and return the rows, their values separated by `|`."""
    command = [str(binaries / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", url]
    # PGlite never answers when it is asked whether it encrypts.
    plain = {**os.environ, "PGSSLMODE": "disable", "PGGSSENCMODE": "disable"}
    run = subprocess.run(
        command, input=sql, capture_output=True, text=True, env=plain, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Run a PostgreSQL server for the length of a `with` block."""
    with prepared_postgres() as (server, serving), serving():
        yield server


Serving = Callable[[], AbstractContextManager[None]]


@contextmanager
def prepared_postgres() -> Iterator[tuple[Postgres, Serving]]:
    """Make a PostgreSQL server; what is returned with it runs it for the length of a block."""
    binaries = postgres_binaries()
    folder = Path(tempfile.mkdtemp(prefix="t3gen-postgres-"))
    user = _unprivileged(folder)
    try:
        data = folder / "data"
        options = ["--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"]
        _run([*user, str(binaries / "initdb"), "-D", str(data), "--locale=C", *options])
        server = Postgres(port=_free_port(), binaries=binaries)
        yield server, lambda: _serving(server, data, user)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _serving(server: Postgres, data: Path, user: list[str]) -> Iterator[None]:
    settings = {
        "port": server.port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": 200,
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = (data.parent / "log").open("w", encoding="utf-8")
    command = [*user, str(server.binaries / "postgres"), "-D", str(data), *options]
    with log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait_for(server, process)
            yield
        finally:
            # A fast shutdown: open connections are cut.
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _wait_for(server: Postgres, process: subprocess.Popen[bytes]) -> None:
    program = str(server.binaries / "pg_isready")
    ready = [program, "-q", "-h", "127.0.0.1", "-p", str(server.port)]
    deadline = time.monotonic() + 30
    while subprocess.run(ready, check=False).returncode != 0:
        assert process.poll() is None, "it ended at once"
        assert time.monotonic() < deadline, "it does not answer"
        time.sleep(0.05)


def postgres_binaries() -> Path:
    """Find the folder of initdb, psql and the others."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").is_file() and (folder / "psql").is_file():
            return folder
    found = shutil.which("initdb")
    if not found:
        missing("no PostgreSQL binaries: neither in /usr/lib/postgresql nor on PATH")
    return Path(found).parent


def chromium() -> Path:
    """Find a Chromium that runs without a screen."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    missing("no Chromium on PATH")


def browse(script: Path, packages: Path, port: int, *arguments: str) -> Any:
    """Run a script of `browser.mjs` against an app, and return what it prints.

    Args:
        packages: The project whose packages it uses.
        arguments: What the script reads besides the address.
    """
    run = subprocess.run(
        ["node", script, f"http://127.0.0.1:{port}", *arguments],
        env=environment({"CHROMIUM": str(chromium()), "PACKAGES": str(packages)}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


def _unprivileged(folder: Path) -> list[str]:
    """Return how to become a user whom PostgreSQL serves: it refuses root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _run(command: list[str]) -> None:
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
