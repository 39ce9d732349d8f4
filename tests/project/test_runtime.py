"""What no spec changes in emitted projects: the tests in `runtime/`, which run in a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitted import Emitted


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Emitted:
    shop: Emitted = request.getfixturevalue(request.param)
    return shop.with_runtime_tests(tmp_path / "shop")


@pytest.mark.parametrize("project", ["shop", "shop_on_postgresql"], indirect=True)
def test_its_tests_pass(project: Emitted) -> None:
    output = project.done("npx vitest run tests/runtime")

    assert "failed" not in output
    assert "skipped" not in output


@pytest.mark.parametrize("project", ["shop"], indirect=True)
def test_its_tests_are_typed_linted_and_formatted(project: Emitted) -> None:
    project.done("npm run typecheck")
    project.done("npx eslint --max-warnings 0 tests/runtime")
    project.done("npx prettier --check tests/runtime")
