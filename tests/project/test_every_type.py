"""A project with every type of field passes the tests that it was generated with."""

from __future__ import annotations

from pathlib import Path

import every_type
import pytest
from emitted import emit
from services import FUZZ, Postgres

from t3gen.spec.vocabulary import TYPES


@pytest.mark.parametrize("database", ["sqlite", *["postgresql"] * FUZZ])
def test_its_tests_and_its_seed_pass(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = None
    if database == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        url = postgres.url("every_type")
    project = emit(tmp_path / "app", every_type.specs(database), database=database, url=url)
    output = project.done("npm test")
    project.done("npm run db:migrate")
    project.done("npm run db:seed")

    assert "skipped" not in output
    for name in ("plains", "optionals", "singles", "presets"):
        assert f"tests/{name}/" in output


def test_its_tests_pass_where_no_server_of_postgresql_runs(tmp_path: Path) -> None:
    project = emit(tmp_path / "app", every_type.specs("postgresql"), database="postgresql")
    output = project.done("npm test", DATABASE_URL="postgresql://postgres@127.0.0.1:9/shop")

    assert "tests/listeds/" in output


def test_a_server_for_tests_that_is_away_is_named_in_words(tmp_path: Path) -> None:
    project = emit(tmp_path / "app", {}, database="postgresql", auth="none")
    away = "postgresql://postgres@127.0.0.1:9/postgres"
    ended = project.run("npm test", TEST_DATABASE_URL=away)

    assert ended.code == 1
    assert "Can't reach database server at `127.0.0.1:9`" in ended.output
    assert "Buffer" not in ended.output


def test_every_type_is_there_in_every_form_that_it_has() -> None:
    forms = {form[0]: every_type.lines(form) for form in every_type.FORMS}

    assert list(TYPES) == list(forms["Plain"]) == list(forms["Optional"])
    assert set(every_type.DEFAULTS) == set(forms["Preset"])
    assert {name for name, kind in TYPES.items() if kind.lists} == set(forms["Listed"])
