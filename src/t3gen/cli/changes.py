"""Output of a change: a line per file, a diff, or JSON; and the options for it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from t3gen.cli import terminal

if TYPE_CHECKING:
    from t3gen.actions.steps import Outcome
    from t3gen.project import Step

_CONFLICTS = """\
Resolve the conflicts: each file has your lines and the generated lines between its markers."""
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_SUMMARIES = {
    "create": "created",
    "update": "updated",
    "delete": "deleted",
    "keep": "kept",
    "merge": "merged",
    "move": "moved",
    "conflict": "in conflict",
}

Command = TypeVar("Command", bound=Callable[..., Any])


SPEC = click.option(
    "--spec",
    "specs",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of specs, or the file with all of them, instead of resources/.",
)
"""The option `--spec`."""


CONSENT = click.option(
    "--consent",
    metavar="TEXT",
    default="",
    help="Who agrees to what is lost, and why. Without a terminal, nothing is lost without it.",
)
"""The option `--consent`."""


def output_options(command: Command) -> Command:
    """Add --dry-run, --diff and --json to a command."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
        click.option("--diff", is_flag=True, help="Show the changes as a diff; write nothing."),
        click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing."),
    ):
        command = option(command)
    return command


def report(
    outcome: Outcome,
    *,
    as_json: bool,
    diff: bool = False,
    needs_migration: bool = False,
    extra: Mapping[str, object] = MappingProxyType({}),
) -> int:
    """Print the outcome of a change.

    Args:
        outcome: The outcome, maybe of a dry run.
        as_json: Whether to print one JSON object.
        diff: Whether to print a diff of each file.
        needs_migration: Whether a pending migration is a finding.
        extra: Further keys of the JSON object.

    Returns:
        The exit code.
    """
    is_done = not outcome.plan.conflicts and not (needs_migration and outcome.migration.pending)
    if as_json:
        answer = {"ok": is_done, **extra, **_as_data(outcome, diff=diff)}
        terminal.data(json.dumps(answer, indent=2))
    else:
        _print_files(outcome, diff=diff)
        _print_migration(outcome)
        for note in outcome.notes:
            terminal.say(note)
        for warning in outcome.warnings:
            terminal.warn(warning)
    return 0 if is_done else terminal.FINDINGS


def _print_files(outcome: Outcome, *, diff: bool) -> None:
    if outcome.recovered:
        terminal.say(f"An interrupted run was {outcome.recovered} first.")
    for step in outcome.plan.everything:
        if diff and step.changes:
            for line in difference(step):
                terminal.data(click.style(line, fg=_COLOURS.get(line[:1])))
        elif step.verdict != "same":
            colour = terminal.VERDICT_COLOURS[step.verdict]
            reason = f"  ({step.reason})" if step.reason else ""
            terminal.data(f"{click.style(f'{step.verdict:>8}', fg=colour)}  {step.path}{reason}")
    terminal.say(_summary(outcome), bold=True)
    if outcome.plan.conflicts and not outcome.dry_run:
        terminal.say(_CONFLICTS)


def difference(step: Step) -> Iterator[str]:
    """Yield the lines of a unified diff of a file."""
    before, after = step.before or b"", step.after or b""
    if step.private:
        yield f"File {step.path} would change, and holds secrets"
        return
    if b"\0" in before + after:
        yield f"Binary file {step.path} would change"
        return
    names = (
        "/dev/null" if step.before is None else f"a/{step.path}",
        "/dev/null" if step.after is None else f"b/{step.path}",
    )
    old, new = before.decode(errors="replace"), after.decode(errors="replace")
    for line in unified_diff(old.splitlines(True), new.splitlines(True), *names):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _summary(outcome: Outcome) -> str:
    counts = Counter(str(step.verdict) for step in outcome.plan.everything)
    same = counts.pop("same", 0)
    if not counts:
        return f"Nothing to do: nothing has changed since the last generation ({same} files)."
    order = list(terminal.VERDICT_COLOURS)
    listed = sorted(counts.items(), key=lambda item: order.index(item[0]))
    parts = ", ".join(f"{count} {_SUMMARIES[verdict]}" for verdict, count in listed)
    return f"{'Dry run: ' if outcome.dry_run else ''}{parts}, {same} unchanged."


def _print_migration(outcome: Outcome) -> None:
    if outcome.migration.name:
        verb = "would be created" if outcome.dry_run else "created"
        for name in outcome.migration.names:
            terminal.say(f"Migration {verb}: {name}")
        if not outcome.dry_run:
            terminal.say("Apply it: t3gen migrate apply")
            terminal.say("If npm run dev is running, also run: npx prisma generate")
    if outcome.migration.pending:
        terminal.say(f"Migration pending: {outcome.migration.pending}")
        terminal.say(f"  First: {outcome.migration.hint}")
        terminal.say("  Then:  t3gen generate")


def _as_data(outcome: Outcome, *, diff: bool) -> dict[str, object]:
    steps = outcome.plan.everything
    changed = [step for step in steps if step.verdict != "same"]
    return {
        "dry_run": outcome.dry_run,
        "files": [_file(step, diff=diff) for step in changed],
        "unchanged": len(steps) - len(changed),
        "migration": {
            "name": outcome.migration.name or None,
            "names": list(outcome.migration.names),
            "pending": outcome.migration.pending or None,
            "hint": outcome.migration.hint or None,
        },
        "notes": list(outcome.notes),
        "warnings": [asdict(warning) for warning in outcome.warnings],
    }


def _file(step: Step, *, diff: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "path": step.path,
        "verdict": step.verdict,
        "reason": step.reason,
    }
    if diff and step.changes:
        data["diff"] = "\n".join(difference(step))
    return data
