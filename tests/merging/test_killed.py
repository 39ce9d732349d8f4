"""Commands that are killed, and commands that meet: the tree is the old one or the new one.

A command runs in a forked child, in which an audit hook counts the calls that touch the disk and
kills the process at the chosen one. `make fuzz` tries 500 points and 50 meetings.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from next_version import FIRST, NEXT, tagged_versions
from shop import edit, make_shop, run, tree

from t3gen.project import transaction

FUZZ = bool(os.environ.get("T3GEN_FUZZ"))
POINTS = 125 if FUZZ else 15
ROUNDS = 50 if FUZZ else 10
PENDING = 1
"""The exit code of `generate` where no package is installed that makes the migration."""
TOUCHES = frozenset(
    {"open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    versions = tagged_versions(tmp_path_factory.mktemp("versions"))
    root = make_shop(tmp_path_factory.mktemp("killed") / "shop", f"{versions}@v{FIRST}")
    for resource in ("reviews", "orders"):
        service = f"src/server/{resource}/service.ts"
        edit(root, service, "export async function get(", "// mine\nexport async function get(")
    return root


def in_child(root: Path, command: Callable[[], int], point: int) -> tuple[int, int]:
    """Run a command in a child that is killed at a touch of the project.

    Returns:
        Its exit status, and how many touches there were when it ended by itself.
    """
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        count = 0

        def listen(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            if event in TOUCHES and str(root) in str(arguments[0]):
                count += 1
                if count == point:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(listen)
        status = command()
        os.write(told, str(count).encode())
        os._exit(status)
    os.close(told)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said = os.read(ready, 20)
    os.close(ready)
    return status, int(said or 0)


def generate(root: Path) -> int:
    edit(root, "resources/order.yaml", "fields:\n", "fields:\n  extra: string(20)?\n")
    return run(root, "generate") - PENDING


COMMANDS: Mapping[str, Callable[[Path], int]] = {
    "generate": generate,
    "destroy": lambda root: run(root, "destroy", "resource", "Review"),
    "rename": lambda root: run(root, "rename", "resource", "Review", "Opinion"),
    "upgrade": lambda root: run(root, "upgrade", "--to", NEXT),
}


def outside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out the spec that the test itself edits."""
    return {name: data for name, data in files.items() if name != "resources/order.yaml"}


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_anywhere_the_tree_is_old_or_new_after_the_next_command(
    made: Path, tmp_path: Path, name: str
) -> None:
    command = COMMANDS[name]
    whole = shutil.copytree(made, tmp_path / "whole")
    before = outside(tree(whole))
    status, touches = in_child(whole, lambda: command(whole), 0)
    after = outside(tree(whole))
    assert (0, True) == (status, before != after)
    rng = random.Random(name)
    seen = set()
    for number in range(POINTS):
        root = shutil.copytree(made, tmp_path / str(number))
        # Spread over its length, and denser towards its end, where it writes after much reading:
        # so a few find the change before and after it is decided.
        at = 1 + int(touches * ((number + rng.random()) / POINTS) ** 0.25)
        in_child(root, lambda root=root: command(root), at)  # type: ignore[misc]

        with transaction(root):
            pass

        found = outside(tree(root))
        assert found in (before, after)
        seen.add(found == after)
        shutil.rmtree(root)
    assert {False, True} == seen


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_at_once_both_end_well_or_one_names_the_other(
    made: Path, tmp_path: Path, number: int
) -> None:
    root = shutil.copytree(made, tmp_path / "shop")
    edit(root, "resources/order.yaml", "fields:\n", f"fields:\n  extra{number}: string(20)?\n")
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            os._exit(run(root, "generate"))
        children.append(child)

    statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert [PENDING, PENDING] == statuses
    files = tree(root)
    alone = shutil.copytree(made, tmp_path / "alone")
    shutil.copy(root / "resources/order.yaml", alone / "resources")
    assert run(alone, "generate") == PENDING
    assert files == tree(alone)
