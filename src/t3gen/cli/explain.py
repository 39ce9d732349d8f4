"""`t3gen explain`."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import click

from t3gen.cli import terminal
from t3gen.errors import UsageError

_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_WIDTH = 88


@click.command(short_help="Say more about the code of an error.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say more about the CODE of an error: what it means, and the ways out.

    Without a CODE, name every one there is.
    """
    from t3gen.spec import suggestion

    known = explanations()
    if code is None:
        terminal.data("\n".join(known))
        return
    by_lower = {name.lower(): name for name in known}
    name = by_lower.get(code.lower()) or by_lower.get(f"spec.{code.lower()}")
    if name is None:
        raise UsageError(
            f'there is no code "{code}"',
            where="t3gen explain",
            hint=suggestion.hint(code, known, "Codes stand in brackets behind an error."),
            code="unknown-code",
        )
    terminal.data(click.style(name, bold=True))
    terminal.data(textwrap.fill(known[name], _WIDTH, break_on_hyphens=False))


def explanations() -> dict[str, str]:
    """Return the long form of every code."""
    from t3gen.migrate import lint

    text = Path(__file__).with_name("explanations.md").read_text(encoding="utf-8")
    found = {found[1]: found[2].strip() for found in _SECTION.finditer(text)}
    return found | {
        one.code: f"{one.why} Instead: {one.instead} ({one.kind}; found by t3gen migrate lint)"
        for one in lint.rules().values()
    }
