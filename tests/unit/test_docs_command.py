"""`t3gen docs` and docs/llms.txt: the pages of the installed version, all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from llms_page import page

from t3gen import cli
from t3gen.actions.docs import pages

DOCS = Path(__file__).parents[2] / "docs"


def test_the_list_of_pages_is_that_of_this_version() -> None:
    assert page() == (DOCS / "llms.txt").read_text(encoding="utf-8"), "run: make docs"


def test_each_page_has_a_topic_of_its_own() -> None:
    files = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}

    assert files - {"README.md"} == {one.path for one in pages().values()}


def test_a_page_is_printed_without_its_comments(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.run(["docs", "export"])

    text = capsys.readouterr().out
    assert text.startswith("# Export rows\n")
    assert "<!--" not in text


def test_topics_are_listed_with_their_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.run(["docs"])

    lines = capsys.readouterr().out.splitlines()
    assert len(pages()) == len(lines)
    assert "Export rows" in next(line for line in lines if line.startswith("export "))


def test_a_misspelt_topic_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == cli.run(["docs", "exprot"])

    assert "Did you mean export?" in capsys.readouterr().err
