"""Merge by lines with `git merge-file`, which needs no repository."""

from __future__ import annotations

import tempfile
from pathlib import Path

from t3gen.programs import git
from t3gen.project.merging.markers import BASE, NEW, OURS


def merge_lines(ours: bytes, base: bytes, new: bytes) -> tuple[bytes, int]:
    """Merge three texts.

    Returns:
        The text, and the number of conflicts marked in it.

    Raises:
        ProjectError: Git is missing, or a file is binary.
    """
    with tempfile.TemporaryDirectory(prefix="t3gen-") as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "new")]
        for path, data in zip(paths, (ours, base, new), strict=True):
            path.write_bytes(data)
        labels = [part for label in (OURS, BASE, NEW) for part in ("-L", label)]
        return git.merge_file(*labels, *paths)
