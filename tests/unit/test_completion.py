"""What the shell completes: resources, fields, types, codes, migrations."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest
from click.shell_completion import ShellComplete
from shop import run

from t3gen import cli
from t3gen.spec.vocabulary import TYPES

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
ORDER = """\
resource: Order
fields:
  total: decimal(12, 2)
  note: text?
relations:
  product: Product
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A project with two specs, and one that is broken."""
    root = tmp_path / "shop"
    assert run(tmp_path, "new", "app", str(root)) == 0
    folder = root / "resources"
    folder.mkdir(exist_ok=True)
    (folder / "order.yaml").write_text(ORDER, encoding="utf-8")
    (folder / "product.yaml").write_text("resource: Product\nfields: {name: string}\n")
    (folder / "broken.yaml").write_text("resource: [\n", encoding="utf-8")
    (root / "prisma" / "migrations" / "20260101000000_init").mkdir(parents=True)
    return root


def completed(line: str, incomplete: str = "") -> list[str]:
    shell = ShellComplete(cli.t3gen, {}, "t3gen", "_T3GEN_COMPLETE")
    return [str(one.value) for one in shell.get_completions(line.split(), incomplete)]


@pytest.mark.parametrize(
    ("line", "incomplete", "expected"),
    [
        ("destroy resource", "", ["Order", "Product"]),
        ("destroy resource", "pro", ["Product"]),
        ("rename resource", "O", ["Order"]),
        ("rename field", "", ["Order", "Product"]),
        ("rename field Order", "", ["total", "note", "product"]),
        ("rename field Order", "p", ["product"]),
        ("rename field Nothing", "", []),
        ("migrate rebase", "", ["20260101000000_init"]),
        ("migrate baseline --until", "2026", ["20260101000000_init"]),
        ("explain", "SPEC.CYC", ["SPEC.CYCLE"]),
        ("explain", "drop-col", ["drop-column"]),
        ("new resource Post", "body:te", ["body:text"]),
        ("new resource Post", "order:Or", ["order:Order"]),
        ("new resource Post title", "", []),
        # As bash has it, which takes a colon for a word of its own.
        ("new resource Post title :", "str", ["string"]),
        ("new resource Post title :", ":str", ["string"]),
        ("completion", "z", ["zsh"]),
    ],
)
def test_what_is_there_is_completed(
    app: Path,
    line: str,
    incomplete: str,
    expected: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(app)

    assert expected == completed(line, incomplete)


def test_every_type_is_offered_behind_a_colon(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(app)

    types = [f"total:{name}" for name in (*TYPES, "Order", "Product")]
    assert types == completed("new resource Post", "total:")


def test_outside_of_a_project_there_is_nothing_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert [] == completed("destroy resource")
    assert [] == completed("migrate rebase")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.run(["completion", shell])

    script = capsys.readouterr().out
    assert f"_T3GEN_COMPLETE={shell}_complete" in script


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("destroy resource Pr", "destroy resource Product "),
        ("rename field Order no", "rename field Order note "),
        ("new resource Post body:tex", "new resource Post body:text "),
        ("explain SPEC.CYC", "explain SPEC.CYCLE "),
        ("migrate base", "migrate baseline "),
    ],
)
def test_a_real_bash_completes(app: Path, typed: str, shown: str) -> None:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PS1": "> "}
    shell = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        cwd=str(app),
        env={**environment, "TERM": "dumb"},
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 120),
    )
    shell.sendline('eval "$(t3gen completion bash)"; echo "loa""ded"')
    shell.expect("loaded")
    shell.send(f"t3gen {typed}\t")

    shell.expect(re.escape(f"t3gen {shown}"))

    shell.sendcontrol("c")
    shell.close(force=True)
