"""The project's own formatter, applied to generated texts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from t3gen.programs.node import EngineMissing, find_node

Formatter = Callable[[Sequence[tuple[str, bytes]]], Sequence[bytes] | None]
"""Formats texts, given with their paths; returns None if it is not available."""

_BIOME = ("biome.json", "biome.jsonc", ".biome.json", ".biome.jsonc")
_SECONDS = 60
_SCRIPTS = Path(__file__).parent
_PRETTIER = _SCRIPTS / "prettier.mjs"
_BIOME_SCRIPT = _SCRIPTS / "biome.mjs"
_CHECK = ("check", "--write", "--linter-enabled=false")


def formatters(root: Path) -> tuple[Formatter, ...]:
    """Return the formatters that a project may use; each starts one Node process for all texts.

    With a configuration of Biome these are Biome with and without sorted imports, otherwise
    prettier. A formatter that is not installed, or fails, returns None.
    """
    if any((folder / name).exists() for folder in (root, *root.parents) for name in _BIOME):
        commands = (_CHECK, ("format",))
        return tuple(partial(_formatted, root, _BIOME_SCRIPT, command) for command in commands)
    return (partial(_formatted, root, _PRETTIER, ()),)


def _formatted(
    root: Path, script: Path, command: Sequence[str], texts: Sequence[tuple[str, bytes]]
) -> Sequence[bytes] | None:
    try:
        payload = json.dumps([(path, data.decode()) for path, data in texts])
        result = subprocess.run(
            [find_node(), script, *command],
            cwd=root,
            input=payload,
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=True,
        )
    except (UnicodeDecodeError, OSError, subprocess.SubprocessError, EngineMissing):
        return None
    return [text.encode() for text in json.loads(result.stdout)]
