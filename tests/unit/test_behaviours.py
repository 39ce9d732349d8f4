"""The list of what an attacked API has to do names tests that there are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

TESTS = Path(__file__).parents[1]
EMITTED = [TESTS.parent / "template" / "project" / "tests", TESTS / "project" / "runtime"]
BEHAVIOURS = yaml.safe_load((TESTS / "behaviours.yaml").read_bytes())


@cache
def emitted_tests() -> str:
    """Return all tests that a project can get, and those that are run in a project of the suite."""
    files = (file for folder in EMITTED for file in sorted(folder.rglob("*.ts*")))
    return "\n".join(file.read_text("utf-8") for file in files)


def is_there(name: str) -> bool:
    file, _, test = name.partition("::")
    if test:
        path = TESTS / "project" / file
        return path.is_file() and f"def {test}(" in path.read_text("utf-8")
    return f'"{name}"' in emitted_tests() or f"`{name}`" in emitted_tests()


def test_all_69_are_there() -> None:
    assert list(range(1, 70)) == [int(name.partition(".")[0]) for name in BEHAVIOURS]


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_behaviour_is_shown_by_tests_or_says_why_not(behaviour: str) -> None:
    shown = BEHAVIOURS[behaviour]
    if isinstance(shown, dict):
        assert ["none"] == list(shown)
        assert shown["none"]
    else:
        assert shown
        assert [] == [name for name in shown if not is_there(name)]
