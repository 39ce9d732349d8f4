"""Plain `copier update`, as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def copier_update(root: Path, *options: str) -> None:
    """Update without a terminal, --trust or answers, from the address that the project records."""
    ended = subprocess.run(
        [Path(sys.executable).parent / "copier", "update", "--quiet", *options],
        cwd=root,
        env={**os.environ, **_IDENTITY},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


_IDENTITY = {
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "t",
    "GIT_CONFIG_KEY_1": "user.email",
    "GIT_CONFIG_VALUE_1": "t@example.com",
}
