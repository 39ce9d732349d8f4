"""npm packages, installed once and shared by later runs through hard links."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from t3gen.actions.demo.programs import Programs

_LIST = "package.json"
_FOLDER = "node_modules"


def provide(root: Path, kept: Path | None, programs: Programs) -> str:
    """Install what a project's package.json asks for, and tell where it came from.

    Args:
        root: The project.
        kept: Where an earlier run may have kept the same packages, and where this one keeps them.
        programs: Runs npm.

    Raises:
        ProgramFailed: npm could not install them.
        ProjectError: There is no npm.
    """
    if kept and _fits(kept, root):
        _link(kept / _FOLDER, root / _FOLDER)
        return f"kept in {kept}"
    programs.run(["npm", "install"])
    if kept:
        _keep(root, kept)
    return ""


def _fits(kept: Path, root: Path) -> bool:
    wanted = kept / _LIST
    return wanted.is_file() and wanted.read_bytes() == (root / _LIST).read_bytes()


def _keep(root: Path, kept: Path) -> None:
    """Put the packages aside; package.json comes last and says that they are complete."""
    shutil.rmtree(kept, ignore_errors=True)
    _link(root / _FOLDER, kept / _FOLDER)
    shutil.copyfile(root / _LIST, kept / _LIST)


def _link(source: Path, target: Path) -> None:
    shutil.copytree(source, target, symlinks=True, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
