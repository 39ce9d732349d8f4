"""Every code that t3gen can show has a long form."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from errors_page import page

from t3gen import cli
from t3gen.cli.commands.explain import explanations
from t3gen.migrate import lint
from t3gen.render import package_root

SOURCE = Path(__file__).parents[2] / "src" / "t3gen"
UPPER = re.compile(r"[A-Z]{2,}(_[A-Z]+)*")
KINDS = ("FIELD", "OWNER", "RELATION", "RESOURCE", "TENANT", "TYPE")
MADE = {f"SPEC.UNKNOWN_{kind}" for kind in KINDS} | {
    f"SPEC.{where}" for where in ("FILTER", "INDEX", "SORT", "UNIQUE")
}
"""Codes that are put together from words."""
NAMES = {"code", "_code"}


def codes() -> set[str]:
    """Every code in the source, as far as it stands there in one piece."""
    return {
        code
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for code in codes_of(node)
    } | MADE


def codes_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in ("add", "_add", "problem"):
            yield from (f"SPEC.{one}" for one in texts(node.args) if UPPER.fullmatch(one))
        yield from texts([key.value for key in node.keywords if key.arg == "code"])
        if isinstance(node.func, ast.Name) and node.func.id == "Finding":
            yield from texts(node.args[4:5])
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        yield from (f"SPEC.{one}" for one in texts(node.value.elts) if UPPER.fullmatch(one))
    elif isinstance(node, ast.Constant):
        yield from (one for one in texts([node]) if re.fullmatch(r"SPEC\.[A-Z_]+", one))
    else:
        yield from declared(node)


def declared(node: ast.AST) -> Iterator[str]:
    """Codes that are no arguments of a call: attributes, defaults, and the table of `check`."""
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).lower() in NAMES:
        yield from texts([node.value])
    elif isinstance(node, ast.arguments):
        named = zip(node.kwonlyargs, node.kw_defaults, strict=True)
        yield from texts([value for one, value in named if one.arg == "code" and value])
    elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_STALE":
        pairs = [one for one in ast.walk(node) if isinstance(one, ast.Tuple)]
        yield from texts([pair.elts[0] for pair in pairs])


def texts(nodes: list[ast.expr]) -> list[str]:
    either = [
        side for one in nodes if isinstance(one, ast.IfExp) for side in (one.body, one.orelse)
    ]
    found = [one.value for one in [*nodes, *either] if isinstance(one, ast.Constant)]
    return [one for one in found if isinstance(one, str) and one]


def test_every_code_has_a_long_form() -> None:
    assert set() == codes() - set(explanations())


def test_the_page_of_codes_is_that_of_this_version() -> None:
    file = SOURCE.parents[1] / "docs" / "reference" / "errors.md"

    assert page() == file.read_text(encoding="utf-8"), "run: make docs"


def test_no_long_form_is_without_a_code() -> None:
    of_lint = {one.code for one in lint.rules().values()}

    assert set() == set(explanations()) - of_lint - codes()


@pytest.mark.parametrize("code", ["SPEC.CYCLE", "spec.cycle", "CYCLE", "version"])
def test_a_code_is_explained_however_it_is_written(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.run(["explain", code])

    assert len(capsys.readouterr().out.splitlines()) > 1


def test_a_code_that_does_not_exist_is_guessed_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == cli.run(["explain", "SPEC.CYLCE"])

    assert 'Did you mean "SPEC.CYCLE"?' in capsys.readouterr().err


def test_without_a_code_every_one_is_a_line_of_a_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert 0 == cli.run(["explain"])

    lines = capsys.readouterr().out.splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines if line.startswith("  ")}
    assert set(explanations()) == set(rows)
    assert all(rows.values())
    assert 100 >= max(map(len, lines))
    titles = [line for line in lines if line and not line.startswith(" ")]
    assert ["Specs", "Projects and commands", "Migrations"] == titles[:3]


def test_access_is_explained_by_the_clauses_that_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = tmp_path / "app"
    assert cli.run(["new", "app", str(app), "--yes"]) == 0
    specs = package_root() / "examples" / "saas" / "resources"
    for path in specs.glob("*.yaml"):
        (app / "resources" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(app)
    capsys.readouterr()

    assert cli.run(["explain", "access", "Task"]) == 0

    text = (package_root() / "docs" / "explanation" / "access.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out in text


@pytest.mark.parametrize("arguments", [["access", "Taks"], ["SPEC.RULE", "Task"]])
def test_what_cannot_be_explained_is_refused(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert cli.run(["explain", *arguments]) == 2
