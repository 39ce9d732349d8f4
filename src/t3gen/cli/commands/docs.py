"""`t3gen docs`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from t3gen.cli import candidates, terminal


@click.command(short_help="Print a page of the documentation of this version.")
@click.argument("topic", required=False, shell_complete=candidates.topics)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def docs(topic: str | None, as_json: bool) -> None:
    """Print the page on a TOPIC as Markdown; without one, list the topics.

    The pages are those of the installed version, and need no network.
    """
    from t3gen.actions import docs as action

    if topic is None:
        found = list(action.pages().values())
        listed = [{"topic": one.topic, "title": one.title, "path": one.path} for one in found]
        if as_json:
            terminal.data(json.dumps({"version": 1, "pages": listed}, indent=2))
            return
        width = max(len(one.topic) for one in found)
        for one in found:
            terminal.data(f"{click.style(one.topic.ljust(width), bold=True)}  {one.title}")
        return
    page = action.page(topic)
    if as_json:
        terminal.data(json.dumps({"version": 1, **asdict(page)}, indent=2, ensure_ascii=False))
    else:
        terminal.data(page.text.rstrip("\n"))
