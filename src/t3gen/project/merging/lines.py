"""The merge of lines: git's own, which needs no repository."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from t3gen.errors import ProjectError
from t3gen.project.merging.markers import BASE, NEW, OURS

_MOST_CONFLICTS = 127
_COMMAND = ("git", "merge-file", "-p", "--diff3", "--marker-size=7")


def merge_lines(ours: bytes, base: bytes, new: bytes) -> tuple[bytes, int]:
    """Merge three texts.

    Returns:
        The text, and how many conflicts are marked in it.

    Raises:
        ProjectError: Git is missing, or does not take these for texts.
    """
    with tempfile.TemporaryDirectory(prefix="t3gen-") as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "new")]
        for path, data in zip(paths, (ours, base, new), strict=True):
            path.write_bytes(data)
        labels = [part for label in (OURS, BASE, NEW) for part in ("-L", label)]
        try:
            ended = subprocess.run([*_COMMAND, *labels, *paths], capture_output=True, check=False)
        except OSError as problem:
            hint = "install git (https://git-scm.com), or put your edits aside"
            what = "git is missing, and merges need it"
            raise ProjectError(what, hint=hint, code="git-missing") from problem
    if not 0 <= ended.returncode <= _MOST_CONFLICTS:
        raise ProjectError(f"git cannot merge it: {ended.stderr.decode(errors='replace').strip()}")
    return ended.stdout, ended.returncode
