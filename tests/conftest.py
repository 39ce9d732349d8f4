"""What every test has: a cache of its own beside the packages, and not the user's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before any test is imported, for the programs that tests start as well.
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "write golden files anew from what is generated, for a review of the diff"
    parser.addoption("--update-goldens", action="store_true", help=help_)


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether to write golden files anew."""
    return bool(request.config.getoption("--update-goldens"))
