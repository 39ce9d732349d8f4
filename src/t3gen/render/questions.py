"""The questions of copier.yml: what a project may be asked, and which answers are good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2

from t3gen.errors import TemplateError, UsageError

_MISSING = object()


@dataclass(frozen=True)
class Question:
    """One question.

    Args:
        text: What is asked, in words.
        choices: The answers that may be given, by their label; empty when any text may.
        asked: Whether somebody answers it, and not only t3gen.
        validator: A template that renders to what is wrong with an answer, or to nothing.
    """

    name: str
    text: str = ""
    choices: Mapping[str, Any] = field(default_factory=dict)
    default: Any = _MISSING
    validator: str = ""
    asked: bool = True

    def answer(self, answers: Mapping[str, Any]) -> Any:
        """Return the answer given, or else the default.

        Raises:
            TemplateError: There is neither.
        """
        value = answers.get(self.name, self.default)
        if value is _MISSING:
            raise TemplateError(f'no answer for "{self.name}"', where="copier.yml")
        return value

    def check(self, env: jinja2.Environment, answers: Mapping[str, Any]) -> None:
        """Judge an answer as copier would.

        Raises:
            UsageError: It is not one of the choices, or the validator refuses it.
        """
        value = answers[self.name]
        if self.choices and value not in self.choices.values():
            hint = f"choose one of: {', '.join(self.choices.values())}"
            raise UsageError(f'cannot be "{value}"', where=self.name, hint=hint)
        if wrong := env.from_string(self.validator).render(answers).strip():
            raise UsageError(f'cannot be "{value}"', where=self.name, hint=wrong)


def read(config: Mapping[str, Any]) -> Iterator[Question]:
    """Read the questions of a copier.yml, in their order."""
    for name, details in config.items():
        if not name.startswith("_"):
            yield Question(
                name=name,
                text=details.get("help", ""),
                choices=details.get("choices") or {},
                default=details.get("default", _MISSING),
                validator=details.get("validator", ""),
                asked=details.get("ask") is not False,
            )
