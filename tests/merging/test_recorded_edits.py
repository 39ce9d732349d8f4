"""Forty recorded edits of the shop under ten changes of its specs."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from corpus import Files, changed, prisma_client, shop
from matrix import CHANGES, EDITS, Case, all_cases
from packages_at import node_modules

from t3gen.migrate import find_node

CLEAN = 0.9
SOME = range(len(CHANGES)) if os.environ.get("T3GEN_FUZZ") else (0, 5, 7)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Return those of files that were changed on both sides: the rest can have no conflict."""
    return [case for case in all_cases() if case.is_merged]


def test_there_are_forty_edits_and_ten_changes() -> None:
    assert (40, 10) == (len(EDITS), len(CHANGES))


def test_nine_of_ten_merge_without_a_conflict(cases: list[Case]) -> None:
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
    """All at once: a tree for each spec change, each merged file beside the generated one."""
    (tmp_path / "node_modules").symlink_to(node_modules())
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for number in SOME:
        root = tmp_path / f"c{number}"
        lay_out(root, number, changed(CHANGES[number]))
        (root / "node_modules").symlink_to(node_modules())
        fit = [case for case in cases if case.change == number and case.is_clean]
        for place, case in enumerate(fit):
            lay_beside(root, number, case, place)
    (tmp_path / "tsconfig.json").write_text(json.dumps(compiler_options()))
    with ThreadPoolExecutor(2) as pool:
        for ended in pool.map(prisma_client, sorted(tmp_path.glob("c[0-9]*"))):
            assert ended.returncode == 0, ended.stdout

    command = [str(find_node()), "node_modules/typescript/lib/tsc.js", "-p", "."]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "" == ended.stdout


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


def lines(data: bytes) -> Counter[bytes]:
    """Return lines, whatever their ends and the width of their columns."""
    return Counter(b" ".join(line.split()) for line in data.splitlines())
