"""The reference of commands says what the commands say, and their listings are whole."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest
from commands_page import EXAMPLES, commands, members, page

from t3gen.cli import t3gen

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
COMMANDS = dict(commands(t3gen, ()))
LOOKING = {
    "check",
    "completion",
    "describe",
    "diff",
    "docs",
    "doctor",
    "explain",
    "migrate lint",
    "migrate plan",
    "migrate status",
    "plan",
    "schema",
}
APART = {"demo", "mcp", "template fetch", "template new"}  # change no project by themselves


def test_the_reference_is_that_of_this_version() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run: make docs"


def test_every_command_has_an_example_and_there_are_no_others() -> None:
    assert COMMANDS.keys() == EXAMPLES.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_of_its_command_and_takes_options_that_it_has(name: str) -> None:
    words = shlex.split(EXAMPLES[name].split(" > ")[0])
    own = words[1 + len(name.split()) :]

    assert ["t3gen", *name.split()] == words[: 1 + len(name.split())]
    COMMANDS[name].make_context(name, own)


@pytest.mark.parametrize(
    "group", [t3gen, *dict(members(t3gen)).values()], ids=lambda one: str(one.name)
)
def test_no_line_of_a_listing_is_cut_off(group: click.Command) -> None:
    context = click.Context(
        group, info_name="t3gen", terminal_width=80, help_option_names=["-h", "--help"]
    )

    assert [] == [line for line in group.get_help(context).splitlines()[1:] if line.endswith("...")]


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - LOOKING - APART))
def test_a_command_that_changes_something_can_say_it_first(name: str) -> None:
    flags = {flag for option in COMMANDS[name].params for flag in option.opts}

    assert {"--dry-run", "--diff", "--json"} <= flags
