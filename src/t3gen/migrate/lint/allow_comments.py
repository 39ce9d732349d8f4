"""Add comments to a script that allow findings to which the specs have consented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from t3gen.migrate.lint.rules import Kind
from t3gen.migrate.lint.script import lint_script

_REASONS = {Kind.LOSS: "consented to in the spec", Kind.BREAK: "requested by the spec"}
_REASONS_BY_CODE = {
    "change-type": "requested by the spec; check the size of the table",
    "constraint-blocks": "requested by the spec; check the size of the table",
    "index-blocks": "cannot be built concurrently; check the size of the table",
    "unique-index": "the spec assumes that rows comply",
}


def with_consent(script: str, provider: str, earlier: Iterable[str] = (), note: str = "") -> str:
    """Return a script with comments that allow the findings which its specs request.

    Args:
        script: A script whose risks have consent.
        provider: The database, as Prisma calls it.
        earlier: The scripts of the migrations before.
        note: Who has consented to what is lost, and why; may be empty.
    """
    comments: dict[int, list[str]] = defaultdict(list)
    for verdict in lint_script(script, provider, earlier):
        reason = _REASONS_BY_CODE.get(verdict.code) or _REASONS.get(verdict.kind)
        if verdict.kind is Kind.LOSS and note:
            reason = f"{reason}: {note}"
        if verdict.is_finding and reason:
            comments[verdict.first].append(f"-- t3gen: allow {verdict.code} {reason}")
    lines = enumerate(script.split("\n"), 1)
    return "\n".join(line for number, text in lines for line in (*comments[number], text))
