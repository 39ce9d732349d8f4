"""`t3gen demo`: it runs to its end, says what fails, and leaves nothing running behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pexpect
import pytest
from services import environment, node_modules

from t3gen.render import package_template

T3GEN = str(Path(sys.executable).parent / "t3gen")
SHOWN = {200, 201, 401, 403, 404, 405, 409, 412, 422}


def packages(folder: Path) -> Path:
    """Make a folder as an earlier demo leaves it, with the packages of all tests."""
    folder.mkdir()
    (folder / "package.json").write_bytes(
        package_template().render({"project_name": "shop"})["package.json"].data
    )
    (folder / "node_modules").symlink_to(node_modules())
    return folder


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


def run(*arguments: str, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [T3GEN, "demo", *arguments],
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


def test_it_runs_from_eight_specs_to_a_backend_that_answers(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    arguments = ["--keep", str(shop), "--packages", str(packages(tmp_path / "packages"))]
    # A database of somebody's own, which must be left alone.
    other = f"file:{tmp_path}/other.sqlite"
    ended = run(*arguments, variables=environment({"DATABASE_URL": other}))

    assert 0 == ended.returncode, ended.stdout
    statuses = re.findall(r"^     (\d{3})  ", ended.stdout, re.MULTILINE)
    assert {int(status) for status in statuses} == SHOWN
    assert f"{len(statuses)} calls, answered as they should be" in ended.stdout
    assert "\x1b" not in ended.stdout
    assert not (tmp_path / "other.sqlite").exists()
    assert (shop / ".next").is_dir()
    address = re.search(r"http://127\.0\.0\.1:(\d+)", ended.stdout)
    assert address
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(address[1])))


def test_a_step_that_fails_is_named_and_its_output_shown(tmp_path: Path) -> None:
    ended = run(variables=without_packages(tmp_path, npm_config_offline="true"))

    assert 2 == ended.returncode
    assert re.search(r"npm install +failed", ended.stdout)
    assert "ENOTCACHED" in ended.stdout
    assert "error: npm install: ended with exit code 1 [demo]" in ended.stdout
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
    assert re.search(r"✓.* t3gen new app shop .*\d+ files", screen)
    assert re.search(r"✗.* npm install .*failed", screen)
    assert colour == ("\x1b" in screen)


def test_a_folder_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    ended = run("--keep", str(tmp_path), variables=environment())

    assert 2 == ended.returncode
    assert "not empty" in ended.stdout
    assert ["mine.txt"] == [path.name for path in tmp_path.iterdir()]
