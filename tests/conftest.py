"""What every test has: a cache of its own beside the packages, and not the user's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before any test is imported, for the programs that tests start as well.
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests")


NEEDS_NPM = {"project", "merging", "docs"}
"""Folders of tests that run what is generated."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what tests need, by the folder they are in and the fixtures they ask for."""
    for item in items:
        if item.path.parent.name in NEEDS_NPM:
            item.add_marker("npm")
        params = getattr(item, "callspec", None)
        asked = {*getattr(item, "fixturenames", ()), *(params.params.values() if params else ())}
        for name, means in (("postgres", {"postgres", "postgresql"}), ("redis", {"redis"})):
            if any(isinstance(one, str) and one in means for one in asked):
                item.add_marker(name)


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "write golden files anew from what is generated, for a review of the diff"
    parser.addoption("--update-goldens", action="store_true", help=help_)


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether to write golden files anew."""
    return bool(request.config.getoption("--update-goldens"))
