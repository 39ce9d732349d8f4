"""All golden directories in one project: they validate, compile, lint, and their tests pass.

What the goldens hold is laid over what is generated, so that it is they that are judged.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import pytest
import round_trip
from emitted import Emitted, emit
from goldens import CASES, database, golden, own, records, specs
from http_client import Client
from services import FUZZ, Postgres

NUMBERS = next(case for case in CASES if case.name == "numbers-as-ids")
"""It is an app of its own: beside numbers, the tests of texts name the type of their ids."""
TEXTS = [case for case in CASES if case != NUMBERS]
ON_SQLITE = [case for case in TEXTS if database(case) == "sqlite"]
WITHOUT_USERS = [case for case in TEXTS if b"User" not in b"".join(specs(case).values())]


def all_specs(cases: Sequence[Path]) -> dict[str, bytes]:
    return {
        path.removeprefix("resources/"): text
        for case in cases
        for path, text in {**specs(case), **own(case)}.items()
    }


def lay_over(project: Emitted, cases: Sequence[Path]) -> None:
    for case in cases:
        for path, text in golden(case).items():
            (project.root / path).write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def goldens(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    root = tmp_path_factory.mktemp("goldens") / "app"
    project = emit(root, all_specs(ON_SQLITE), trpc=True)
    lay_over(project, ON_SQLITE)
    return project


def test_goldens_are_valid_for_prisma_and_as_it_formats_them(goldens: Emitted) -> None:
    goldens.done("npx prisma validate")
    goldens.done("npx prisma format --check")


def test_goldens_compile(goldens: Emitted) -> None:
    goldens.done("npx tsc --noEmit")


def test_goldens_are_linted_without_a_warning(goldens: Emitted) -> None:
    goldens.done("npx eslint src prisma tests --max-warnings 0")


def test_goldens_are_formatted(goldens: Emitted) -> None:
    goldens.done("npm run format:check")


def test_the_tests_of_goldens_pass(goldens: Emitted) -> None:
    goldens.done("npm test")


def test_values_at_the_limits_of_their_types_come_back_as_they_were_sent(
    goldens: Emitted,
) -> None:
    goldens.done("npm run db:migrate")
    with goldens.serving("standalone") as port:
        assert [] == list(round_trip.wrong(Client(port)))


def test_goldens_are_seeded(goldens: Emitted) -> None:
    goldens.done("npm run db:migrate")
    goldens.done("npm run db:seed")
    output = goldens.done("npm run db:seed")

    assert "specimen: 25" in output
    assert "weekday: 7" in output


def test_the_same_resources_work_on_postgresql(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.url("goldens")
    texts = all_specs(WITHOUT_USERS)
    project = emit(tmp_path / "app", texts, database="postgresql", auth="none", url=url, trpc=True)
    lay_over(project, [case for case in WITHOUT_USERS if case not in ON_SQLITE])
    project.done("npx prisma format --check")
    project.done("npx tsc --noEmit")
    if os.environ.get("T3GEN_FUZZ"):  # by and large the code that is linted on SQLite
        project.done("npx eslint src prisma tests --max-warnings 0")
    project.done("npm run format:check")
    project.done("npm run db:migrate")
    assert "The database is up to date" in project.done(f"{sys.executable} -m t3gen migrate status")
    project.done("npx prisma migrate diff --from-config-datasource --to-schema prisma --exit-code")
    with project.serving("standalone") as port:
        client = Client(port)
        assert [] == [*round_trip.wrong(client), *round_trip.wrong_lists(client)]
    project.done("npm run db:seed")
    project.done(f"npx vitest run {' '.join(folders_on_both(project))}")


def folders_on_both(project: Emitted) -> list[str]:
    """Return the folders of tests that run on PostgreSQL too: a sixth; all of them with T3GEN_FUZZ.

    What is for PostgreSQL alone is always among them.
    """
    folders = sorted(path.parent.name for path in project.root.glob("tests/*/subject.ts"))
    only = [case for case in WITHOUT_USERS if case not in ON_SQLITE]
    chosen = {one["folder"] for case in only for one in records(case)}
    if os.environ.get("T3GEN_FUZZ"):
        chosen |= set(folders)
    chosen |= {name for name in folders if crc32(name.encode()) % 6 == 0}
    return [f"tests/{name}/" for name in sorted(chosen)]


@pytest.mark.parametrize("provider", ["sqlite", *["postgresql"] * FUZZ])
def test_numbers_as_ids_compile_and_their_tests_pass(tmp_path: Path, provider: str) -> None:
    project = emit(tmp_path / "app", all_specs([NUMBERS]), database=provider, trpc=True)
    if provider == "sqlite":
        lay_over(project, [NUMBERS])
        project.done("npx eslint src prisma tests --max-warnings 0")
        project.done("npm run format:check")

    project.done("npx tsc --noEmit")
    project.done("npx vitest run")
