"""Problems as GitHub shows them: beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from t3gen.errors import MigrationError, Problem, SpecErrors, T3genError

FORMS = ("text", "github")


def of_error(error: T3genError) -> list[str]:
    """Return an error as workflow commands, one for each problem."""
    if isinstance(error, SpecErrors | MigrationError) and error.problems:
        return of_problems(error.problems, "error")
    about = f"{error}. {error.hint}" if error.hint else str(error)
    return [command("error", {"title": error.code}, about)]


def of_problems(problems: Iterable[Problem], level: str) -> list[str]:
    """Return problems as workflow commands; the level is error or warning."""
    return [
        command(
            level,
            {"file": one.file, "line": one.line, "col": one.column, "title": one.code},
            f"{one.what}. {one.hint}",
        )
        for one in problems
    ]


def command(level: str, parameters: Mapping[str, object], text: str) -> str:
    """Return one workflow command.

    Args:
        level: Such as error or warning.
        parameters: What GitHub wants to know besides: file, line, title.
        text: What is said.
    """
    properties = ",".join(f"{name}={_value(str(value))}" for name, value in parameters.items())
    return f"::{level} {properties}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
