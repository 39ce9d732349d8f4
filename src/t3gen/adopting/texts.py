"""The edits of .gitignore and tsconfig.json."""

from __future__ import annotations

import re
from collections.abc import Sequence

from t3gen.adopting.edits import Edit

TYPESCRIPT = "tsconfig.json"
IGNORED = ".gitignore"
_YEAR = re.compile(r'"es(20\d\d)"', re.IGNORECASE)
_LIBS = re.compile(r'"lib"\s*:\s*\[[^\]]*\]')
_NEEDED = 2024
_JSX, _JSX_NOW = '"jsx": "preserve"', '"jsx": "react-jsx"'
_TYPES_THERE = re.compile(r'(\s*)"\.next/types/\*\*/\*\.ts"')
_TYPES, _DEV_TYPES = '".next/types/**/*.ts"', '".next/dev/types/**/*.ts"'
_PATHS = re.compile(r'"paths"\s*:\s*\{(\s*)')
_ALIAS = '"~/*": ["./src/*"]'


def ignored(text: str, generated: str, more: Sequence[str]) -> Edit:
    """Return the edit of .gitignore: the entries that it lacks, at its end."""
    present = {line.strip().lstrip("/").rstrip("/") for line in text.splitlines()}
    entries = [line for line in generated.splitlines() if line and not line.startswith("#")]
    missing = [entry for entry in (*entries, *more) if entry.lstrip("/").rstrip("/") not in present]
    block = "".join(f"{entry}\n" for entry in missing)
    head = f"{text.rstrip()}\n\n# t3gen\n" if text.strip() else "# t3gen\n"
    return Edit(IGNORED, f"{head}{block}" if missing else text, tuple(missing))


def typescript(text: str) -> Edit:
    """Return the edit of tsconfig.json: the library that t3gen's code uses, and its alias."""
    added: list[str] = []
    changed: list[str] = []
    libs = _LIBS.search(text)
    year = _YEAR.search(libs[0]) if libs else None
    if libs and year and int(year[1]) < _NEEDED:
        changed.append(f'lib: {year[0]} -> "ES{_NEEDED}"')
        text = text.replace(libs[0], libs[0].replace(year[0], f'"ES{_NEEDED}"'))
    if _JSX in text:
        changed.append(f"{_JSX} -> {_JSX_NOW}, as Next 16 does at its first build")
        text = text.replace(_JSX, _JSX_NOW)
    if _TYPES in text and _DEV_TYPES not in text:
        added.append(f"include: {_DEV_TYPES}")
        text = _TYPES_THERE.sub(lambda one: f"{one[0]},{one[1] or ' '}{_DEV_TYPES}", text)
    if '"~/*"' not in text:
        added.append(f"paths: {_ALIAS}")
        text = _with_alias(text)
    return Edit(TYPESCRIPT, text, tuple(added), tuple(changed))


def _with_alias(text: str) -> str:
    if _PATHS.search(text):
        return _PATHS.sub(lambda one: f"{one[0]}{_ALIAS},{one[1] or ' '}", text, count=1)
    return re.sub(
        r'"compilerOptions"\s*:\s*\{',
        lambda one: f'{one[0]}\n    "paths": {{ {_ALIAS} }},',
        text,
        count=1,
    )
