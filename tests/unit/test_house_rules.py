"""Rules of the house that no linter has."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import t3gen
from t3gen.render import package_root

SOURCES = sorted(Path(t3gen.__file__).parent.rglob("*.py"))
LONGEST = 400


@pytest.mark.parametrize("source", SOURCES, ids=[path.name for path in SOURCES])
def test_a_module_is_short_enough_to_be_read(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_module_is_named_for_nothing() -> None:
    assert not {path.stem for path in SOURCES} & {"utils", "helpers", "common", "misc"}


def test_copier_needs_no_trust() -> None:
    config = yaml.safe_load((package_root() / "copier.yml").read_text(encoding="utf-8"))

    assert not {"_tasks", "_migrations", "_jinja_extensions", "_external_data"} & config.keys()
