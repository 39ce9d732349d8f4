"""`t3gen plan`."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen.cli import effects, terminal
from t3gen.cli.changes import SPEC
from t3gen.cli.commands.migrate.lint import short

if TYPE_CHECKING:
    from t3gen.actions.plan import Planned
    from t3gen.actions.steps import scripts
    from t3gen.project import Step

VERSION = 1
"""The version of the format of the JSON; raised when a key is removed or changes its meaning."""
_MOST_FILES = 30


@click.command(short_help="Show what `generate` would do, and what breaks.")
@SPEC
@click.option("--prune", is_flag=True, help="Plan with resources removed that no spec declares.")
@click.option("--name", metavar="NAME", help="Name of the migration, as for generate.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def plan(specs: Path | None, prune: bool, name: str | None, as_json: bool) -> int:
    """Show what `generate` would do, and what follows from it; write nothing.

    Only what changes: files, operations of the API, who may do what, columns, statements of the
    migration, packages, and what breaks for clients and rows. The digest at the end stands for all
    of it: `t3gen generate --plan DIGEST` does exactly that.

    Exits 0 when `generate` can do all of it, 1 when something is needed first: consent, packages,
    or a conflict to resolve.
    """
    from t3gen.actions import plan as action

    planned = action.plan(Path.cwd(), action.PlanRequest(specs, name, prune))
    if as_json:
        terminal.data(json.dumps(as_data(planned), indent=2))
    else:
        for line in _lines(planned, shlex.join(_options(specs, prune=prune, name=name))):
            terminal.data(line)
        for warning in planned.warnings:
            terminal.warn(warning)
    return 0 if planned.ok else terminal.FINDINGS


def as_data(planned: Planned) -> dict[str, object]:
    """Return a plan as data, for --json."""
    found = planned.effects
    return {
        "version": VERSION,
        "ok": planned.ok,
        "digest": planned.digest or None,
        "files": [_file(step) for step in planned.steps],
        "operations": effects.operations(found),
        "access": effects.access(found),
        "columns": effects.columns(found),
        "migrations": [_migration(script) for script in planned.migrations],
        "pending": {"what": planned.pending, "hint": planned.hint} if planned.pending else None,
        "consent": _consent(planned),
        "packages": [
            {"name": one.name, "before": one.before or None, "after": one.after or None}
            for one in planned.packages
        ],
        "breaking": [effects.effect(one) for one in found.effects if one.breaks],
        "warnings": [str(one) for one in planned.warnings],
    }


def _file(step: Step) -> dict[str, object]:
    added, removed = effects.counts(step)
    reason = {"reason": step.reason} if step.reason else {}
    data = {"path": step.path, "verdict": str(step.verdict), "added": added, "removed": removed}
    return {**data, **reason}


def _migration(script: scripts.Script) -> dict[str, object]:
    return {"name": script.name, "statements": effects.statements(script.verdicts)}


def _consent(planned: Planned) -> dict[str, object] | None:
    if not planned.consent:
        return None
    risks = []
    for one in planned.consent:
        file, line, _ = one.place or (None, None, None)
        place = {"file": file, "line": line} if file else {}
        about = {"where": one.risk.where, "what": one.risk.what, "hint": one.risk.hint or None}
        risks.append({"key": one.risk.key, "name": one.risk.names[0], **about, **place})
    write = [{"file": file, "line": line} for file, line in planned.lines.items()]
    return {"risks": risks, "write": write}


def _options(specs: Path | None, *, prune: bool, name: str | None) -> Iterator[str]:
    """Yield the options with which `generate` does what was planned."""
    yield from ["--spec", str(specs)] if specs else []
    yield from ["--prune"] if prune else []
    yield from ["--name", name] if name else []


def _lines(planned: Planned, options: str) -> Iterator[str]:
    found = planned.effects
    if not planned.steps and not planned.migrations and not planned.pending:
        yield "Nothing to do: nothing has changed since the last generation."
        return
    yield from effects.section("Files", _files(planned.steps))
    yield from effects.section("API", effects.operation_lines(found))
    yield from effects.section("Access", effects.access_lines(found))
    yield from effects.section("Columns", effects.column_lines(found))
    for script in planned.migrations:
        yield from effects.section(f"Migration {script.name}", _statements(script))
    yield from effects.section("Packages", _packages(planned))
    yield from effects.section("Breaks", (effects.line(one) for one in found.effects if one.breaks))
    yield from effects.section("Needed first", _needed(planned))
    if planned.digest:
        command = " ".join(filter(None, ["t3gen generate", options, "--plan", planned.digest]))
        yield f"Do exactly this: {command}"


def _files(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps[:_MOST_FILES]:
        added, removed = effects.counts(step)
        colour = terminal.VERDICT_COLOURS[step.verdict]
        verdict = click.style(f"{step.verdict:>8}", fg=colour)
        yield f"{verdict}  {step.path}  +{added} -{removed}"
    if len(steps) > _MOST_FILES:
        yield f"and {len(steps) - _MOST_FILES} more: t3gen generate --dry-run"


def _statements(script: scripts.Script) -> Iterator[str]:
    for one in script.verdicts:
        mark = f" [{one.code}]" if one.code else ""
        yield f"{effects.kind_of(one)}  {short(one.statement)}{mark}"


def _packages(planned: Planned) -> Iterator[str]:
    for one in planned.packages:
        mark = "+" if not one.before else "-" if not one.after else "~"
        yield f"{mark} {one.name}  {' -> '.join(filter(None, [one.before, one.after]))}"


def _needed(planned: Planned) -> Iterator[str]:
    for one in planned.consent:
        yield f"{one.risk.where}: {one.risk.what}"
        if one.risk.hint:
            yield f"  {one.risk.hint}"
    for file, line in planned.lines.items():
        yield f"if that is meant, write in {file}: {line}"
    if planned.pending:
        yield f"{planned.pending}: {planned.hint}"
    if planned.conflicts:
        yield "resolve the conflicts, whose files `generate` marks"
