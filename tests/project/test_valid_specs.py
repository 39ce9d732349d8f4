"""Whatever a valid spec says, what is generated from it is valid, compiles and is in order.

`T3GEN_FUZZ_SPECS` says how many specs are tried; `make fuzz` tries 1,000. A set is drawn from its
number, so that a failure can be had again: `T3GEN_FUZZ_FIRST=17 T3GEN_FUZZ_SPECS=25`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

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
JUDGE = Path(__file__).with_name("compile_and_lint.mjs")
CHECKS = (
    "npx prisma validate",
    "npx prisma format --check",
    f"node {JUDGE.name}",
    f"npx prettier --check . !{JUDGE.name}",
    "npm run db:migrate",
    f"{sys.executable} -m t3gen check --replay",  # on PGlite, where it is to be PostgreSQL
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
    shutil.copy(JUDGE, project.root)
    ended = {command: project.run(command) for command in CHECKS}

    assert {} == {command: one.output for command, one in ended.items() if one.code != 0}


def test_what_compiles_and_is_in_order_is_told_from_what_is_not(tmp_path: Path) -> None:
    project = emit(tmp_path / "app", {}, auth="none")
    shutil.copy(JUDGE, project.root)
    (project.root / "src" / "odd.ts").write_text(
        'export const count: number = "x";\n'
        "export async function later() {\n  Promise.resolve(1);\n}\n"
    )
    ended = project.run(f"node {JUDGE.name}")

    assert ended.code == 1
    assert "src/odd.ts(1,14): error TS2322" in ended.output
    assert "@typescript-eslint/no-floating-promises" in ended.output
    assert 1 == ended.output.count("error TS")


def test_every_type_and_every_kind_of_app_is_drawn() -> None:
    drawn = [draw(seed, BATCH, APPS[seed % len(APPS)]) for seed in range(1, 9)]
    text = b"".join(one for several in drawn for one in several.texts().values()).decode()

    said = ["through=", "Studio", "Crew?", "User?", "User[] many", "[] many", "= []", "class:"]
    said += ["round", "Many", "json(", "bytes", "decimal(", "enum(", "immutable", "owner: user"]
    assert [] == [word for word in said if word not in text]
    ends = [
        {(name, end) for name, data in one.specs.items() for end in targets(data)} for one in drawn
    ]
    mutual = [any(a != b and (b, a) in pairs for a, b in pairs) for pairs in ends]
    assert mutual.count(True) > len(mutual) // 2
    assert max(len(data["fields"]) for one in drawn for data in one.specs.values()) >= 60


def targets(data: dict[str, Any]) -> list[str]:
    """What a resource points to."""
    lines = [line for line in data["relations"].values() if "[" not in line]
    return [line.split(" ")[0].rstrip("?") for line in lines]
