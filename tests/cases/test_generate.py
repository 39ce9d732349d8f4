"""Golden directories: what is generated for a resource of each kind; see tests/project/goldens.py.

`pytest tests/cases --update-goldens` writes them anew.
"""

from __future__ import annotations

import fnmatch
import shutil
from pathlib import Path

import pytest
from goldens import CASES, golden, patterns, shown, shows, specs


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_resource_is_generated_as_its_golden_directory_shows(
    case: Path, update_goldens: bool
) -> None:
    generated = shown(case)

    if update_goldens:
        update(case / "after", generated)
    assert golden(case) == generated


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_pattern_of_a_golden_directory_shows_a_file(case: Path) -> None:
    paths = golden(case)

    assert [] == [one for one in patterns(case) if not fnmatch.filter(paths, one)]


def test_each_case_is_in_the_table_of_what_it_shows() -> None:
    assert sorted(shows()) == [case.name for case in CASES]


def test_no_two_cases_name_the_same_resource() -> None:
    names = [path for case in CASES for path in specs(case)]

    assert len(set(names)) == len(names)


def update(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
