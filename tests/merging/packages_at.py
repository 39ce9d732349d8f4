"""Where the npm packages of the tests are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def node_modules() -> Path:
    """Find every npm package that a generated project can ask for, installed once for all tests."""
    repository = Path(__file__).resolve().parents[2]
    named = os.environ.get("T3GEN_TEST_NODE_MODULES")
    folder = Path(named) if named else repository / ".cache" / "node" / "node_modules"
    if not (folder / "prisma" / "package.json").is_file():
        reason = f"no npm packages in {folder}: run `make node-modules`"
        if os.environ.get("T3GEN_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
