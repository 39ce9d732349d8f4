"""A mutation run: small faults in `src/t3gen`, and the share that the quick tests catch.

    python tests/mutants.py [--count 20] [--seed 1] [--unit] [PACKAGE ...]

Draws the same number of mutants from each package, puts each into a copy of the checkout and runs
the quick tests that call the mutated function there, shortest first; `--unit` runs all tests of
`make unit` on those that survive. Prints each survivor as a diff, and the share that was caught.
Exits with 1 below the share that CONTRIBUTING promises.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("model", "migrate", "project")
NEEDS_NODE = ("migrate/database/", "migrate/engine/")
"""Tested against databases, which neither lane has."""
WANTED = 0.9
TIMEOUT = 600
FAILED = {pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}
"""Interrupted by an error in a module that a test imports."""
QUICK_TESTS = ["tests/unit", "tests/property", "tests/cases/test_specs.py"]
UNIT = ["tests/unit", "tests/property", "tests/cases"]
QUICK = ["-m", "not slow", "--hypothesis-profile", "quick"]
RECORD = "T3GEN_MUTANTS_RECORD"

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}


@dataclass(frozen=True)
class Mutant:
    """One fault: `text` instead of the lines and columns of a node.

    Args:
        path: The module, relative to `src/t3gen`.
        source: The module as it is.
        function: The first line of its function, as code objects count.
        span: Offsets of the replaced text in the source.
        text: What replaces it.
    """

    path: str
    source: bytes
    function: int
    span: tuple[int, int]
    text: str

    @property
    def mutated(self) -> bytes:
        """The module with the fault."""
        start, end = self.span
        return self.source[:start] + self.text.encode() + self.source[end:]

    def diff(self) -> str:
        """Return the fault as a unified diff without context."""
        before, after = (text.decode().splitlines() for text in (self.source, self.mutated))
        lines = difflib.unified_diff(before, after, self.path, "mutant", n=0, lineterm="")
        return "\n".join(line for line in lines if not line.startswith("+++"))


def faults(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield an expression and what may replace it, for each fault that a node can have."""
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in COMPARISONS:
            yield node, ast.Compare(left, [COMPARISONS[type(operator)]()], [right])
        case ast.BoolOp(operator, values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield node, ast.BoolOp(other, values)
        case ast.UnaryOp(ast.Not(), operand):
            yield node, operand
        case ast.BinOp(left, operator, right) if type(operator) in OPERATORS:
            yield node, ast.BinOp(left, OPERATORS[type(operator)](), right)
        case ast.Constant():
            yield from ((node, ast.Constant(other)) for other in other_values(node.value))
        case ast.Return(ast.expr() as value) if not isinstance(value, ast.Constant):
            yield value, ast.Constant(None)
        case ast.If(test) | ast.IfExp(test) | ast.While(test) | ast.comprehension(ifs=[test, *_]):
            yield test, ast.UnaryOp(ast.Not(), test)


def other_values(value: object) -> list[str | int]:
    """Return what may replace a constant; messages to users have goldens of their own."""
    match value:
        case bool():
            return [not value]
        case int():
            return [value + 1]
        case str() if value.isidentifier():
            return [value + "x"]
    return []


def executed(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function that run: no annotations, no text of f-strings."""
    for name, value in ast.iter_fields(function):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and not isinstance(node, ast.JoinedStr):
                yield node
                yield from executed(node)


def mutants_of(name: str, source: bytes) -> Iterator[Mutant]:
    """Yield every mutant of the functions of a module."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
        for node in executed(function):
            for old, new in faults(node):
                start = starts[old.lineno - 1] + old.col_offset
                end = starts[(old.end_lineno or 0) - 1] + (old.end_col_offset or 0)
                yield Mutant(name, source, first, (start, end), f"({ast.unparse(new)})")


def sample(root: Path, package: str, count: int, seed: int) -> list[Mutant]:
    """Draw mutants of a package of a checkout: the same ones for the same seed."""
    folder = root / "src" / "t3gen"
    modules = {
        path.relative_to(folder).as_posix(): path
        for path in sorted((folder / package).rglob("*.py"))
    }
    mutants = [
        mutant
        for name, path in modules.items()
        if not name.startswith(NEEDS_NODE)
        for mutant in dict.fromkeys(mutants_of(name, path.read_bytes()))  # nested functions once
    ]
    return random.Random(f"{package} {seed}").sample(mutants, min(count, len(mutants)))


class Calls:
    """The functions that each test calls, with the seconds that it takes: a pytest plugin."""

    def __init__(self, target: Path) -> None:
        """Record into a file, one JSON object a line."""
        self.file = target.open("a", encoding="utf-8")
        self.source = f"{Path.cwd() / 'src' / 't3gen'}{os.sep}"

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Record a test with its fixtures."""
        called = set()

        def note(frame: FrameType, event: str, _: object) -> None:
            if event == "call" and frame.f_code.co_filename.startswith(self.source):
                called.add(frame.f_code)

        start = time.process_time()
        sys.setprofile(note)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            functions = sorted(
                f"{code.co_filename.removeprefix(self.source)}:{code.co_firstlineno}"
                for code in called
            )
            taken = round(time.process_time() - start, 3)
            row = {"test": item.nodeid, "seconds": taken, "functions": functions}
            self.file.write(json.dumps(row) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    """Record the calls, in the processes that run tests."""
    if RECORD in os.environ:
        config.pluginmanager.register(Calls(Path(os.environ[RECORD])))


class Copy:
    """A copy of the checkout whose modules can be replaced, and its tests run."""

    def __init__(self, root: Path) -> None:
        """Copy what git knows of the checkout, uncommitted edits included."""
        self.root = root
        clone = ["git", "clone", "--quiet", "--shared", str(ROOT), str(root)]
        subprocess.run(clone, check=True)
        edited = ["git", "ls-files", "-z", "--modified", "--others", "--exclude-standard"]
        names = subprocess.run(edited, cwd=ROOT, check=True, capture_output=True).stdout
        for name in filter(None, names.decode().split("\0")):
            if (ROOT / name).exists():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, root / name)

    def passes(self, arguments: list[str], **variables: str) -> bool:
        """Run pytest and return whether it passes in time."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *arguments]
        path = os.pathsep.join(str(self.root / name) for name in ("src", "tests"))
        environment = {**os.environ, **variables, "PYTHONPATH": path}
        try:
            result = subprocess.run(
                command,
                cwd=self.root,
                env=environment,
                check=False,
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired:
            return False
        if result.returncode not in {0, *FAILED}:
            raise RuntimeError(f"pytest cannot run:\n{result.stdout}{result.stderr}")
        return result.returncode == 0

    def calls(self) -> dict[str, list[str]]:
        """Run the quick tests and return, by function, those that call it, shortest first."""
        target = self.root / "calls.jsonl"
        arguments = ["-p", "mutants", *QUICK, *QUICK_TESTS]
        assert self.passes(arguments, **{RECORD: str(target)}), "tests fail without a mutant"
        rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
        tests: dict[str, list[str]] = {}
        for row in sorted(rows, key=lambda row: row["seconds"]):
            for function in row["functions"]:
                tests.setdefault(function, []).append(row["test"])
        return tests

    def catches(self, mutant: Mutant, arguments: list[str]) -> bool:
        """Return whether tests fail with a mutant."""
        path = self.root / "src" / "t3gen" / mutant.path
        path.write_bytes(mutant.mutated)
        try:
            return not self.passes(arguments)
        finally:
            path.write_bytes(mutant.source)


def main() -> int:
    """Run the sample, and print the share that was caught of each package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="*", default=PACKAGES)
    parser.add_argument("--count", type=int, default=20, help="mutants of each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unit", action="store_true", help="run `make unit` on survivors")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder) / "checkout")
        calls = copy.calls()
        shares = []
        for package in options.packages:
            mutants = sample(copy.root, package, options.count, options.seed)
            survivors = [one for one in mutants if not caught(one, copy, calls, options.unit)]
            shares.append(1 - len(survivors) / len(mutants))
            print(f"{package}: {len(mutants) - len(survivors)} of {len(mutants)}", flush=True)
    return 0 if min(shares) >= WANTED else 1


def caught(mutant: Mutant, copy: Copy, calls: dict[str, list[str]], unit: bool) -> bool:
    """Return whether the tests catch a mutant, and print it if they do not."""
    tests = calls.get(f"{mutant.path}:{mutant.function}", [])
    if tests and copy.catches(mutant, [*QUICK, *tests]):
        return True
    if unit and copy.catches(mutant, ["--numprocesses", "2", *UNIT]):
        return True
    print(f"{mutant.diff()}\n  survived {len(tests)} quick tests", flush=True)
    return False


if __name__ == "__main__":
    sys.exit(main())
