"""What the demo tells while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

STRANGER = "stranger"


@dataclass(frozen=True)
class Started:
    """A step has begun; `command` is what a user would type."""

    command: str


@dataclass(frozen=True)
class Done:
    """A step has ended well.

    Args:
        detail: What came of it, in a few words.
        seconds: How long it took.
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
class Request:
    """One call of the API.

    Args:
        who: The name of a person who has signed up, or STRANGER.
        body: Sent as JSON.
    """

    method: str
    path: str
    who: str = STRANGER
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the API answers; header names are in lower case, the body is parsed JSON or None."""

    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True)
class Called:
    """One call and its answer.

    Args:
        caption: What the call shows.
        expected: The status that shows it.
    """

    caption: str
    request: Request
    answer: Answer
    expected: int


Event = Started | Done | Failed | Called
