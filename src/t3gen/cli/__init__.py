"""The commands: they parse options, call one action, print the result and set the exit code."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from t3gen import __version__
from t3gen.cli import github, terminal, usage
from t3gen.cli.check import check
from t3gen.cli.completion import completion
from t3gen.cli.demo import demo
from t3gen.cli.destroy import destroy
from t3gen.cli.doctor import doctor
from t3gen.cli.explain import explain
from t3gen.cli.fmt import fmt
from t3gen.cli.generate import generate
from t3gen.cli.migrate import migrate
from t3gen.cli.new import new
from t3gen.cli.rename import rename
from t3gen.cli.schema import schema
from t3gen.cli.template import template
from t3gen.cli.upgrade import upgrade
from t3gen.errors import T3genError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="t3gen", message="%(prog)s %(version)s")
@click.option("--trace", is_flag=True, help="Show the traceback of an unexpected error.")
def t3gen(trace: bool) -> None:
    """Describe a resource once; get the T3 backend slice a senior engineer would have written."""
    if trace:
        os.environ["T3GEN_TRACE"] = "1"


t3gen.add_command(new)
t3gen.add_command(generate)
t3gen.add_command(check)
t3gen.add_command(destroy)
t3gen.add_command(rename)
t3gen.add_command(upgrade)
t3gen.add_command(template)
t3gen.add_command(migrate)
t3gen.add_command(schema)
t3gen.add_command(explain)
t3gen.add_command(fmt)
t3gen.add_command(demo)
t3gen.add_command(doctor)
t3gen.add_command(completion)


def main() -> None:
    """Run the command line of this process, and exit with its exit code."""
    # A run is short and keeps nearly all of its objects: looking for cycles takes a third of the
    # time in an app of 1,000 resources, and frees nothing.
    gc.disable()
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
        terminal.data(json.dumps(terminal.as_data(error), indent=2))
    if _wants_annotations(arguments):
        terminal.data("\n".join(github.of_error(error)))
    terminal.show(error)
    return terminal.CANNOT


def _check_current_folder() -> None:
    try:
        Path.cwd()
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
