"""Forty recorded edits of the shop under ten changes of its specs."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from corpus import Edit, Files, changed, edits, shop, spec_changes
from packages_at import node_modules
from shop import edit as spec_edit
from shop import make_shop, run

from t3gen import project
from t3gen.actions import formatting
from t3gen.migrate import find_node

EDITS = edits()
CHANGES = spec_changes()
CLEAN = 0.9
SAMPLE = {
    "extract a function",
    "log a slow query",
    "explain a schema",
    "open a policy",
    "wrap a handler",
    "tell of a list",
    "add a column of one's own",
    "insert many",
    "describe orders better",
    "add a test",
}


@dataclass(frozen=True)
class Case:
    """What became of one edit under one change."""

    edit: Edit
    change: str
    ours: bytes
    step: project.Step

    @property
    def is_clean(self) -> bool:
        return self.step.verdict is not project.Verdict.CONFLICT

    @property
    def name(self) -> str:
        return f"{self.edit.name} / {self.change}"


def merged(root: Path, edit: Edit, new: Files) -> tuple[bytes, project.Step]:
    """Edit one file of the shop, and merge it with another generation."""
    path = root / edit.file
    path.parent.mkdir(parents=True, exist_ok=True)
    ours = edit.apply(shop()[edit.file].data.decode(), root).encode()
    path.write_bytes(ours)
    (root / ".prettierrc.json").write_text(json.dumps(edit.config or {}))
    base = {edit.file: shop()[edit.file]}
    manner = project.Manner(formatting.formatters(root))
    plan = project.make(project.Disk(root), base, {edit.file: new[edit.file]}, None, manner)
    return ours, plan.steps[0]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    root = tmp_path_factory.mktemp("edits")
    (root / "node_modules").symlink_to(node_modules())
    (root / "package.json").write_text("{}")
    found = []
    for change in CHANGES:
        new = changed(change)
        for edit in EDITS:
            ours, step = merged(root, edit, new)
            if step.verdict is not project.Verdict.SAME:
                found.append(Case(edit, change["name"], ours, step))
    return found


def test_there_are_forty_edits_and_ten_changes() -> None:
    assert (40, 10) == (len(EDITS), len(CHANGES))


def test_nine_of_ten_merge_without_a_conflict(cases: list[Case]) -> None:
    """Counts only what was changed on both sides: the rest can have no conflict."""
    conflicts = [case.name for case in cases if not case.is_clean]

    told = f"{len(conflicts)} of {len(cases)} conflict:\n" + "\n".join(conflicts)
    assert len(conflicts) <= (1 - CLEAN) * len(cases), told


def test_no_line_that_was_added_is_lost(cases: list[Case]) -> None:
    for case in cases:
        if case.edit.config is None:
            base = shop()[case.edit.file].data
            added = lines(case.ours) - lines(base)
            assert not added - lines(case.step.after or b""), case.name


def test_what_merged_without_a_conflict_type_checks(cases: list[Case], tmp_path: Path) -> None:
    """All of it at once: a tree for each spec change, each merged file beside the generated one."""
    (tmp_path / "node_modules").symlink_to(node_modules())
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for number, change in enumerate(CHANGES):
        lay_out(tmp_path / f"c{number}", number, changed(change))
        fit = [case for case in cases if case.change == change["name"] and case.is_clean]
        for place, case in enumerate(fit):
            lay_beside(tmp_path / f"c{number}", number, case, place)
    (tmp_path / "tsconfig.json").write_text(json.dumps(compiler_options()))
    with ThreadPoolExecutor(2) as pool:
        for ended in pool.map(prisma_client, sorted(tmp_path.glob("c[0-9]*"))):
            assert ended.returncode == 0, ended.stdout

    command = [str(find_node()), "node_modules/typescript/lib/tsc.js", "-p", "."]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "" == ended.stdout


def test_the_emitted_tests_pass_on_merged_files(tmp_path: Path) -> None:
    """One edit of each file of a resource, all in one project, under a change of its spec."""
    root = make_shop(tmp_path / "shop")
    (root / "node_modules").symlink_to(node_modules())
    sample = [edit for edit in EDITS if edit.name in SAMPLE]
    assert len(SAMPLE) == len({edit.file for edit in sample})
    for edit in sample:
        path = root / edit.file
        path.write_text(edit.apply(path.read_text(), root))
    for file, old, new in CHANGES[0]["change"]:
        spec_edit(root, f"resources/{file}", old, new)

    assert 0 == run(root, "generate")

    assert 0 == prisma_client(root).returncode
    command = [str(find_node()), "node_modules/vitest/vitest.mjs", "run", "tests/orders"]
    programs = os.pathsep.join([str(find_node().parent), os.environ["PATH"]])
    ended = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PATH": programs, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == ended.returncode, ended.stdout + ended.stderr


def lay_out(root: Path, number: int, files: Files) -> None:
    for name, file in files.items():
        if not name.endswith((".ts", ".js", ".mjs", ".prisma", "package.json")) or "eslint" in name:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_alias(file.data, number))


def lay_beside(root: Path, number: int, case: Case, place: int) -> None:
    """Write a merged file beside the generated one; a Prisma file takes its place."""
    path = root / case.edit.file
    if path.suffix == ".ts":
        stem, rest = path.name.split(".", 1)
        path = path.with_name(f"{stem}.e{place}.{rest}")
    elif (place + number) % 2:
        return
    path.write_bytes(with_alias(case.step.after or b"", number))


def with_alias(data: bytes, number: int) -> bytes:
    return data.replace(b'"~/', f'"~{number}/'.encode()).replace(b"'~/", f"'~{number}/".encode())


def compiler_options() -> dict[str, object]:
    """Return the options of the emitted tsconfig.json, with an alias for each tree."""
    text = shop()["tsconfig.json"].data.decode()
    options = json.loads(re.sub(r"/\*.*?\*/", "", text))["compilerOptions"]
    paths = {f"~{number}/*": [f"./c{number}/src/*"] for number in range(len(CHANGES))}
    return {
        "compilerOptions": {**options, "paths": paths, "incremental": False},
        "include": ["c*/**/*.ts", "c*/**/*.js"],
        "exclude": ["node_modules", "c*/generated"],
    }


def prisma_client(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [find_node(), node_modules() / "prisma/build/index.js", "generate"],
        cwd=root,
        env={**os.environ, "DATABASE_URL": "file:./db.sqlite"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def lines(data: bytes) -> Counter[bytes]:
    """Return lines, whatever their ends and the width of their columns."""
    return Counter(b" ".join(line.split()) for line in data.splitlines())
