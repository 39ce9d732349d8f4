"""What is on disk of a project's migrations, and of its environment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate import database_url
from t3gen.migrate.history.folder import lock_text, read
from t3gen.programs.dotenv import read_env
from t3gen.psl.snapshot import compose, conflicted_file

NOON = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)


def with_migrations(root: Path, *names: str) -> Path:
    for name in names:
        (root / "prisma" / "migrations" / name).mkdir(parents=True)
    return root


def test_a_project_without_migrations_has_an_empty_history(tmp_path: Path) -> None:
    history = read(tmp_path)

    assert ((), None) == (history.names, history.provider)
    assert "20260131120000" == history.next_stamp(NOON)


def test_migrations_are_in_the_order_in_which_prisma_applies_them(tmp_path: Path) -> None:
    root = with_migrations(tmp_path, "20250102000000_b", "20250101000000_c", "0_init")
    (root / "prisma" / "migrations" / "migration_lock.toml").write_text(lock_text("sqlite"))

    history = read(root)

    assert ("0_init", "20250101000000_c", "20250102000000_b") == history.names
    assert "sqlite" == history.provider


def test_a_stamp_is_in_universal_time(tmp_path: Path) -> None:
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))

    assert "20260131120000" == read(tmp_path).next_stamp(tokyo)


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        ("20260131115959_a", "20260131120000"),
        ("20260131120000_a", "20260131120001"),
        ("20990101235959_a", "20990102000000"),
        ("20269999999999_a", "20270000000000"),
        ("0_init", "20260131120000"),
    ],
)
def test_a_stamp_comes_after_the_newest_migration(
    newest: str, expected: str, tmp_path: Path
) -> None:
    assert expected == read(with_migrations(tmp_path, newest)).next_stamp(NOON)


def test_a_folder_that_nothing_can_come_after_is_named(tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="prisma/migrations/zero"):
        read(with_migrations(tmp_path, "zero")).next_stamp(NOON)


def test_scripts_are_listed_with_their_very_line_endings(tmp_path: Path) -> None:
    root = with_migrations(tmp_path, "1_a", "2_b")
    (root / "prisma" / "migrations" / "1_a" / "migration.sql").write_bytes(b"SELECT 1;\r\n")

    listing = read(root).listing()
    first, second = listing["migrationDirectories"]

    assert ["1_a", "2_b"] == [first["path"], second["path"]]
    assert "migration.sql" == first["migrationFile"]["path"]
    assert {"path": "migration_lock.toml", "content": None} == listing["lockfile"]
    assert (str(root / "prisma" / "migrations"), "") == (
        listing["baseDir"],
        listing["shadowDbInitScript"],
    )
    assert {"tag": "ok", "value": "SELECT 1;\r\n"} == first["migrationFile"]["content"]
    assert "error" == second["migrationFile"]["content"]["tag"]


def test_a_snapshot_joins_the_files_from_the_top_down() -> None:
    files = {
        "prisma/models/b.prisma": "model B {\n}\n",
        "prisma/models/a.prisma": "\r\nmodel A {\r\n}\r\n",
        "prisma/schema.prisma": "datasource db {\n}",
    }

    expected = """\
// prisma/schema.prisma

datasource db {
}

// prisma/models/a.prisma

model A {
}

// prisma/models/b.prisma

model B {
}
"""
    assert expected == compose(files)
    assert expected == compose(dict(reversed(files.items())))


def test_unsettled_merges_are_found() -> None:
    merged = "model A {\n<<<<<<< yours\n  a Int\n=======\n  b Int\n>>>>>>> new\n}\n"

    assert "prisma/b.prisma" == conflicted_file({"prisma/a.prisma": "", "prisma/b.prisma": merged})
    assert conflicted_file({"prisma/a.prisma": "/// ======= <<<<<<< none\n"}) is None


def test_an_env_file_is_read_as_node_reads_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "A=1 # one\n"
        'export B="x # y\\nz"\n'
        "C='it''s'\n"
        "# D=2\n"
        "E=\n"
        "F=a=b\n"
        'G="two\nlines"\n'
        "  H = postgres://u:p@h/db?x=1  \n"
    )

    expected = {
        "A": "1",
        "B": "x # y\nz",
        "C": "it",
        "E": "",
        "F": "a=b",
        "G": "two\nlines",
        "H": "postgres://u:p@h/db?x=1",
    }
    assert expected == read_env(file)
    assert {} == read_env(tmp_path / "none")


def test_the_environment_wins_over_the_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=file:./a.sqlite\n")

    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert "file:./a.sqlite" == database_url(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "file:./b.sqlite")
    assert "file:./b.sqlite" == database_url(tmp_path)


def test_a_project_without_a_url_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    with pytest.raises(MigrationError, match="DATABASE_URL is not set"):
        database_url(tmp_path)
