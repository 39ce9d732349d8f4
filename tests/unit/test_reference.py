"""The reference of specs says what the models say."""

from __future__ import annotations

from pathlib import Path

from reference import PRODUCES, SECTIONS, page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "spec.md"


def test_the_reference_is_that_of_this_version() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run: make docs"


def test_the_reference_tells_of_nothing_that_is_not_there() -> None:
    known = {
        f"{prefix}{field.alias or name}"
        for document, prefix in SECTIONS.values()
        for name, field in document.model_fields.items()
    }

    assert set() == set(PRODUCES) - known
