"""Parts of the demo that need no npm package: edits, what PATH lacks, and long commands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from t3gen.actions.demo import Excerpt, path_additions
from t3gen.actions.demo.steps import edit
from t3gen.cli.progress import Progress
from t3gen.errors import ProjectError
from t3gen.programs import processes


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with t3gen and node, as a virtual environment has it."""
    folder = tmp_path / "venv" / "bin"
    folder.mkdir(parents=True)
    for name in ("t3gen", "node"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setattr(processes, "_folders", lambda: (folder, folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("path", ["/usr/bin", "venv/bin"], ids=["lacks it", "relative"])
def test_a_path_that_would_not_find_t3gen_elsewhere_needs_its_folder(
    installed: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", path)

    assert (installed,) == path_additions()


def test_a_path_that_finds_t3gen_needs_nothing(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{installed}{os.pathsep}/usr/bin")

    assert () == path_additions()


def test_a_path_with_another_node_first_needs_the_folder(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "node"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{installed}")

    assert (installed,) == path_additions()


def test_an_edit_shows_what_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "order.yaml"
    file.write_text("fields:\n  total: int\n\napi: {}\n")

    [shown] = edit(file, "A field:", ("  total: int\n", "  total: int\n  note: text?\n"))

    assert Excerpt("A field:", ("   total: int", "+  note: text?")) == shown
    assert "fields:\n  total: int\n  note: text?\n\napi: {}\n" == file.read_text()


def test_an_edit_of_what_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "order.yaml"
    file.write_text("fields: {}\n")

    with pytest.raises(ProjectError, match="total"):
        list(edit(file, "A field:", ("  total: int\n", "")))

    assert "fields: {}\n" == file.read_text()


def test_a_command_that_is_too_long_for_its_column_has_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress = Progress(5)
    for command in ("check", "generate"):
        progress.start(command)
        progress.end(command, "done", 1.0)

    assert [
        "  check    1.0 s  done",
        "  generate",
        "           1.0 s  done",
    ] == capsys.readouterr().err.splitlines()
