"""An engine may start before it is needed, and is used once or ended."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from t3gen.programs import IN_MEMORY, EngineMissing, start_early, start_engine

SCRIPT = """#!/bin/sh
echo started >> "$T3GEN_PROJECT/starts"
read line
echo "answer to $line"
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Return an engine that answers one line, and notes that it was started."""
    file = tmp_path / "engine"
    file.write_text(SCRIPT)
    file.chmod(0o755)
    return file


def starts(root: Path) -> int:
    return len((root / "starts").read_text().splitlines())


def answer(script: Path, root: Path, datasource: dict[str, object]) -> str:
    running = start_engine(script, root, datasource)
    output, _ = running.process.communicate("hello\n")
    running.log.close()
    return output


def test_an_engine_that_was_started_early_is_the_one_that_answers(script: Path) -> None:
    root = script.parent
    start_early(script, root)

    assert answer(script, root, dict(IN_MEMORY)) == "answer to hello\n"
    assert starts(root) == 1


def test_it_is_used_once(script: Path) -> None:
    root = script.parent
    start_early(script, root)

    assert [answer(script, root, dict(IN_MEMORY)) for _ in range(2)] == ["answer to hello\n"] * 2
    assert starts(root) == 2


def test_another_database_gets_an_engine_of_its_own(script: Path) -> None:
    root = script.parent
    start_early(script, root)

    assert answer(script, root, {"url": "file:x"}) == "answer to hello\n"
    answer(script, root, dict(IN_MEMORY))
    assert starts(root) == 2


def test_what_is_missing_is_reported_when_the_engine_is_needed(tmp_path: Path) -> None:
    script = tmp_path / "engine.mjs"
    start_early(script, tmp_path)

    with pytest.raises(EngineMissing, match="is not installed"):
        start_engine(script, tmp_path, IN_MEMORY)


def test_an_engine_that_nothing_needed_ends_with_the_command(script: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from t3gen.programs import start_early
script = Path(sys.argv[1])
start_early(script, script.parent)
while not (script.parent / "starts").exists():
    time.sleep(0.01)
"""
    subprocess.run([sys.executable, "-c", code, script], check=True, timeout=60)

    found = subprocess.run(["pgrep", "-f", str(script)], capture_output=True, check=False)
    assert found.stdout == b""


def test_one_that_nothing_has_needed_ends_before_the_next_one_starts(script: Path) -> None:
    root = script.parent
    start_early(script, root)
    start_early(script, root)
    gc.collect()  # an engine that was left running would warn

    assert answer(script, root, dict(IN_MEMORY)) == "answer to hello\n"
