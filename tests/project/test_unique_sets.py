"""Tests and seed of any valid spec pass, whatever has to be unique in it.

`T3GEN_FUZZ_UNIQUES` says how many specs are tried; `make fuzz` tries 200. A set is drawn from its
number, so that a failure can be had again: `T3GEN_FUZZ_FIRST=17 T3GEN_FUZZ_UNIQUES=10`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from emitted import emit
from services import Postgres
from unique_sets import draw

from t3gen import model

BATCH = 10
SPECS = int(os.environ.get("T3GEN_FUZZ_UNIQUES", "2"))
FIRST = int(os.environ.get("T3GEN_FUZZ_FIRST", "1"))
BATCHES = range(FIRST, FIRST + -(-SPECS // BATCH))
APPS = [
    model.App("postgresql", "better-auth"),
    model.App("sqlite", "better-auth"),
    model.App("sqlite", "better-auth"),
    model.App("sqlite", "none"),
]
COUNT = re.compile(r"^(\w+): (\d+)$", re.MULTILINE)


@pytest.mark.parametrize("seed", BATCHES)
def test_tests_and_seed_of_specs_with_uniques_pass(
    seed: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    app = APPS[seed % len(APPS)]
    drawn = draw(seed, min(BATCH, SPECS), app)
    url = None
    if app.database == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.url(f"uniques_{seed}")
    project = emit(tmp_path / "app", drawn.texts(), database=app.database, auth=app.auth, url=url)
    project.done("npx tsc --noEmit")
    project.done("npx prettier --check prisma tests")
    project.done("npm test")
    project.done("npm run db:migrate")
    filled = COUNT.findall(project.done("npm run db:seed"))

    assert len(drawn.specs) == len(filled)
    assert [] == [name for name, rows in filled if rows == "0"]
    assert filled == COUNT.findall(project.done("npm run db:seed"))
