"""A shop of the previous version of the template keeps every recorded edit through `t3gen upgrade`.

`previous/` holds that version's template (`git archive COMMIT template copier.yml | xz -9`) and the
edits that were recorded for it. Replace both when a version is released.
"""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from corpus import HERE, Edit, edits
from packages_at import node_modules
from shop import answer, git, make_shop, tree

from t3gen import model
from t3gen.render import package_root

PREVIOUS = HERE / "previous"
OLD, NEW = "0.9.0", "99.0.0"
OLD_RECORDS = 3
"""The version of records that the t3gen of the previous template wrote."""
EDITS = [edit for edit in edits(PREVIOUS) if not edit.config]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the previous version of the template, and the current one."""
    folder = tmp_path_factory.mktemp("template")
    git(folder, "init", "--quiet")
    shutil.unpack_archive(PREVIOUS / "template.tar.xz", folder)
    commit(folder, f"v{OLD}")
    shutil.rmtree(folder / "template")
    shutil.copytree(package_root() / "template", folder / "template")
    shutil.copy(package_root() / "copier.yml", folder)
    commit(folder, f"v{NEW}")
    return folder


def commit(root: Path, tag: str | None = None) -> None:
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "-m", "state")
    if tag:
        git(root, "tag", tag)


def edited(root: Path, one: Edit) -> list[str]:
    """Apply an edit, and return the lines that it adds: none where another edit is in its place."""
    path = root / one.file
    before = path.read_bytes().decode()
    if any(old not in before for old, _ in one.steps.get("change", ())):
        return []
    after = one.apply(before, node_modules())
    path.write_bytes(after.encode())
    changes = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[2:].strip() for line in changes if line[:2] == "+ " and line[2:].strip()]


def lines_of(files: Mapping[str, bytes]) -> set[str]:
    """Return every line of the files, without its indent."""
    texts = [data.decode(errors="replace") for data in files.values()]
    return {line.strip() for text in texts for line in text.splitlines()}


def test_every_edit_lives_or_is_reported(
    template: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as previous:
        previous.setattr(model, "RECORD_VERSION", OLD_RECORDS)
        root = make_shop(tmp_path / "shop", f"{template}@v{OLD}")
    git(root, "init", "--quiet")
    commit(root)
    # Lines that other files have as well, such as "}", would show nothing.
    generated = lines_of(tree(root))
    added = {one.name: set(edited(root, one)) - generated for one in EDITS}
    assert len([lines for lines in added.values() if lines]) >= 30
    commit(root)

    code, report = answer(root, capsys, "upgrade", "--to", NEW)

    files = tree(root)
    there = lines_of(files)
    assert {} == {name: lost for name, lines in added.items() if (lost := lines - there)}
    marked = {path for path, data in files.items() if b"<<<<<<< " in data}
    by_path = {step["path"]: step["verdict"] for step in report["files"]}
    assert marked == {path for path, verdict in by_path.items() if verdict == "conflict"}
    assert (code == 1) is bool(marked)
