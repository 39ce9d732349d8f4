"""`t3gen demo`: it runs to its end, reports what fails, and leaves nothing running behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

import pexpect
import pytest
from services import environment

from t3gen.migrate import find_node

BIN = Path(sys.executable).parent
T3GEN = str(BIN / "t3gen")
SHOWN = {200, 201, 401, 403, 404, 405, 409, 412, 422}
RULE = 'throw new AppError("invalid", "A question ends with ?");'


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files whose path is short, as sockets need it."""
    with TemporaryDirectory(prefix="t3gen-") as folder:
        yield Path(folder)


def without_packages(folder: Path, **variables: str) -> dict[str, str]:
    """Return an environment in which npm has nothing to install from."""
    temporary = folder / "temporary"
    temporary.mkdir()
    settings = {
        "TMPDIR": str(temporary),
        "npm_config_cache": str(folder / "npm"),
        "npm_config_userconfig": os.devnull,
    }
    return environment({**settings, **variables})


def run(
    *arguments: str, variables: Mapping[str, str], folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [T3GEN, "demo", *arguments],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
        check=False,
    )


def test_its_three_acts_do_what_they_show(tmp_path: Path, temporary: Path) -> None:
    # A database of somebody's own, which must be left alone; no author for git; no t3gen on PATH.
    own = {
        "PATH": path_without_t3gen(),
        "DATABASE_URL": f"file:{tmp_path}/own.sqlite",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    variables = environment({**own, "TMPDIR": str(temporary)})
    ended = run("--keep", "kept", variables=variables, folder=tmp_path)
    printed, shop = ended.stdout, tmp_path / "kept" / "shop"

    assert 0 == ended.returncode, printed
    assert ["1", "2", "3"] == re.findall(r"^Act (\d)\. ", printed, re.MULTILINE)
    statuses = re.findall(r"^     (\d{3})  ", printed, re.MULTILINE)
    assert {int(status) for status in statuses} == SHOWN
    assert f"{len(statuses)} requests answered as expected" in printed
    service = (shop / "src/server/questions/service.ts").read_text(encoding="utf-8")
    assert RULE in service
    assert "/** Returns one record, or fails with 404. */" in service
    checks = re.findall(r"t3gen check .* exit code (\d): .*(passed|finding)", printed)
    assert [("0", "passed"), ("1", "finding"), ("0", "passed")] == checks
    assert "answer: text?" in (shop / "resources/question.yaml").read_text(encoding="utf-8")

    assert "\x1b" not in printed
    assert not (tmp_path / "own.sqlite").exists()
    assert [] == list(temporary.iterdir())
    assert [] == running_in(tmp_path)
    address = re.search(r"http://127\.0\.0\.1:(\d+)", printed)
    assert address
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(address[1])))
    commands = printed.partition("Continue with it:\n")[2]
    assert_serves(commands.replace("npm run dev", "t3gen check\nnpm run dev"), tmp_path)


def running_in(folder: Path) -> list[str]:
    """Return the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append((process / "cmdline").read_text().replace("\0", " "))
    return found


def path_without_t3gen() -> str:
    """Return a PATH on which Node is found only where it is no part of this environment."""
    node = find_node().parent
    return os.pathsep.join([*([str(node)] if node != BIN else []), "/usr/bin", "/bin"])


def assert_serves(commands: str, home: Path) -> None:
    """Paste commands into a shell that does not find t3gen, and wait for the server."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    variables = {"HOME": str(home), "PATH": path_without_t3gen(), "PORT": str(port)}
    with pasted(commands, variables) as shell:
        deadline = time.monotonic() + 120
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}/api/questions", timeout=60) as answer:
                    assert 200 == answer.status
                    return
            except (URLError, ConnectionError):
                assert shell.poll() is None, shell.communicate()
                assert time.monotonic() < deadline
                time.sleep(0.1)


@contextmanager
def pasted(commands: str, variables: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run commands in a shell, and end all that they have started."""
    shell = subprocess.Popen(
        ["/bin/bash", "-e", "-c", commands],
        cwd="/",
        env={**variables, "NEXT_TELEMETRY_DISABLED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield shell
    finally:
        with suppress(ProcessLookupError):
            os.killpg(shell.pid, signal.SIGKILL)
        shell.communicate(timeout=30)


def test_a_step_that_fails_is_named_and_its_output_shown(tmp_path: Path) -> None:
    ended = run(variables=without_packages(tmp_path, npm_config_offline="true"))

    assert 2 == ended.returncode
    assert re.search(r"npm install +failed", ended.stdout)
    assert "ENOTCACHED" in ended.stdout
    assert "error: npm install: exited with code 1 [demo]" in ended.stdout
    assert [] == list((tmp_path / "temporary").glob("t3gen-demo-*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_an_interrupted_demo_ends_what_it_has_started(
    tmp_path: Path, number: signal.Signals
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as registry:
        variables = without_packages(
            tmp_path, npm_config_registry=f"http://127.0.0.1:{registry.getsockname()[1]}"
        )
        # A test run in the background ignores Ctrl-C, and would hand that down.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        demo = subprocess.Popen([T3GEN, "demo"], env=variables, stderr=subprocess.PIPE, text=True)
        signal.signal(signal.SIGINT, before)
        registry.settimeout(60)
        npm, _ = registry.accept()
        demo.send_signal(number)
        _, said = demo.communicate(timeout=60)

        npm.settimeout(10)
        while npm.recv(4096):
            pass
        npm.close()
    assert 130 == demo.returncode
    assert "interrupted" in said
    assert [] == list((tmp_path / "temporary").glob("t3gen-demo-*"))


@pytest.mark.parametrize("colour", [True, False])
def test_a_terminal_sees_a_spinner(tmp_path: Path, colour: bool) -> None:
    variables = without_packages(tmp_path, npm_config_offline="true", TERM="xterm")
    child = pexpect.spawn(
        T3GEN,
        ["demo"],
        env={**variables, **({} if colour else {"NO_COLOR": "1"})},
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    screen = child.before or ""

    assert 2 == child.exitstatus
    assert re.search(r"⠋.* npm install", screen)
    assert re.search(r"✓.* t3gen new app shop --template template .*\d+ files", screen)
    assert re.search(r"✗.* npm install .*failed", screen)
    assert colour == ("\x1b" in screen)


def test_a_folder_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    ended = run("--keep", str(tmp_path), variables=environment())

    assert 2 == ended.returncode
    assert "not empty" in ended.stdout
    assert ["mine.txt"] == [path.name for path in tmp_path.iterdir()]
