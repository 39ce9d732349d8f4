"""Output of what a change means: operations, access, columns, statements, what breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

import click

from t3gen.cli.commands.migrate.lint import kind_of as _coloured

if TYPE_CHECKING:
    from t3gen.actions.steps import differences
    from t3gen.migrate.lint import Verdict
    from t3gen.project import Step

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "~"}
_COLOURS = {"+": "green", "-": "red", "~": "cyan"}
_LOCKING = frozenset({"lock", "rewrite", "backfill"})
_KINDS = ("additive", "backfill", "rewrite", "lock", "break", "loss", "unknown")
_WIDTH = 8


def operations(found: differences.Differences) -> list[dict[str, object]]:
    """Return the operations that change, as data."""
    return [
        {"change": one.change, **asdict(one.operation), "what": list(one.what)}
        for one in found.operations
    ]


def access(found: differences.Differences) -> list[dict[str, object]]:
    """Return the cells of access tables that change, as data."""
    return [{**asdict(one), "row": one.row or None} for one in found.flips]


def columns(found: differences.Differences) -> list[dict[str, object]]:
    """Return the columns that change, as data."""
    return [{key: it or None for key, it in asdict(one).items()} for one in found.columns]


def effect(one: differences.Effect) -> dict[str, object]:
    """Return an effect as data."""
    return {"affects": one.affects, "where": one.where, "what": one.what}


def statements(verdicts: Sequence[Verdict]) -> list[dict[str, object]]:
    """Return the statements of a script as data, each with the most severe of its kinds."""
    found = []
    for (_, text), some in groupby(verdicts, key=lambda one: (one.first, one.statement)):
        same = list(some)
        kinds = [str(one.kind) for one in same]
        found.append(
            {
                "statement": text,
                "kind": max(kinds, key=_KINDS.index),
                "locks": not _LOCKING.isdisjoint(kinds),
                "loses_rows": "loss" in kinds,
                "codes": [one.code for one in same if one.code],
                "why": next((one.rule.why for one in same if one.rule), None),
            }
        )
    return found


def counts(step: Step) -> tuple[int, int]:
    """Return how many lines of a file a step adds and removes; none of one that is no text."""
    before, after = step.before or b"", step.after or b""
    if not step.changes or step.private or b"\0" in before + after:
        return 0, 0
    old, new = _without_ends(before.splitlines(), after.splitlines())
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks()) if old and new else 0
    return len(new) - same, len(old) - same


def _without_ends(old: list[bytes], new: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Return the lines of two texts between those that are equal at both ends."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    left = most - head
    tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    return old[head : len(old) - tail], new[head : len(new) - tail]


def operation_lines(found: differences.Differences) -> Iterator[str]:
    """Yield the operations that change, a line each, and a line for each thing in them."""
    for one in found.operations:
        yield f"{_sign(one.change)} {one.operation.method} {one.operation.path}"
        yield from (f"    {text}" for text in one.what)


def access_lines(found: differences.Differences) -> Iterator[str]:
    """Yield the cells of access tables that change, a line each."""
    for one in found.flips:
        row = f" ({one.row})" if one.row else ""
        yield f"{one.resource} {one.subject}: {one.who}{row}: {one.before}, then {one.after}"


def column_lines(found: differences.Differences) -> Iterator[str]:
    """Yield the columns that change, a line each."""
    for one in found.columns:
        name = f"{one.table}.{one.column}" if one.column else one.table
        types = ", then ".join(filter(None, [one.before, one.after]))
        yield f"{_sign(one.change)} {name}  {types}"


def line(one: differences.Effect) -> str:
    """Return an effect as a line."""
    return f"{one.affects:>7}  {one.where}: {one.what}"


def section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """Yield a title and lines below it; nothing without lines."""
    for count, line in enumerate(lines):
        if not count:
            yield click.style(title, bold=True)
        yield f"  {line}"


def kind_of(one: Verdict) -> str:
    """Return the kind of a statement, coloured and aligned."""
    return _coloured(one, width=_WIDTH)


def _sign(change: str) -> str:
    sign = _SIGNS[change]
    return click.style(sign, fg=_COLOURS[sign])
