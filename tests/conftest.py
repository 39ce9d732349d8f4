"""What every test has: a cache of its own beside the packages, and not the user's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before any test is imported, for the programs that tests start as well.
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests")

# How long an example takes says more about the machine than about the code.
settings.register_profile("t3gen", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=20, derandomize=True)
settings.load_profile("t3gen")

NEEDS_NPM = {"project", "merging", "docs", "agent"}
"""Folders of tests that run what is generated."""

NEEDS = {"postgres": ("postgres", "postgresql"), "redis": ("redis",)}
"""By marker: the fixtures and parameters of tests that need it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what tests need, by the folder they are in and the fixtures they ask for."""
    for item in items:
        if item.path.parent.name in NEEDS_NPM:
            item.add_marker("npm")
        parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
        asked = [*getattr(item, "fixturenames", ()), *parameters]
        for name, means in NEEDS.items():
            if any(one in means for one in asked if isinstance(one, str)):
                item.add_marker(name)


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "write golden files anew from what is generated, for a review of the diff"
    parser.addoption("--update-goldens", action="store_true", help=help_)


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether to write golden files anew."""
    return bool(request.config.getoption("--update-goldens"))
