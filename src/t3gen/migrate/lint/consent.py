"""What the spec has agreed to, said in the script: so that `lint` need not ask again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from t3gen.migrate.lint.judge import judge
from t3gen.migrate.lint.rules import Kind

_REASONS = {Kind.LOSS: "agreed to in the spec", Kind.BREAK: "asked for in the spec"}
_OF_CODES = {
    "change-type": "asked for in the spec; look at the size of the table",
    "constraint-blocks": "asked for in the spec; look at the size of the table",
    "index-blocks": "a part of what has to be done at once; look at the size of the table",
    "unique-index": "the spec says that rows comply",
}


def with_consent(script: str, provider: str, earlier: Iterable[str] = ()) -> str:
    """Allow, with the reason, what the spec asks for: its author has looked at that.

    Args:
        script: A script whose losses have been agreed to.
        provider: The database.
        earlier: The scripts of the migrations before.
    """
    comments: dict[int, list[str]] = defaultdict(list)
    for one in judge(script, provider, earlier):
        reason = _OF_CODES.get(one.code) or _REASONS.get(one.kind)
        if one.is_finding and reason:
            comments[one.first].append(f"-- t3gen: allow {one.code} {reason}")
    lines = script.split("\n")
    found = [line for number, text in enumerate(lines, 1) for line in (*comments[number], text)]
    return "\n".join(found)
