"""`t3gen diff`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import effects, terminal

if TYPE_CHECKING:
    from t3gen.actions.steps import differences

VERSION = 1
"""The version of the format of the JSON."""


@click.command(short_help="Show what breaks between two states of the specs.")
@click.argument("before")
@click.argument("after", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def diff(before: str, after: str, as_json: bool) -> int:
    """Show what breaks for clients and rows between two states of the specs.

    BEFORE and AFTER are folders of specs, files with all of them, or revisions of git; main..HEAD
    is two revisions. Without AFTER, it is the specs as they are. A renamed resource or field is
    another one to clients; rows are kept where the spec has `was`.

    Exits 0 when nothing breaks, 1 when something does.
    """
    from t3gen.actions import diff as action

    found = action.diff(Path.cwd(), before, after)
    breaks = any(one.breaks for one in found.effects)
    if as_json:
        terminal.data(json.dumps(as_data(found), indent=2))
    else:
        for line in _lines(found):
            terminal.data(line)
    return terminal.FINDINGS if breaks else 0


def as_data(found: differences.Differences) -> dict[str, object]:
    """Return a difference as data, for --json."""
    return {
        "version": VERSION,
        "ok": not any(one.breaks for one in found.effects),
        "operations": effects.operations(found),
        "access": effects.access(found),
        "columns": effects.columns(found),
        "breaking": [effects.effect(one) for one in found.effects if one.breaks],
        "compatible": [effects.effect(one) for one in found.effects if not one.breaks],
    }


def _lines(found: differences.Differences) -> Iterator[str]:
    breaking = (effects.line(one) for one in found.effects if one.breaks)
    compatible = (effects.line(one) for one in found.effects if not one.breaks)
    yield from effects.section("Breaks", breaking)
    yield from effects.section("Compatible", compatible)
    yield from effects.section("Columns", effects.column_lines(found))
    if not found.effects and not found.columns:
        yield "No difference for clients or rows."
