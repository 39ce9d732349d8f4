"""The commands: they parse options, call one action, print the result and set the exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import click

from t3gen import __version__
from t3gen.cli import terminal, usage
from t3gen.cli.lazy import LazyGroup
from t3gen.errors import T3genError, UsageError

COMMANDS = {
    "new": "Create an app, or a resource in it.",
    "generate": "Generate code and migrations from resources/*.yaml.",
    "plan": "Show what `generate` would do, and what breaks.",
    "init": "Add t3gen to the Next app of the current folder.",
    "import": "Write specs from the models of a Prisma schema, and generate from them.",
    "check": "Check that specs, generated files and migrations are consistent.",
    "destroy": "Remove a resource.",
    "rename": "Rename a resource or a field; your edits are kept.",
    "upgrade": "Upgrade the project to another version of the template.",
    "template": "Create a template of your own, or fetch a version of one.",
    "migrate": "Plan, check and apply the migrations of the database.",
    "schema": "Print the JSON Schema of specs, for editors, or of an answer.",
    "diff": "Show what breaks between two states of the specs.",
    "describe": "Describe resources: fields, relations, rules, operations.",
    "explain": "Explain an error code, or who may do what.",
    "docs": "Print a page of the documentation of this version.",
    "mcp": "Serve tools for coding agents, by the Model Context Protocol.",
    "fmt": "Format specs: aligned, in the short form, comments kept.",
    "demo": "Create a backend and call it, update its template, check it.",
    "doctor": "Check the machine and the project, and show how to fix problems.",
    "completion": "Print the completion script of a shell.",
}
"""The commands, with the first sentence of their help."""


@click.group(
    cls=LazyGroup,
    summaries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="t3gen", message="%(prog)s %(version)s")
@click.option("--trace", is_flag=True, help="Show the traceback of an unexpected error.")
def t3gen(trace: bool) -> None:
    """Describe a resource once; get the T3 backend slice a senior engineer would have written."""
    if trace:
        os.environ["T3GEN_TRACE"] = "1"


def main() -> None:
    """Run the command line of this process, and exit with its exit code."""
    # A run is short and keeps nearly all of its objects: looking for cycles takes a third of the
    # time in an app of 1,000 resources, and frees nothing.
    gc.disable()
    # Looking for plugins of pydantic reads the metadata of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        The exit code: 0 success, 1 findings, 2 error, 70 a bug in t3gen, 130 interrupted.
    """
    try:
        _check_current_folder()
        _check_platform(arguments)
        return t3gen.main(list(arguments), prog_name="t3gen", standalone_mode=False) or 0
    except T3genError as error:
        return _report_error(error, arguments)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return terminal.CANNOT
    except click.ClickException as error:
        return _report_error(usage.from_click(error), arguments)
    except (click.Abort, KeyboardInterrupt):
        terminal.say("interrupted")
        return terminal.INTERRUPTED
    except Exception as error:
        return _report_bug(error)


def _report_error(error: T3genError, arguments: Sequence[str]) -> int:
    if "--json" in arguments:
        import json

        terminal.data(json.dumps(terminal.as_data(error), indent=2))
    if _wants_annotations(arguments):
        from t3gen.cli import github

        terminal.data("\n".join(github.of_error(error)))
    terminal.show(error)
    return terminal.CANNOT


def _check_current_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - `t3gen --help` need not import pathlib
    except FileNotFoundError as problem:
        hint = "change to a folder that exists"
        raise UsageError(
            "the current folder no longer exists", hint=hint, code="no-folder"
        ) from problem


def _check_platform(arguments: Sequence[str]) -> None:
    """Refuse commands that this platform does not support."""
    if os.name == "nt" and "demo" in arguments[:1]:
        raise UsageError(
            "not supported on Windows: stopping its server needs POSIX process groups",
            where="t3gen demo",
            hint="run it in WSL",
            code="platform",
        )


def _wants_annotations(arguments: Sequence[str]) -> bool:
    words = " ".join(arguments).replace("=", " ").split()
    return ("--format", "github") in pairwise(words)


def _report_bug(error: Exception) -> int:
    if os.environ.get("T3GEN_TRACE"):
        import traceback

        terminal.say("".join(traceback.format_exception(error)).rstrip())
    terminal.say(f"this is a bug in t3gen: {type(error).__name__}: {error}")
    terminal.say("  Please report it: https://github.com/t3gen/t3gen/issues")
    if not os.environ.get("T3GEN_TRACE"):
        terminal.say("  For the traceback, run the same command with T3GEN_TRACE=1")
    return terminal.BUG
