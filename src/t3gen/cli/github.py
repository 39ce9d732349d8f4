"""Problems as GitHub shows them: beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from t3gen.errors import Problem, SpecErrors, T3genError

FORMS = ("text", "github")


def of_error(error: T3genError) -> list[str]:
    """Return an error as workflow commands, one for each problem."""
    if isinstance(error, SpecErrors):
        return of_problems(error.problems, "error")
    about = f"{error}. {error.hint}" if error.hint else str(error)
    return [f"::error title={_value(error.code)}::{_escaped(about)}"]


def of_problems(problems: Iterable[Problem], level: str) -> list[str]:
    """Return problems as workflow commands; the level is error or warning."""
    return [
        f"::{level} file={_value(one.file)},line={one.line},col={one.column},"
        f"title={_value(one.code)}::{_escaped(f'{one.what}. {one.hint}')}"
        for one in problems
    ]


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
