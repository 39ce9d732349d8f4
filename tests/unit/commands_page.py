"""Writes docs/reference/commands.md from the commands: `commands_page.py FILE`.

What a command and its options do stands in the commands themselves; an example of each stands here,
and a command without one is an error.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from t3gen.cli import t3gen

HEAD = """\
# Commands

This page is made from the commands by `make docs`; `t3gen COMMAND --help` says the same.

Commands work on the project that the current folder is in. What they answer is on stdout, the rest
on stderr. Those that change files, or the database, take `--dry-run`, `--diff` and `--json`. Files
change all or not at all; a run that is killed is finished or undone by the next one. Colour is left
out where `NO_COLOR` is set, and no question is asked without a terminal, or where `CI` is set.

| exit code | means |
|---|---|
| 0 | done, or nothing to do |
| 1 | findings: a conflict, drift, a pending migration |
| 2 | cannot: wrong usage, a bad spec, something in the way; nothing has been changed |
| 70 | a bug of t3gen |
| 130 | interrupted |
"""
EXAMPLES: Mapping[str, str] = {
    "check": "t3gen check --format github",
    "completion": "t3gen completion bash",
    "demo": "t3gen demo --keep t3gen-demo",
    "describe": "t3gen describe Order --json",
    "destroy resource": "t3gen destroy resource Review --dry-run",
    "diff": "t3gen diff main..HEAD",
    "docs": "t3gen docs import-rows",
    "doctor": "t3gen doctor",
    "explain": "t3gen explain SPEC.NO_INDEX",
    "fmt": "t3gen fmt --check",
    "generate": "t3gen generate --diff",
    "init": "t3gen init --upgrade --diff",
    "import": "t3gen import ../old-app/prisma --dry-run",
    "mcp": "t3gen mcp",
    "migrate apply": "t3gen migrate apply --dry-run",
    "migrate baseline": "t3gen migrate baseline --dry-run",
    "migrate lint": "t3gen migrate lint --json",
    "migrate new": "t3gen migrate new positive_totals",
    "migrate plan": "t3gen migrate plan",
    "migrate rebase": "t3gen migrate rebase --dry-run",
    "migrate snapshot": "t3gen migrate snapshot",
    "migrate status": "t3gen migrate status --json",
    "new app": "t3gen new app shop --database postgresql --auth better-auth",
    "new resource": "t3gen new resource Order 'total:decimal(12,2) min=0' customer:Customer",
    "plan": "t3gen plan --json > plan.json",
    "rename field": "t3gen rename field Order placedAt orderedAt",
    "rename resource": "t3gen rename resource Review Opinion --diff",
    "schema": "t3gen schema > resource.schema.json",
    "template fetch": "t3gen template fetch --from ../our-template",
    "template new": "t3gen template new ../our-template",
    "upgrade": "t3gen upgrade --to 0.2.0 --dry-run",
}


def page() -> str:
    """Return the page."""
    found = dict(commands(t3gen, ()))
    return HEAD + "".join(_section(name, command) for name, command in sorted(found.items()))


def members(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands of a group, imported."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield name, command


def commands(group: click.Group, path: Sequence[str]) -> Iterator[tuple[str, click.Command]]:
    for name, command in members(group):
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"t3gen {name}", help_option_names=["-h", "--help"])
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [_row(option) for option in command.params if isinstance(option, click.Option)]
    table = "".join(f"| {flag} | {text} |\n" for flag, text in rows)
    parts = [
        f"\n## t3gen {name}\n",
        f"{_text(command)}\n",
        f"```\nt3gen {name} {usage}\n```\n",
        f"| option | |\n|---|---|\n{table}" if table else "",
        f"For example:\n\n```sh\n{EXAMPLES[name]}\n```\n",
    ]
    return "\n".join(part for part in parts if part)


def _text(command: click.Command) -> str:
    """Return what the command says of itself; lines that stay as they are become code."""
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    return "\n\n".join(_paragraph(paragraph) for paragraph in paragraphs)


def _paragraph(text: str) -> str:
    if not text.startswith("\b\n"):
        return " ".join(text.split())
    lines = text.removeprefix("\b\n").splitlines()
    code = "\n".join(line.strip() for line in lines[1:])
    return f"{lines[0]}\n\n```sh\n{code}\n```"


def _row(option: click.Option) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len))
    value = "" if option.is_flag else f" `{option.make_metavar(click.Context(click.Command('')))}`"
    return f"{names}{value}".replace("|", "\\|"), (option.help or "").replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
