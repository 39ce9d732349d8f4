"""The questions of copier.yml: their answers, defaults and validation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
import yaml

from t3gen.errors import TemplateError, UsageError
from t3gen.render.cache import from_string

_MISSING = object()
_UNSUPPORTED = ("multiselect", "secret", "when")
_TYPES: Mapping[str, type | tuple[type, ...]] = {"bool": bool, "float": (int, float), "int": int}


@dataclass(frozen=True)
class Question:
    """One question.

    Args:
        text: The question as a user reads it.
        choices: The valid answers by label; empty if every text is valid.
        asked: Whether users answer it, and not only t3gen.
        validator: A template that renders to an error message, or to nothing.
    """

    name: str
    text: str = ""
    choices: Mapping[str, Any] = field(default_factory=dict)
    default: Any = _MISSING
    type: str = "str"
    validator: str = ""
    asked: bool = True

    def parse(self, text: str) -> Any:
        """Parse an answer from the command line.

        Raises:
            UsageError: It is not of the question's type.
        """
        if self.type == "str" or text in self.choices.values():
            return text
        try:
            value = yaml.safe_load(text)
        except yaml.YAMLError as problem:
            raise UsageError(f'"{text}" is not valid YAML', where=self.name) from problem
        if not isinstance(value, _TYPES.get(self.type, object)):
            raise UsageError(f'"{text}" is not of type {self.type}', where=self.name)
        return value

    def answer(self, env: jinja2.Environment, answers: Mapping[str, Any]) -> Any:
        """Return the answer given, or else the default, which may name earlier answers.

        Raises:
            TemplateError: The question has no answer and no default.
        """
        value = answers.get(self.name, self.default)
        if value is _MISSING:
            raise TemplateError(f'no answer for "{self.name}"', where="copier.yml")
        if self.name not in answers and isinstance(value, str) and "{" in value:
            return self.parse(from_string(env, value).render(answers))
        return value

    def check(self, env: jinja2.Environment, answers: Mapping[str, Any]) -> None:
        """Validate an answer as copier does.

        Raises:
            UsageError: It is not one of the choices, or the validator refuses it.
        """
        value = answers[self.name]
        if self.choices and value not in self.choices.values():
            hint = f"choose one of: {', '.join(map(str, self.choices.values()))}"
            raise UsageError(f'cannot be "{value}"', where=self.name, hint=hint)
        if wrong := from_string(env, self.validator).render(answers).strip():
            raise UsageError(f'cannot be "{value}"', where=self.name, hint=wrong)


def read(config: Mapping[str, Any]) -> Iterator[Question]:
    """Read the questions of a copier.yml, in their order.

    Raises:
        TemplateError: A question has an unsupported key.
    """
    for name, details in config.items():
        if not name.startswith("_"):
            yield _question(name, details if isinstance(details, dict) else {"default": details})


def _question(name: str, details: Mapping[str, Any]) -> Question:
    for key in _UNSUPPORTED:
        if key in details:
            raise TemplateError(f'"{name}.{key}" is not supported', where="copier.yml")
    default, choices = details.get("default", _MISSING), details.get("choices") or {}
    inferred = type(default).__name__ if default is not _MISSING else "str"
    return Question(
        name=name,
        text=details.get("help", "") or name,
        choices=choices if isinstance(choices, dict) else {str(one): one for one in choices},
        default=default,
        type=details.get("type") or (inferred if inferred in (*_TYPES, "str") else "yaml"),
        validator=details.get("validator", ""),
        asked=details.get("ask") is not False,
    )
