"""Output of what a field or a relation reaches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import terminal

if TYPE_CHECKING:
    from t3gen.actions.explain_field import Place, Reach

VERSION = 1
"""The version of the format of the JSON."""


def show(start: Path, name: str, *, as_json: bool) -> None:
    """Print what a field or a relation reaches.

    Args:
        start: A folder of the project.
        name: Its full name, such as `Order.total`.
        as_json: Whether to print one JSON object.
    """
    from t3gen.actions import explain_field

    found = explain_field.explain(start, name)
    if as_json:
        terminal.data(json.dumps(_as_data(found), indent=2))
        return
    terminal.data(f"{click.style(found.name, bold=True)}  {found.text}")
    for line in _lines(found):
        terminal.data(f"  {line}")


def _as_data(found: Reach) -> dict[str, object]:
    return {
        "version": VERSION,
        "name": found.name,
        "type": found.text,
        "declared": asdict(found.declared),
        "columns": [asdict(one) for one in found.columns],
        "operations": [{**asdict(one.operation), "parts": list(one.parts)} for one in found.uses],
        "code": [asdict(one) for one in found.code],
        "tests": [asdict(one) for one in found.tests],
    }


def _lines(found: Reach) -> Iterator[str]:
    yield _place("declared", found.declared)
    for column in found.columns:
        yield f"{'column':9}  {column.table}.{column.name}  {column.type}"
        yield from _places("migration", column.migrations)
    for use in found.uses:
        it = use.operation
        yield f"{'operation':9}  {it.method} {it.path}  ({', '.join(use.parts)})"
    yield from _places("code", found.code)
    yield from _places("test", found.tests)


def _places(title: str, places: Sequence[Place]) -> Iterator[str]:
    return (_place(title, one) for one in places)


def _place(title: str, one: Place) -> str:
    return f"{title:9}  {one.file}:{','.join(map(str, one.lines))}"
