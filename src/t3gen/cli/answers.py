"""Answers to a template's questions: from `--data`, or asked on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from t3gen.errors import UsageError

if TYPE_CHECKING:
    from t3gen.render import Template

data_option = click.option(
    "--data",
    multiple=True,
    metavar="QUESTION=ANSWER",
    help="Answer a question of the template. Repeatable.",
)


def parse_data(texts: Sequence[str]) -> dict[str, str]:
    """Split the values of `--data`.

    Raises:
        UsageError: One is not QUESTION=ANSWER.
    """
    answers = {}
    for text in texts:
        question, mark, answer = text.partition("=")
        if not mark or not question:
            what = f'"{text}" is not QUESTION=ANSWER'
            raise UsageError(what, where="--data", hint="for example: --data region=eu")
        answers[question] = answer
    return answers


def ask(
    template: Template,
    questions: Mapping[str, Mapping[str, Any]],
    texts: Mapping[str, str],
    *,
    interactive: bool,
) -> dict[str, Any]:
    """Return the answers that are given, and those to the other questions where a user can answer.

    Raises:
        UsageError: There is no such question, or an answer is not of its type.
    """
    answers = template.parse(texts)
    if interactive:
        from t3gen import prompts

        typed = prompts.app(questions, answers)
        answers |= {
            name: template.parse({name: value})[name] if isinstance(value, str) else value
            for name, value in typed.items()
        }
    return answers
