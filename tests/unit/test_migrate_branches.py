"""Which migrations a newest snapshot knows nothing of."""

from __future__ import annotations

from pathlib import Path

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate.history import branches
from t3gen.migrate.history import folder as history
from t3gen.migrate.history.branches import Fork


def made(tmp_path: Path, **after: str) -> history.History:
    """Make migrations, each with the one that it follows; `?` says nothing."""
    for name, before in after.items():
        folder = tmp_path / "prisma" / "migrations" / name
        folder.mkdir(parents=True)
        text = f"model {name} {{}}\n"
        if before.startswith("replayed "):
            text = f"// replayed after {before[9:]}\n{text}"
        elif before != "?":
            text = history.with_origin(text, before, "SELECT 1;")
        (folder / "schema.snapshot").write_text(text)
        (folder / "migration.sql").write_text("SELECT 1;")
    return history.read(tmp_path)


@pytest.mark.parametrize(
    "after",
    [
        {},
        {"m1": ""},
        {"m1": "", "m2": "m1", "m3": "m2"},
        {"m1": "?", "m2": "?"},
        {"m1": "?", "m2": "m1"},
        {"m2": "gone", "m3": "m2"},
        {"m1": "", "m2": "m1", "m3": "m1", "m4": "replayed m3"},
    ],
)
def test_one_line_is_no_fork(after: dict[str, str], tmp_path: Path) -> None:
    assert branches.fork(made(tmp_path, **after)) is None


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({"m1": "", "m2": "m1", "m3": "m1"}, Fork("m1", ("m3",), ("m2",))),
        ({"m1": "", "m2": "m1", "m3": "m1", "m4": "m3"}, Fork("m1", ("m3", "m4"), ("m2",))),
        ({"m1": "", "m2": "m1", "m3": "m1", "m4": "m2"}, Fork("m1", ("m2", "m4"), ("m3",))),
        ({"m1": "", "m2": "replayed m1", "m3": "replayed m1"}, Fork("m1", ("m3",), ("m2",))),
        ({"m1": "", "m2": "m1", "m3": "m2", "m4": "m2"}, Fork("m2", ("m4",), ("m3",))),
        ({"m1": "", "m2": "m1", "m3": "?", "m4": "m2"}, Fork("m2", ("m4",), ("m3",))),
        ({"m1": "", "m2": ""}, Fork("", ("m2",), ("m1",))),
    ],
)
def test_two_branches_are_found(after: dict[str, str], expected: Fork, tmp_path: Path) -> None:
    found = made(tmp_path, **after)

    assert expected == branches.fork(found)
    with pytest.raises(MigrationError, match=expected.theirs[0]):
        branches.check_linear(found)


def test_a_snapshot_that_was_copied_beside_sql_by_hand_is_no_branch(tmp_path: Path) -> None:
    made(tmp_path, m1="", m2="m1", m3="?", m4="m3")
    folder = tmp_path / "prisma" / "migrations"
    (folder / "m3" / "schema.snapshot").write_text((folder / "m2" / "schema.snapshot").read_text())

    assert branches.fork(history.read(tmp_path)) is None


def test_of_three_branches_all_later_ones_give_way(tmp_path: Path) -> None:
    found = made(tmp_path, m1="", m2="m1", m3="m1", m4="m1")

    assert ("m3", "m4") == branches.later_branch(found)


def test_only_sql_that_was_changed_is_edited(tmp_path: Path) -> None:
    found = made(tmp_path, m1="", m2="m1", m3="replayed m2")
    script = tmp_path / "prisma" / "migrations" / "m1" / "migration.sql"
    script.write_text("SELECT 2;")

    assert [True, False, True] == [found.is_edited(name) for name in found.names]


def test_a_snapshot_is_read_without_the_line_about_its_origin(tmp_path: Path) -> None:
    assert "model m1 {}\n" == made(tmp_path, m1="").snapshot("m1")
