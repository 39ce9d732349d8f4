"""The lint rules, read from `rules.md`."""

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
    """The effect of a statement on existing rows and running code, mildest first."""

    ADDITIVE = "additive"
    BACKFILL = "backfill"
    REWRITE = "rewrite"
    LOCK = "lock"
    BREAK = "break"
    LOSS = "loss"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Rule:
    """A lint rule.

    Args:
        code: The stable code.
        kind: The kind of the effect.
        why: The effect, in words.
        instead: The safe alternative.
    """

    code: str
    kind: Kind
    why: str
    instead: str


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules, by code."""
    text = Path(__file__).with_name("rules.md").read_text(encoding="utf-8")
    return {
        match["code"]: Rule(match["code"], Kind(match["kind"]), match["why"], match["instead"])
        for match in _RULE.finditer(text)
    }
