"""What a list of the emitted shop costs: a number of statements that no number of rows changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from emitted import Emitted
from services import REPOSITORY

SCRIPT = REPOSITORY / "tests" / "project" / "count_statements.ts"


@pytest.mark.parametrize("kind", ["shop", "shop_on_postgresql"])
def test_a_page_costs_two_statements_and_one_for_each_relation(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    shop: Emitted = request.getfixturevalue(kind)
    copy = shop.copy(tmp_path / "shop")
    shutil.copy(SCRIPT, copy.root)

    output = copy.done("npx tsx --env-file=.env count_statements.ts")

    costs = json.loads(output.splitlines()[-1])
    joined = kind == "shop_on_postgresql"
    assert costs == {
        "list": 1,
        "sorted": 1,
        "nulls": 2,
        "counted": 2,
        "searched": 1,
        "included": 2 if joined else 3,
        "one": 1,
        "oneIncluded": 2 if joined else 3,
    }
