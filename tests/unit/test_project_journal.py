"""Whatever happens to a run, the project is as before or as planned, and nothing lies around.

A run is a forked child in which an audit hook counts the calls that touch the disk; at the chosen
one it kills the process, or fails as a full disk does.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest
from trees import Text, read, rendered, write

from t3gen import ANSWERS_FILE, project
from t3gen.errors import ProjectError

pytestmark = pytest.mark.slow

TOUCHES = frozenset(
    {"open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
)
BEFORE = {ANSWERS_FILE: "old", "src/a.ts": "1", "src/gone/x.ts": "x", "src/gone/y.ts": "y"}
AFTER = {ANSWERS_FILE: "new", "src/a.ts": "2", "src/made/deep/b.ts": "b", "c.ts": "c"}
MOST = 200
UNDISTURBED = 6
"""So many touches in a row that change nothing are behind the last one, or clear the journal."""


def change(root: Path) -> None:
    with project.transaction(root):
        plan = project.make_plan(project.Disk(root), rendered(BEFORE), rendered(AFTER))
        project.apply(root, plan)


def in_child(root: Path, act: Callable[[int], None]) -> int:
    """Change the project in a child; `act` hears the number of each touch. Returns the status."""
    child = os.fork()
    if child == 0:
        count = 0

        def listen(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            if event in TOUCHES and str(root) in str(arguments[0]):
                count += 1
                act(count)

        sys.addaudithook(listen)
        try:
            change(root)
        except ProjectError:
            os._exit(2)
        except BaseException:
            os._exit(70)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_killed_anywhere_the_next_run_finishes_or_undoes(tmp_path: Path) -> None:
    seen = set()
    for point in range(1, MOST):
        root = tmp_path / str(point)
        write(root, BEFORE)

        def kill(count: int, point: int = point) -> None:
            if count == point:
                os.kill(os.getpid(), signal.SIGKILL)

        status = in_child(root, kill)
        with project.transaction(root) as recovered:
            pass

        tree = read(root)
        assert tree in (BEFORE, AFTER), f"killed at touch {point}"
        seen.add((recovered, tree == AFTER))
        if status == 0:
            break

    assert {("", False), ("finished", True), ("", True)} <= seen


def without(tree: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {name: text for name, text in tree.items() if name not in names}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_fails_anywhere_leaves_the_project_as_it_was(
    tmp_path: Path, number: int
) -> None:
    statuses: list[int] = []
    for point in range(1, MOST):
        root = tmp_path / str(point)
        write(root, BEFORE)

        def fail(count: int, point: int = point) -> None:
            if count == point:
                raise OSError(number, os.strerror(number))

        statuses.append(in_child(root, fail))

        wanted = AFTER if statuses[-1] == 0 else BEFORE
        # A folder that cannot be removed stays.
        left = {"src/gone/"} if statuses[-1] == 0 else set()
        tree = {name: text for name, text in read(root).items() if not name.startswith(".t3gen")}
        assert without(tree, left) == wanted, f"failed at touch {point}"
        with project.transaction(root):
            assert without(read(root), left) == wanted, f"litter after touch {point}"
        if not any(statuses[-UNDISTURBED:]) and point > UNDISTURBED:
            break

    assert set(statuses) == {0, 2}


def test_an_edit_made_between_the_kill_and_the_next_run_survives(tmp_path: Path) -> None:
    write(tmp_path, BEFORE)

    def kill_half_way(_: int) -> None:
        if (tmp_path / "c.ts").exists():
            os.kill(os.getpid(), signal.SIGKILL)

    in_child(tmp_path, kill_half_way)
    write(tmp_path, {"src/a.ts": "mine"})

    with project.transaction(tmp_path) as recovered:
        pass

    assert recovered == "undone"
    assert read(tmp_path) == {**BEFORE, "src/a.ts": "mine"}


def test_modes_survive_and_scripts_can_be_run(tmp_path: Path) -> None:
    write(tmp_path, {"a.sh": "1", "b.ts": "1"})
    (tmp_path / "b.ts").chmod(0o640)
    base = {"b.ts": Text(b"1")}
    new = {"b.ts": Text(b"2"), "run.sh": Text(b"#!/bin/sh\n", executable=True)}

    with project.transaction(tmp_path):
        plan = project.make_plan(project.Disk(tmp_path), base, new, {".env": b"SECRET=1"})
        project.apply(tmp_path, plan)

    modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in ("b.ts", "run.sh", ".env")}
    umask = os.umask(0)
    os.umask(umask)
    assert modes == {"b.ts": 0o640, "run.sh": 0o777 & ~umask, ".env": 0o600 & ~umask}


def test_a_second_run_waits_then_says_that_another_is_at_work(tmp_path: Path) -> None:
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        with project.transaction(tmp_path):
            os.write(told, b"x")
            time.sleep(30)
        os._exit(0)
    os.read(ready, 1)

    try:
        with (
            pytest.raises(ProjectError, match=f"another t3gen is running .*: process {child}$"),
            project.transaction(tmp_path, timeout=0.1),
        ):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    with project.transaction(tmp_path, timeout=5):
        assert read(tmp_path) == {}


def test_a_lock_leaves_nothing_in_the_project_and_needs_no_right_to_write_there(
    tmp_path: Path,
) -> None:
    write(tmp_path, BEFORE)
    tmp_path.chmod(0o555)

    try:
        with project.transaction(tmp_path):
            assert BEFORE == read(tmp_path)
    finally:
        tmp_path.chmod(0o755)

    assert BEFORE == read(tmp_path)


def test_another_path_to_the_project_has_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "link").symlink_to("shop")

    with (
        project.transaction(tmp_path / "shop"),
        pytest.raises(ProjectError, match="another t3gen"),
        project.transaction(tmp_path / "link", timeout=0.1),
    ):
        pass


def test_without_a_folder_for_caches_the_lock_lies_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    (tmp_path / "shop").mkdir()

    with (
        project.transaction(tmp_path / "shop"),
        pytest.raises(ProjectError, match=f"another t3gen.*: process {os.getpid()}$"),
        project.transaction(tmp_path / "shop", timeout=0.1),
    ):
        pass
