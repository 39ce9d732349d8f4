"""Which node runs the engine, and what happens without one."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate import (
    EngineMissing,
    Migration,
    NothingToDo,
    Pending,
    apply,
    find_node,
    plan_next,
)
from t3gen.migrate.history.folder import lock_text
from t3gen.psl.snapshot import compose

NOW = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)
SCHEMA = {"prisma/schema.prisma": 'datasource db {\n  provider = "sqlite"\n}\n'}
MODEL = {"prisma/models/a.prisma": "model A {\n  id Int @id\n}\n"}


def program(folder: Path, version: str) -> Path:
    folder.mkdir()
    node = folder / "node"
    node.write_text(f"#!/bin/sh\necho {version}\n")
    node.chmod(0o755)
    return node


def use(monkeypatch: pytest.MonkeyPatch, beside_python: Path, on_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(beside_python / "python"))
    monkeypatch.setenv("PATH", os.fspath(on_path))


def plan(root: Path, files: dict[str, str]) -> Migration | NothingToDo | Pending:
    return plan_next(root, files, engine=root / "engine.mjs", now=NOW)


def migrated(root: Path, files: dict[str, str]) -> None:
    folder = root / "prisma" / "migrations" / "20250101000000_init"
    folder.mkdir(parents=True)
    (folder / "schema.snapshot").write_text(compose(files))


def test_the_node_beside_python_is_the_first_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = program(tmp_path / "venv", "v22.12.0")
    program(tmp_path / "path", "v24.0.0")
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")

    assert own == find_node()


def test_an_old_node_beside_python_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "venv", "v22.11.9")
    other = program(tmp_path / "path", "v24.0.0")
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")

    assert other == find_node()


def test_only_old_ones_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "path", "v20.20.2")
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")

    with pytest.raises(EngineMissing, match=r"path/node is Node 20\.20\.2") as error:
        find_node()
    assert "22.12" in str(error.value.hint)


def test_a_program_that_is_no_node_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "path", "hello")
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")

    with pytest.raises(EngineMissing, match="was not found"):
        find_node()


def test_without_node_the_migration_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")

    planned = plan(tmp_path, SCHEMA | MODEL)

    assert isinstance(planned, Pending)
    assert "Node was not found" == planned.reason
    assert "nodejs.org" in planned.hint


def test_without_packages_the_migration_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "venv", "v24.0.0")
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")

    planned = plan(tmp_path, SCHEMA | MODEL)

    assert isinstance(planned, Pending)
    assert "@prisma/schema-engine-wasm is not installed" in planned.reason
    assert "npm install" == planned.hint


def test_without_packages_nothing_is_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "venv", "v24.0.0")
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")
    migrated(tmp_path, SCHEMA)

    with pytest.raises(EngineMissing, match="not installed"):
        apply(tmp_path, "file:./db.sqlite", engine=tmp_path / "engine.mjs")


def test_an_unchanged_schema_needs_no_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, tmp_path / "venv", tmp_path / "path")
    migrated(tmp_path, SCHEMA | MODEL)

    assert NothingToDo() == plan(tmp_path, SCHEMA | MODEL)


def test_an_unsettled_merge_waits_for_the_user(tmp_path: Path) -> None:
    planned = plan(tmp_path, {"prisma/models/a.prisma": "<<<<<<< yours\n=======\n>>>>>>> new\n"})

    assert isinstance(planned, Pending)
    assert "prisma/models/a.prisma has an unresolved merge conflict" == planned.reason


def test_a_history_without_its_snapshot_waits_for_prisma(tmp_path: Path) -> None:
    (tmp_path / "prisma" / "migrations" / "20250101000000_init").mkdir(parents=True)

    planned = plan(tmp_path, SCHEMA | MODEL)

    assert isinstance(planned, Pending)
    assert "prisma/migrations/20250101000000_init has no schema.snapshot" in planned.reason


def test_a_history_for_another_database_is_refused(tmp_path: Path) -> None:
    migrated(tmp_path, SCHEMA)
    (tmp_path / "prisma" / "migrations" / "migration_lock.toml").write_text(lock_text("postgresql"))

    with pytest.raises(MigrationError, match="for postgresql, and the schema is for sqlite"):
        plan(tmp_path, SCHEMA | MODEL)


def test_a_schema_without_a_datasource_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="no file has a datasource"):
        plan(tmp_path, MODEL)


@pytest.mark.parametrize("url", ["mysql://localhost/shop", "shop.sqlite", "http://x"])
def test_a_url_of_another_kind_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match=r"neither file:\.\.\. nor postgresql"):
        apply(tmp_path, url, engine=tmp_path / "engine.mjs")


def test_a_url_that_does_not_match_the_history_is_refused(tmp_path: Path) -> None:
    migrated(tmp_path, SCHEMA)
    (tmp_path / "prisma" / "migrations" / "migration_lock.toml").write_text(lock_text("sqlite"))

    with pytest.raises(MigrationError, match="it is for postgresql, and the migrations are for"):
        apply(tmp_path, "postgresql://localhost/shop", engine=tmp_path / "engine.mjs")
