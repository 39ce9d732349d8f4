"""Failures of Prisma's engine as errors with hints, and histories that cannot be continued."""

from __future__ import annotations

from pathlib import Path

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate.engine import EngineFailure, apply_error, engine_error
from t3gen.migrate.history import preconditions, read

FAILED = """\
A migration failed to apply. New migrations cannot be applied before the error is recovered from.

Migration name: 20260131120000_a

Database error code: 23502

Database error:
ERROR: \x1b[1mcolumn\x1b[0m "b" contains null values
   0: schema_core::commands
"""
NAME = "20260131120000_a"


@pytest.mark.parametrize(
    ("failure", "what", "where", "hint", "code"),
    [
        (
            EngineFailure(FAILED, "P3018", left_nothing=True),
            'ERROR: column "b" contains null values',
            f"prisma/migrations/{NAME}/migration.sql",
            (
                "it was rolled back: fix the script, or the rows that it fails on, then run: "
                "t3gen migrate apply"
            ),
            "migration-failed",
        ),
        (
            EngineFailure(FAILED, "P3018"),
            'ERROR: column "b" contains null values',
            f"prisma/migrations/{NAME}/migration.sql",
            (
                "revert what it has changed, then run: npx prisma migrate resolve --rolled-back "
                f"{NAME}; or, when the database has all of its changes: --applied {NAME}"
            ),
            "migration-failed",
        ),
        (
            EngineFailure(f"The `{NAME}` migration started at 1 failed", "P3009"),
            "an earlier migration failed, and blocks those after it",
            f"prisma/migrations/{NAME}",
            (
                "revert what it has changed, then run: npx prisma migrate resolve --rolled-back "
                f"{NAME}; or, when the database has all of its changes: --applied {NAME}"
            ),
            "migration-failed",
        ),
        (
            EngineFailure("not empty", "P3005"),
            "the database has tables, and no record of which migrations have made them",
            "DATABASE_URL",
            "record the migrations that made them: t3gen migrate baseline\nor set another database",
            "migration-not-empty",
        ),
        (
            EngineFailure("Can't reach it\nat all", "P1001"),
            "Can't reach it (P1001)",
            "DATABASE_URL",
            (
                "start the server, or set DATABASE_URL to one that runs; with Docker and the "
                "compose.yaml of a new project: docker compose up -d"
            ),
            "database-unreachable",
        ),
        (EngineFailure("odd", "P9999"), "odd (P9999)", "DATABASE_URL", None, "migration"),
        (EngineFailure("odd"), "odd", "DATABASE_URL", None, "migration"),
    ],
)
def test_a_failure_to_apply_has_a_way_out(
    failure: EngineFailure, what: str, where: str, hint: str | None, code: str
) -> None:
    error = apply_error(failure)

    assert (what, where, hint, code) == (error.what, error.where, error.hint, error.code)


def test_an_earlier_failure_without_a_name_is_that_of_the_folder() -> None:
    error = apply_error(EngineFailure("something failed", "P3009"))

    assert "prisma/migrations" == error.where
    assert "--rolled-back <name>" in str(error.hint)


def test_every_place_in_a_schema_is_named() -> None:
    message = (
        "Error: validation\n\x1b[1merror\x1b[0m: one is wrong\n  --> prisma/a.prisma:3\n"
        "error: two is wrong\n  -->  prisma/b.prisma:7\n"
    )

    error = engine_error(EngineFailure(message, "P1012"), where="prisma")

    assert ("prisma/a.prisma:3", "one is wrong\nprisma/b.prisma:7: two is wrong") == (
        error.where,
        error.what,
    )
    assert "migration-schema" == error.code
    assert "prisma validate" in str(error.hint)


def history(root: Path, **origins: str) -> Path:
    """Make migrations of one project, each after the one that it names."""
    for name, after in origins.items():
        folder = root / "prisma" / "migrations" / name
        folder.mkdir(parents=True)
        (folder / "schema.snapshot").write_text(f"// {after}\nmodel {name} {{\n}}\n")
    return root


@pytest.mark.parametrize(
    "applied", [(), ("a1",), ("a1", "a2"), ("a1", "a2", "a3"), ("a0", "a1", "a2")]
)
def test_a_database_on_the_line_of_the_history_is_fine(
    applied: tuple[str, ...], tmp_path: Path
) -> None:
    origins = {"a1": "made after nothing", "a2": "made after a1", "a3": "made after a2"}

    preconditions.check(read(history(tmp_path, **origins)), applied)


@pytest.mark.parametrize(
    ("applied", "where", "code"),
    [
        (("a1", "b"), "prisma/migrations/b", "migration-unknown"),
        (("a1", "a3"), "prisma/migrations/a2", "migration-order"),
        (("a2",), "prisma/migrations/a1", "migration-order"),
    ],
)
def test_a_database_beside_the_line_is_refused(
    applied: tuple[str, ...], where: str, code: str, tmp_path: Path
) -> None:
    origins = {"a1": "made after nothing", "a2": "made after a1", "a3": "made after a2"}

    with pytest.raises(MigrationError) as error:
        preconditions.check(read(history(tmp_path, **origins)), applied)

    assert (where, code) == (error.value.where, error.value.code)


def test_what_was_replayed_may_come_late(tmp_path: Path) -> None:
    origins = {"a1": "made after nothing", "a2": "replayed after a1", "a3": "made after a2"}

    preconditions.check(read(history(tmp_path, **origins)), ("a1", "a3"))


def test_two_branches_are_refused_with_their_names(tmp_path: Path) -> None:
    origins = {"a1": "made after nothing", "a2": "made after a1", "a3": "made after a1"}

    with pytest.raises(MigrationError, match="after a1: a2, and a3") as error:
        preconditions.check(read(history(tmp_path, **origins)))

    assert ("prisma/migrations/a3", "migration-branches") == (error.value.where, error.value.code)
