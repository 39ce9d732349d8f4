"""The conversation with the engine, below Prisma's command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from services import next_prisma
from small_project import ENGINE, TEMPLATE, with_packages

from t3gen.migrate.engine.client import Engine
from t3gen.migrate.engine.errors import EngineFailure


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_packages(tmp_path / "shop")


def engine_version(text: str) -> tuple[int, ...]:
    found = re.search(
        r'"(?:@prisma/schema-engine-wasm|version)"[:,] "(\d+)\.(\d+)\.(\d+)-(\d+)', text
    )
    assert found
    return tuple(map(int, found.groups()))


def test_the_next_prisma_is_newer_than_that_of_projects() -> None:
    theirs = (TEMPLATE.parent / "macros" / "packages.jinja").read_text()
    next_one = next_prisma() / "@prisma" / "schema-engine-wasm" / "package.json"

    assert engine_version(next_one.read_text()) > engine_version(theirs)


@pytest.mark.usefixtures("each_prisma")
def test_a_panic_comes_with_its_message(root: Path) -> None:
    with (
        pytest.raises(EngineFailure, match="artificial panic"),
        Engine(ENGINE, root, "file:./db.sqlite") as engine,
    ):
        engine.call("debugPanic", {})


def test_the_engine_goes_on_after_an_error(root: Path) -> None:
    schema = {"schema.prisma": 'datasource db {\n  provider = "sqlite"\n}\n'}

    with Engine(ENGINE, root) as engine:
        with pytest.raises(EngineFailure, match="does not know noSuchMethod"):
            engine.call("noSuchMethod", {})
        assert engine.diff(schema, schema).is_empty


def test_an_engine_that_cannot_start_is_told_with_its_last_words(root: Path) -> None:
    broken = root / "engine.mjs"
    broken.write_text("throw new Error('no way');\n")

    with pytest.raises(EngineFailure, match="no way"), Engine(broken, root) as engine:
        engine.call("diff", {})


def test_a_comparison_touches_no_database(root: Path) -> None:
    schema = {"schema.prisma": 'datasource db {\n  provider = "postgresql"\n}\n'}
    model = {"model.prisma": "model A {\n  id Int @id\n}\n"}

    # Nobody listens there.
    with Engine(ENGINE, root, "postgresql://postgres@127.0.0.1:9/shop") as engine:
        difference = engine.diff(schema, schema | model)

    assert 'CREATE TABLE "A"' in difference.sql


def test_a_database_of_another_kind_is_refused(root: Path) -> None:
    schema = {"schema.prisma": 'datasource db {\n  provider = "mysql"\n}\n'}

    with pytest.raises(EngineFailure, match="mysql"), Engine(ENGINE, root) as engine:
        engine.diff(schema, schema)
