"""What the spec has agreed to, said in the script: so that `lint` need not ask again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from t3gen.migrate.lint.judge import judge
from t3gen.migrate.lint.rules import Kind

_REASONS = {Kind.LOSS: "agreed to in the spec", Kind.BREAK: "asked for in the spec"}


def with_consent(script: str, provider: str, earlier: Iterable[str] = ()) -> str:
    """Allow, with the reason, what a script loses or breaks; its author has looked at that.

    What blocks or rewrites is left to be found: the spec says nothing about the size of tables.

    Args:
        script: A script whose losses have been agreed to.
        provider: The database.
        earlier: The scripts of the migrations before.
    """
    comments: dict[int, list[str]] = defaultdict(list)
    for one in judge(script, provider, earlier):
        if one.is_finding and one.kind in _REASONS:
            comments[one.first].append(f"-- t3gen: allow {one.code} {_REASONS[one.kind]}")
    lines = script.split("\n")
    found = [line for number, text in enumerate(lines, 1) for line in (*comments[number], text)]
    return "\n".join(found)
