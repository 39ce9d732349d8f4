"""Every recorded edit under every recorded change: what becomes of the file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Edit, Files, changed, edits, shop, spec_changes
from packages_at import node_modules

from t3gen import project
from t3gen.programs import formatter
from t3gen.project.merging import Sides, merge

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


@dataclass
class Stack:
    """Edits that a project can have at once.

    Args:
        files: The edited files, by path.
        names: The edits that they hold.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def takes(self, case: Case, new: bytes) -> bool:
        """Put a file with its edit on what is there; tell whether that went without a conflict."""
        path = case.edit.file
        put = merge(path, Sides(self.files.get(path, new), new, case.result))
        if put.conflicts:
            return False
        self.files[path] = put.data
        self.names.append(case.edit.name)
        return True


def all_cases() -> list[Case]:
    """Return every edit under every change."""
    return [case for number in range(len(CHANGES)) for case in cases(number)]


@cache
def cases(number: int) -> list[Case]:
    """Return every edit under one change."""
    new = changed(CHANGES[number])
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "node_modules").symlink_to(node_modules())
        (root / "package.json").write_text("{}")
        return [Case(edit, number, *_merged(root, edit, new)) for edit in EDITS]


def stacks(number: int) -> list[Stack]:
    """Lay everything that came without a conflict out of one change over as few projects as can be.

    What an edit has become is laid on what the specs ask for, beside what others have become: each
    file holds all the lines that it would hold with one of the edits alone.
    """
    new = changed(CHANGES[number])
    found: list[Stack] = []
    # A file has the line ends of the first that is put into it.
    for case in sorted(cases(number), key=lambda case: "crlf" not in case.edit.steps):
        if case.is_clean and not any(one.takes(case, new[case.edit.file].data) for one in found):
            found.append(Stack())
            assert found[-1].takes(case, new[case.edit.file].data)
    return found


def _merged(root: Path, edit: Edit, new: Files) -> tuple[bytes, project.Step]:
    """Edit one file of the shop, and merge it with another generation."""
    path = root / edit.file
    path.parent.mkdir(parents=True, exist_ok=True)
    ours = edit.apply(shop()[edit.file].data.decode(), root).encode()
    path.write_bytes(ours)
    (root / ".prettierrc.json").write_text(json.dumps(edit.config or {}))
    base = {edit.file: shop()[edit.file]}
    options = project.MergeOptions(formatter.formatters(root))
    plan = project.make_plan(project.Disk(root), base, {edit.file: new[edit.file]}, None, options)
    return ours, plan.steps[0]
