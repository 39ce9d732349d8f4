"""The edits and changes that `tests/merging` tries still fit what is generated.

Kept here, among the quick tests, so that who changes a template hears of it at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from corpus import Edit, changed, edits, shop, spec_changes

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("edit", edits(), ids=lambda edit: str(edit.name))
def test_a_recorded_edit_changes_the_shop(edit: Edit) -> None:
    text = shop()[edit.file].data.decode()

    assert edit.written(text) != text or edit.config


@pytest.mark.parametrize("change", spec_changes(), ids=lambda change: str(change["name"]))
def test_a_recorded_change_changes_what_is_generated(change: Mapping[str, Any]) -> None:
    assert shop() != changed(change)
