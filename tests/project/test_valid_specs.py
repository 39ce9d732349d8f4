"""Whatever a valid spec says, what is generated from it is valid, compiles and is in order.

`T3GEN_FUZZ_SPECS` says how many specs are tried; `make fuzz` tries 1,000. A set is drawn from its
number, so that a failure can be had again: `T3GEN_FUZZ_FIRST=17 T3GEN_FUZZ_SPECS=25`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from emitted import emit
from services import Postgres
from spec_sets import draw

from t3gen import model

BATCH = 25
SPECS = int(os.environ.get("T3GEN_FUZZ_SPECS", "12"))
FIRST = int(os.environ.get("T3GEN_FUZZ_FIRST", "1"))
BATCHES = range(FIRST, FIRST + -(-SPECS // BATCH))
APPS = [
    model.App("sqlite", "better-auth"),
    model.App("postgresql", "better-auth"),
    model.App("sqlite", "none"),
    model.App("postgresql", "none"),
]
CHECKS = (
    "npx prisma validate",
    "npx prisma format --check",
    "npx tsc --noEmit",
    "npx eslint src prisma tests --max-warnings 0",
    "npm run format:check",
    "npm run db:migrate",
)


@pytest.mark.parametrize("seed", BATCHES)
def test_what_is_generated_from_valid_specs_is_valid(
    seed: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    app = APPS[seed % len(APPS)]
    drawn = draw(seed, min(BATCH, SPECS), app)
    url = None
    if app.database == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.url(f"fuzz_{seed}")
    project = emit(tmp_path / "app", drawn.texts(), database=app.database, auth=app.auth, url=url)
    ended = {command: project.run(command) for command in CHECKS}

    assert {} == {command: one.output for command, one in ended.items() if one.code != 0}


def test_every_type_and_every_kind_of_app_is_drawn() -> None:
    drawn = [draw(seed, BATCH, APPS[seed % len(APPS)]) for seed in range(1, 9)]
    text = b"".join(one for several in drawn for one in several.texts().values()).decode()

    said = ["through=", "Studio", "Crew?", "User?", "User[] many", "[] many", "= []", "class:"]
    said += ["json(", "bytes", "decimal(", "enum(", "immutable", "owner: user"]
    assert [] == [word for word in said if word not in text]
    assert max(len(data["fields"]) for one in drawn for data in one.specs.values()) == 60
