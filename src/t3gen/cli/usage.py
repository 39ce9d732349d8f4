"""Usage errors of click, converted to those of t3gen."""

from __future__ import annotations

import re

import click

from t3gen.errors import UsageError

_SUGGESTION = re.compile(r"\.? \(?(Did you mean|Possible options|Possible commands)\b")


def from_click(error: click.ClickException) -> UsageError:
    """Return a usage error of click as `UsageError`, with click's suggestion as hint."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "t3gen"
    text = " ".join(error.format_message().split())
    match = _SUGGESTION.search(text)
    what = (text[: match.start()] if match else text).rstrip(".")
    suggestion = text[match.start() :].lstrip(". ").strip("()") if match else ""
    if not suggestion.startswith("Did you mean:"):  # a command keeps its quotes for the shell
        suggestion = _quoted(suggestion)
    hint = "\n".join(filter(None, [suggestion, f"for help: {where} --help"]))
    return UsageError(_quoted(what[:1].lower() + what[1:]), where=where, hint=hint)


def _quoted(text: str) -> str:
    """Return a message with double quotes, as t3gen uses; click uses single ones."""
    return re.sub(r"'([^']*)'", r'"\1"', text)
