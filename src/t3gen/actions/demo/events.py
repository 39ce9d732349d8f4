"""Events of the demo, in the order in which they occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VISITOR = "visitor"


@dataclass(frozen=True)
class Heading:
    """An act begins."""

    title: str


@dataclass(frozen=True)
class Started:
    """A step has started; `command` is what a user would type."""

    command: str


@dataclass(frozen=True)
class Done:
    """A step has succeeded.

    Args:
        detail: Its result, in a few words.
        seconds: Its duration.
    """

    command: str
    detail: str
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A step has failed; the error follows.

    Args:
        output: The last lines that its program printed.
    """

    command: str
    output: tuple[str, ...] = ()


@dataclass(frozen=True)
class Excerpt:
    """Lines of a file or of a program's output; those of a diff start with + or -."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """One request to the API.

    Args:
        who: The name of a user who has signed up, or VISITOR.
        body: Sent as JSON.
    """

    method: str
    path: str
    who: str = VISITOR
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Response:
    """The API's response; header names are in lower case, the body is parsed JSON or None."""

    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True)
class Called:
    """One request and its response.

    Args:
        caption: What it demonstrates.
        expected: The expected status.
    """

    caption: str
    request: Request
    response: Response
    expected: int


Event = Heading | Started | Done | Failed | Excerpt | Called
