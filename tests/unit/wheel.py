"""The package as a registry has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from t3gen.render import package_root


def build(folder: Path) -> Path:
    """Build the wheel of this checkout in a folder, and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*command, folder], cwd=package_root(), check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel
