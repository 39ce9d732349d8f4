"""Migrations behind a pooler that lends its connections for the length of a transaction."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from services import Postgres, pooled
from small_project import ENGINE, ORDER, generate, make_project, sources, with_packages

from t3gen import migrate
from t3gen.errors import MigrationError

NAMES = ("20260131120000_init", "20260131120001_order_add_note")
LOCKS = "select count(*) from pg_locks where locktype = 'advisory'"
INDEX = 'CREATE INDEX CONCURRENTLY "by_number" ON "Order" ("number");\n'


@pytest.fixture
def pooler(postgres: Postgres) -> Iterator[Postgres]:
    """A pooler with three connections."""
    with pooled(postgres) as pooler:
        yield pooler


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two migrations."""
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    generate(root, sources("postgresql", ORDER.replace("  lines", "  note   String?\n  lines")))
    return root


def database(postgres: Postgres, tmp_path: Path) -> str:
    name = tmp_path.name
    postgres.query("postgres", f'create database "{name}"')
    return name


def test_everything_is_applied_and_no_lock_stays(
    root: Path, pooler: Postgres, postgres: Postgres, tmp_path: Path
) -> None:
    name = database(postgres, tmp_path)
    index = root / "prisma" / "migrations" / "20990101000000_index"
    index.mkdir()
    (index / "migration.sql").write_text(INDEX)

    done = migrate.apply(root, pooler.url(name), engine=ENGINE)

    assert (*NAMES, index.name) == done.names
    assert ["0"] == postgres.query(name, LOCKS)
    assert () == migrate.apply(root, postgres.url(name), engine=ENGINE).names
    assert migrate.status(root, pooler.url(name), engine=ENGINE).is_up_to_date


def test_prismas_own_deploy_leaves_no_lock_there_either(
    pooler: Postgres, postgres: Postgres, tmp_path: Path
) -> None:
    name = database(postgres, tmp_path)
    project = make_project(tmp_path / "shop", "postgresql", pooler.url(name))
    generate(project.root, sources("postgresql"))

    project.done("migrate", "deploy")

    assert ["0"] == postgres.query(name, LOCKS)


def test_who_waits_for_a_connection_that_does_nothing_is_told_how_to_end_it(
    root: Path, postgres: Postgres, tmp_path: Path
) -> None:
    name = database(postgres, tmp_path)
    command = [str(postgres.binaries / "psql"), "-XAtq", postgres.url(name)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as forgotten:
        assert forgotten.stdin
        assert forgotten.stdout
        forgotten.stdin.write("select pg_backend_pid() from pg_advisory_lock(72707369);\n")
        forgotten.stdin.flush()
        pid = forgotten.stdout.readline().strip()

        with pytest.raises(MigrationError, match="does nothing") as error:
            migrate.apply(root, postgres.url(name), engine=ENGINE)

        hint = f"SELECT pg_terminate_backend({pid})"
        assert hint in str(error.value)
        postgres.query(name, hint)
        assert NAMES == migrate.apply(root, postgres.url(name), engine=ENGINE).names


def test_who_waits_for_one_that_works_waits_with_an_end(
    root: Path, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = database(postgres, tmp_path)
    monkeypatch.setenv("T3GEN_LOCK_WAIT", "1")
    command = [str(postgres.binaries / "psql"), "-XAtq", postgres.url(name)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin
        assert other.stdout
        other.stdin.write("begin; select 'held' from pg_advisory_xact_lock(72707369);\n")
        other.stdin.flush()
        assert "held" == other.stdout.readline().strip()

        with pytest.raises(MigrationError, match="has not ended within 1 seconds"):
            migrate.apply(root, postgres.url(name), engine=ENGINE)

        other.stdin.close()


def test_a_pooler_with_one_connection_is_refused(
    root: Path, postgres: Postgres, tmp_path: Path
) -> None:
    name = database(postgres, tmp_path)

    with pooled(postgres, size=1) as narrow, pytest.raises(MigrationError, match="need two"):
        migrate.apply(root, narrow.url(name), engine=ENGINE)

    assert ["0"] == postgres.query(name, LOCKS)


def test_a_schema_in_the_address_needs_the_servers_own(
    root: Path, pooler: Postgres, postgres: Postgres, tmp_path: Path
) -> None:
    name = database(postgres, tmp_path)

    with pytest.raises(MigrationError, match="the server's own address"):
        migrate.apply(root, f"{pooler.url(name)}?schema=shop", engine=ENGINE)

    assert NAMES == migrate.apply(root, f"{postgres.url(name)}?schema=shop", engine=ENGINE).names
