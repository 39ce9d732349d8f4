"""Problems as GitHub workflow commands, which annotate pull requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from t3gen.errors import MigrationError, Problem, SpecErrors, T3genError

FORMS = ("text", "github")


def of_error(error: T3genError) -> list[str]:
    """Return the workflow commands of an error, one for each problem."""
    if isinstance(error, SpecErrors | MigrationError) and error.problems:
        return of_problems(error.problems, "error")
    about = f"{error}. {error.hint}" if error.hint else str(error)
    return [command("error", {"title": error.code}, about)]


def of_problems(problems: Iterable[Problem], level: str) -> list[str]:
    """Return the workflow commands of problems; the level is error or warning."""
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
        level: "error", "warning" or "notice".
        parameters: Parameters of the command: file, line, col, title.
        text: The message.
    """
    properties = ",".join(f"{name}={_value(str(value))}" for name, value in parameters.items())
    return f"::{level} {properties}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
