"""Answers to the questions of a template: from `--data`, or from prompts."""

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
    """Parse the values of `--data` to answers by question.

    Raises:
        UsageError: A value is not QUESTION=ANSWER.
    """
    answers = {}
    for text in texts:
        question, mark, answer = text.partition("=")
        if not mark or not question:
            what = f'"{text}" is not QUESTION=ANSWER'
            raise UsageError(what, where="--data", hint="for example: --data region=eu")
        answers[question] = answer
    return answers


def answers_of(
    template: Template,
    questions: Mapping[str, Mapping[str, Any]],
    texts: Mapping[str, str],
    *,
    interactive: bool,
) -> dict[str, Any]:
    """Return the parsed answers of `--data`, and prompt for the others if interactive.

    Raises:
        UsageError: A question does not exist, or an answer has the wrong type.
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
