"""Folders as values: what the tests of `project` compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Text:
    """A rendered file."""

    data: bytes
    executable: bool = False


def rendered(files: Mapping[str, str]) -> dict[str, Text]:
    return {path: Text(text.encode()) for path, text in files.items()}


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read(root: Path) -> dict[str, str]:
    """Return every file, and every empty folder with a slash at its end."""
    tree = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() or path.is_file():
            tree[name] = path.read_text(encoding="utf-8")
        elif not any(path.iterdir()):
            tree[f"{name}/"] = ""
    return tree
