"""Errors of click in the words of t3gen's own: `where: what`, and a hint that is a way out."""

from __future__ import annotations

import re

import click

from t3gen.errors import UsageError

_SUGGESTION = re.compile(r"\.? \(?(Did you mean|Possible options|Possible commands)\b")


def of_click(error: click.ClickException) -> UsageError:
    """Return what click has to say about a command line as an error of t3gen's."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "t3gen"
    text = " ".join(error.format_message().split())
    found = _SUGGESTION.search(text)
    what = (text[: found.start()] if found else text).rstrip(".")
    meant = text[found.start() :].lstrip(". ").strip("()") if found else ""
    if not meant.startswith("Did you mean:"):  # a command keeps its quotes for the shell
        meant = _quoted(meant)
    hint = "\n".join(filter(None, [meant, f"for help: {where} --help"]))
    return UsageError(_quoted(what[:1].lower() + what[1:]), where=where, hint=hint)


def _quoted(text: str) -> str:
    """Put names in double quotes, as t3gen does; click has single ones."""
    return re.sub(r"'([^']*)'", r'"\1"', text)
