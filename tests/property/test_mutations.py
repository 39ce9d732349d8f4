"""Specs that are wrong: always told with a place, a code and a way out, and nothing is written.

`T3GEN_FUZZ_MUTATIONS` says how many are tried; `make fuzz` tries 2,000.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutations import ORDER, VALID, Mutation, change, typo

from t3gen import cli, model, spec
from t3gen.errors import Problem, SpecErrors

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("T3GEN_FUZZ_MUTATIONS", "100"))
TYPOS = max(200, COUNT // 2)
TOLD = re.compile(r"error: resources/\w+\.yaml:\d+:\d+: .+ \[SPEC\.[A-Z_]+\]")
SLOWEST = 1.0


def problems(mutation: Mutation) -> list[Problem]:
    try:
        model.resolve(spec.read(mutation.texts))
    except SpecErrors as error:
        return list(error.problems)
    return []


def wrong_ones(count: int) -> Iterator[Mutation]:
    """Mutations that a spec does not survive; some do, and say something else."""
    dice = random.Random(3)
    while count:
        mutation = dice.choice([typo, change])(dice)
        if problems(mutation):
            count -= 1
            yield mutation


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    assert cli.run(["new", "app", str(root)]) == 0
    (root / "resources").mkdir(exist_ok=True)
    monkeypatch.chdir(root)
    return root


def files(root: Path) -> dict[str, tuple[int, int]]:
    stats = {path.relative_to(root).as_posix(): path.lstat() for path in root.rglob("*")}
    return {
        name: (stat.st_size, stat.st_mtime_ns)
        for name, stat in stats.items()
        if not name.startswith("resources")
    }


def test_the_spec_is_valid_before_it_is_changed() -> None:
    assert [] == problems(Mutation({**typo(random.Random(1)).texts, ORDER: VALID.encode()}))


def test_a_wrong_spec_is_told_and_nothing_is_written(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(app)
    for mutation in wrong_ones(COUNT):
        for name, raw in mutation.texts.items():
            (app / "resources" / name).write_bytes(raw)
        capsys.readouterr()

        began = time.process_time()
        assert cli.run(["generate"]) == 2, mutation.texts[ORDER]
        assert time.process_time() - began < SLOWEST, mutation.texts[ORDER][:100]
        said = capsys.readouterr().err
        assert TOLD.match(said), said
        assert before == files(app)


def test_every_problem_has_a_place_a_code_and_a_hint() -> None:
    for mutation in wrong_ones(COUNT):
        for one in problems(mutation):
            lines = mutation.texts[one.file].decode("utf-8", "replace").split("\n")
            assert 1 <= one.line <= len(lines) + 1
            assert one.column >= 1
            assert one.hint
            assert one.code.startswith("SPEC.")


def test_nineteen_of_twenty_typos_are_understood() -> None:
    dice = random.Random(5)
    missed = []
    tried = 0
    while tried < TYPOS:
        mutation = typo(dice)
        found = problems(mutation)
        tried += bool(found)
        hints = " ".join(one.hint for one in found)
        if found and f'Did you mean "{mutation.meant}"' not in hints:
            missed.append((mutation.meant, str(found[0]), found[0].hint))

    assert len(missed) <= TYPOS // 20, missed
