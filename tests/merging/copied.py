"""Plain `copier update`, with the versions of the template on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from t3gen.render import SOURCE


def copier_update(root: Path, versions: Path, *options: str) -> None:
    """Update as a user does: no terminal, no --trust, no answer.

    Copier is sent to the versions from the public address that projects record, as a mirror would
    do it.
    """
    redirect = {
        # Copier keeps a mirror of each address, and this one means another folder in every run.
        "XDG_CACHE_HOME": str(versions.parent / f"{versions.name}-cache"),
        "GIT_CONFIG_COUNT": "3",
        "GIT_CONFIG_KEY_0": f"url.{versions}.insteadOf",
        "GIT_CONFIG_VALUE_0": SOURCE,
        "GIT_CONFIG_KEY_1": "user.name",
        "GIT_CONFIG_VALUE_1": "t",
        "GIT_CONFIG_KEY_2": "user.email",
        "GIT_CONFIG_VALUE_2": "t@example.com",
    }
    ended = subprocess.run(
        [Path(sys.executable).parent / "copier", "update", "--quiet", *options],
        cwd=root,
        env={**os.environ, **redirect},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
