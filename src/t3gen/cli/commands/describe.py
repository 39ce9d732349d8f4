"""`t3gen describe`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from t3gen.cli import candidates, terminal

VERSION = 1
"""The version of the format of the JSON."""


@click.command(short_help="Describe resources: fields, relations, rules, operations.")
@click.argument("resource", required=False, shell_complete=candidates.resources)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, in one line.")
def describe(resource: str | None, as_json: bool) -> None:
    """Describe a RESOURCE as its spec is understood; without one, all of them in fewer words.

    Names, types, relations with their keys, the rule of each operation, states and events: what is
    needed to call the API or to change a spec. A resource alone also has its bounds, its indexes
    and what its list takes.
    """
    from t3gen.actions import describe as action

    found = action.describe(Path.cwd(), resource)
    if as_json:
        data = {"version": VERSION, "resources": found}
        terminal.data(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        return
    for one in found:
        for line in _lines(one):
            terminal.data(line)


def _lines(one: Mapping[str, Any]) -> Iterator[str]:
    name = click.style(one["name"], bold=True)
    yield f"{name}  {one['path']}  {' '.join(one['operations'])}"
    for key, value in one.items():
        if key not in ("name", "path", "operations"):
            yield f"  {key}: {_text(value)}"


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_text(one)}" for name, one in value.items())
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)
