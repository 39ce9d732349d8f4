"""Every recorded edit under every recorded change: what becomes of the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Edit, Files, changed, edits, shop, spec_changes
from packages_at import node_modules

from t3gen import project
from t3gen.actions import formatting

EDITS = edits()
CHANGES = spec_changes()


@dataclass(frozen=True)
class Case:
    """What became of one edit under one change.

    Args:
        change: The number of the change.
        ours: The file with the edit.
    """

    edit: Edit
    change: int
    ours: bytes
    step: project.Step

    @property
    def is_merged(self) -> bool:
        """Whether the change touches the file at all."""
        return self.step.verdict is not project.Verdict.SAME

    @property
    def is_clean(self) -> bool:
        return self.step.verdict is not project.Verdict.CONFLICT

    @property
    def result(self) -> bytes:
        return (self.step.after or b"") if self.is_merged else self.ours

    @property
    def name(self) -> str:
        return f"{self.edit.name} / {CHANGES[self.change]['name']}"


@cache
def all_cases() -> list[Case]:
    """Return every edit under every change."""
    found = []
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "node_modules").symlink_to(node_modules())
        (root / "package.json").write_text("{}")
        for number, change in enumerate(CHANGES):
            new = changed(change)
            found += [Case(edit, number, *_merged(root, edit, new)) for edit in EDITS]
    return found


def batches(cases: Sequence[Case]) -> list[list[Case]]:
    """Share cases out so that none of a batch is about the file of another."""
    by_file: dict[str, list[Case]] = {}
    for case in cases:
        by_file.setdefault(case.edit.file, []).append(case)
    return [[case for case in batch if case] for batch in zip_longest(*by_file.values())]


def _merged(root: Path, edit: Edit, new: Files) -> tuple[bytes, project.Step]:
    """Edit one file of the shop, and merge it with another generation."""
    path = root / edit.file
    path.parent.mkdir(parents=True, exist_ok=True)
    ours = edit.apply(shop()[edit.file].data.decode(), root).encode()
    path.write_bytes(ours)
    (root / ".prettierrc.json").write_text(json.dumps(edit.config or {}))
    base = {edit.file: shop()[edit.file]}
    manner = project.Manner(formatting.formatters(root))
    plan = project.make(project.Disk(root), base, {edit.file: new[edit.file]}, None, manner)
    return ours, plan.steps[0]
