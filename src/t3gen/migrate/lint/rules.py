"""What can be found in a migration: read from `rules.md`, where it is said in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

_RULE = re.compile(
    r"^## (?P<code>\S+) · (?P<kind>\w+)\n(?P<why>.+)\nInstead: (?P<instead>.+)$", re.MULTILINE
)


class Kind(StrEnum):
    """What a statement asks of those who have rows, mildest first."""

    ADDITIVE = "additive"
    BACKFILL = "backfill"
    REWRITE = "rewrite"
    LOCK = "lock"
    BREAK = "break"
    LOSS = "loss"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Rule:
    """One thing that can be found.

    Args:
        code: Its stable name.
        kind: What it asks.
        why: What it would do.
        instead: The safe way.
    """

    code: str
    kind: Kind
    why: str
    instead: str


@cache
def rules() -> Mapping[str, Rule]:
    """Return all of them, by code."""
    text = Path(__file__).with_name("rules.md").read_text(encoding="utf-8")
    return {
        found["code"]: Rule(found["code"], Kind(found["kind"]), found["why"], found["instead"])
        for found in _RULE.finditer(text)
    }
