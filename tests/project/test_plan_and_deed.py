"""What `t3gen plan` shows is what `t3gen generate --plan` then does, to the byte."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from answers import check_answer
from services import node_modules
from shop import run, tree
from walks import Walk

from t3gen import cli
from t3gen.migrate import lint_script

SEEDS, STEPS = (20, 10) if os.environ.get("T3GEN_FUZZ") else (2, 6)
METHOD = re.compile(r"^export const (GET|POST|PATCH|DELETE) = ", re.MULTILINE)
WRITES = {"create", "update", "merge", "move", "conflict", "delete"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("plans") / "shop"
    assert 0 == cli.run(["new", "app", str(root), "--auth", "none"])
    (root / "node_modules").symlink_to(node_modules(), target_is_directory=True)
    return root


@pytest.fixture
def app(empty: Path, tmp_path: Path) -> Path:
    return shutil.copytree(empty, tmp_path / "shop", symlinks=True)


def planned(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert 0 == run(root, "plan", "--json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    check_answer("plan", answer)
    return answer


def write(root: Path, specs: dict[str, str]) -> None:
    for path in (root / "resources").glob("*.yaml"):
        path.unlink()
    for name, text in specs.items():
        (root / "resources" / name).write_text(text)


def forget_what_never_was(walk: Walk, known: set[str]) -> None:
    """Remove consent to the loss of what has come and gone within one step, as it is misspelt.

    Args:
        walk: The walk.
        known: The names in the specs that were generated from so far.
    """
    for one in walk.resources.values():
        one.losses = [name for name in one.losses if {*re.split(r"[.+]", name)} <= known]
    walk.gone = [name for name in walk.gone if {*re.split(r"[.+]", name)} <= known]


def operations(files: dict[str, bytes]) -> set[tuple[str, str]]:
    """Return the operations of resources that the routes on disk serve."""
    return {
        (
            method,
            re.sub(r"\[(\w+)\]", r"{\1}", path.removeprefix("src/app").removesuffix("/route.ts")),
        )
        for path, text in files.items()
        if path.startswith("src/app/api/") and path.endswith("/route.ts")
        for method in METHOD.findall(text.decode())
    }


def statements(files: dict[str, bytes]) -> Iterator[str]:
    for path, text in sorted(files.items()):
        if path.endswith("/migration.sql"):
            seen = dict.fromkeys(
                (one.first, one.statement) for one in lint_script(text.decode(), "sqlite")
            )
            yield from (text for _, text in seen)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_plan_is_what_is_then_done(
    seed: int, app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walk, known = Walk(seed), set[str]()
    for _ in range(STEPS):
        forget_what_never_was(walk, known)
        write(app, walk.specs())
        plan, before = planned(app, capsys), tree(app)

        assert 0 == run(app, "check", "--plan", plan["digest"])
        assert 0 == run(app, "generate", "--plan", plan["digest"])

        after = tree(app)
        changed = {one for one in before | after if before.get(one) != after.get(one)}
        stamped = {re.sub(r"/\d{14}_", "/", one) for one in changed}
        files = {one["path"] for one in plan["files"] if one["verdict"] in WRITES}
        assert {re.sub(r"/\d{14}_", "/", one) for one in files} == stamped
        new = {path: text for path, text in after.items() if path not in before}
        shown = [it["statement"] for one in plan["migrations"] for it in one["statements"]]
        assert shown == [*statements(new)]
        had, has = operations(before), operations(after)
        come_and_go = {
            kind: {(it["method"], it["path"]) for it in plan["operations"] if it["change"] == kind}
            for kind in ("added", "removed")
        }
        assert come_and_go == {"added": has - had, "removed": had - has}
        assert planned(app, capsys)["files"] == []
        known |= {*re.findall(r"\w+", " ".join(walk.specs().values()))}
        walk.step()


def test_what_changes_after_the_plan_is_named_and_nothing_is_written(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, {"order.yaml": "resource: Order\nfields:\n  number: string(32)\n"})
    assert 0 == run(app, "generate")
    write(app, {"order.yaml": "resource: Order\nfields:\n  number: string(40)\n  note: text?\n"})
    digest, before = planned(app, capsys)["digest"], tree(app)
    edits = {
        "resources/order.yaml": "# a comment\n",
        "src/server/orders/service.ts": "// an edit of a file that the change does not reach\n",
        "prisma/schema.prisma": "// of the user's\n",
    }

    for path, text in edits.items():
        (app / path).write_bytes(before[path] + text.encode())
        edited = tree(app)
        assert 2 == run(app, "generate", "--plan", digest)
        assert f"has changed since it was made: {path}" in capsys.readouterr().err
        assert edited == tree(app)
        assert 1 == run(app, "check", "--plan", digest)
        (app / path).write_bytes(before[path])

    assert 0 == run(app, "generate", "--plan", digest)
    assert 2 == run(app, "generate", "--plan", digest)


def test_a_plan_without_packages_is_another_one_than_with_them(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, {"order.yaml": "resource: Order\nfields:\n  number: string(32)\n"})
    (app / "node_modules").unlink()
    capsys.readouterr()
    assert 1 == run(app, "plan", "--json")
    pending = json.loads(capsys.readouterr().out)
    (app / "node_modules").symlink_to(node_modules(), target_is_directory=True)

    assert (pending["ok"], pending["migrations"]) == (False, [])
    assert "npm install" in pending["pending"]["hint"]
    assert {"number"} <= {one["column"] for one in pending["columns"]}
    assert 2 == run(app, "generate", "--plan", pending["digest"])
    assert "has changed since it was made: what it would do" in capsys.readouterr().err
