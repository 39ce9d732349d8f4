"""`t3gen explain`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

import click

from t3gen.cli import candidates, terminal
from t3gen.errors import UsageError

_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_MEMBER = re.compile(r"[A-Z][A-Za-z0-9]*\.[a-z]\w*")
VERSION = 1
"""The version of the format of the JSON."""
_WIDTH = 88
_LONGEST = 96
_ACCESS = "access"
_LINT = "Statements of migrations (t3gen migrate lint)"
_OF_MIGRATIONS = (
    "migration",
    "baseline",
    "drift",
    "engine",
    "lint",
    "npm-",
    "one-branch",
    "replay",
)


@click.command(short_help="Explain an error code, or who may do what.")
@click.argument("code", required=False, shell_complete=candidates.codes)
@click.argument("resource", required=False, shell_complete=candidates.resources)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def explain(code: str | None, resource: str | None, as_json: bool) -> None:
    """Explain the error CODE: what it means, and how to fix it.

    Without a CODE, list all codes, each with a summary. `access` instead of a code shows which
    clause of the access rules of a RESOURCE decides for whom; without one, of all resources. A
    field or relation instead of a code, such as Order.total, shows what it reaches: its column,
    migrations, operations of the API, code and tests.
    """
    if code == _ACCESS:
        _explain_access(resource, as_json=as_json)
    elif resource is not None:
        hint = f"For access rules: t3gen explain access {resource}"
        raise UsageError("a code is explained alone", where="t3gen explain", hint=hint)
    elif code is None:
        _list_codes(as_json=as_json)
    elif _MEMBER.fullmatch(code):
        from t3gen.cli import reach

        reach.show(Path.cwd(), code, as_json=as_json)
    else:
        _explain_code(code, as_json=as_json)


def _list_codes(*, as_json: bool) -> None:
    if as_json:
        codes = {code: summary(text) for code, text in sorted(explanations().items())}
        _print_json({"codes": codes})
        return
    terminal.data("\n\n".join(_table(title, group) for title, group in groups().items()))


def _explain_code(code: str, *, as_json: bool) -> None:
    from t3gen.spec import suggestion

    texts = explanations()
    by_lower = {name.lower(): name for name in texts}
    name = by_lower.get(code.lower()) or by_lower.get(f"spec.{code.lower()}")
    if name is None:
        raise UsageError(
            f'unknown code "{code}"',
            where="t3gen explain",
            hint=suggestion.hint(
                code, texts, "The code of an error is shown in brackets after it."
            ),
            code="unknown-code",
        )
    if as_json:
        _print_json({"code": name, "text": texts[name]})
        return
    terminal.data(click.style(name, bold=True))
    terminal.data(textwrap.fill(texts[name], _WIDTH, break_on_hyphens=False))


def _explain_access(resource: str | None, *, as_json: bool) -> None:
    from t3gen.actions import explain_access

    tables = explain_access.explain(Path.cwd(), resource)
    if as_json:
        _print_json({"access": {name: _cells(lines) for name, lines in tables.items()}})
        return
    for name, lines in tables.items():
        terminal.data(click.style(name, bold=True))
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            terminal.data(f"  {'  '.join(cells)}".rstrip())


def _cells(lines: Sequence[Sequence[str]]) -> dict[str, dict[str, str]]:
    """Return the clause that decides, by caller and operation."""
    (_, *operations), *callers = lines
    return {who: dict(zip(operations, cells, strict=True)) for who, *cells in callers}


def _print_json(data: Mapping[str, object]) -> None:
    import json

    terminal.data(json.dumps({"version": VERSION, **data}, indent=2))


def groups() -> dict[str, dict[str, str]]:
    """Return the explanations of all codes, in groups by title."""
    from t3gen.migrate import lint

    texts = explanations()
    rules = {one.code for one in lint.rules().values()}
    titles = {code: _title(code, rules) for code in texts}
    return {
        title: {code: text for code, text in texts.items() if titles[code] == title}
        for title in ("Specs", "Projects and commands", "Migrations", _LINT)
    }


def _title(code: str, rules: Container[str]) -> str:
    if code in rules:
        return _LINT
    if code.startswith("SPEC."):
        return "Specs"
    return "Migrations" if code.startswith(_OF_MIGRATIONS) else "Projects and commands"


def summary(text: str) -> str:
    """Return the first sentence of an explanation, without Markdown."""
    match = re.match(r".*?[.:](?=\s|$)", text.replace("`", ""), re.DOTALL)
    return (match[0] if match else text).rstrip(":.")


def _table(title: str, group: Mapping[str, str]) -> str:
    width = max(map(len, group))
    lines = [
        f"{code:{width}}  "
        + textwrap.shorten(summary(text), max(30, _LONGEST - width), placeholder="...")
        for code, text in sorted(group.items())
    ]
    return "\n".join([click.style(title, bold=True), *(f"  {line}" for line in lines)])


def explanations() -> dict[str, str]:
    """Return the explanations of all codes."""
    from t3gen.migrate import lint

    text = Path(__file__).with_name("explanations.md").read_text(encoding="utf-8")
    texts = {texts[1]: texts[2].strip() for texts in _SECTION.finditer(text)}
    return texts | {
        one.code: f"{one.why} Instead: {one.instead} ({one.kind}; reported by t3gen migrate lint)"
        for one in lint.rules().values()
    }
