"""A coding agent as a script: all that it sends and receives is counted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from shop import run

CHARACTERS = 4
"""Of a token, on the average of English and code."""


@dataclass
class Agent:
    """Who changes a project by the commands that AGENTS.md names.

    Args:
        root: The project.
        capsys: Where answers are read.
        tokens: How many were sent and received.
    """

    root: Path
    capsys: pytest.CaptureFixture[str]
    tokens: int = 0
    calls: list[str] = field(default_factory=list)

    def call(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        """Run a command with --json, and return its answer.

        Args:
            arguments: The command with its options.
            code: The exit code that it is expected to have.
        """
        self.capsys.readouterr()
        ended = run(self.root, *arguments, "--json")
        output = self.capsys.readouterr().out
        self.calls.append(" ".join(arguments))
        self.tokens += (len(" ".join(arguments)) + len(output)) // CHARACTERS
        assert code == ended, output
        answer: dict[str, Any] = json.loads(output)
        return answer

    def read(self, path: str) -> str:
        """Read a file of the project."""
        text = (self.root / path).read_text(encoding="utf-8")
        self.tokens += len(text) // CHARACTERS
        return text

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        self.tokens += len(text) // CHARACTERS
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, before: str, after: str) -> None:
        """Replace what stands in one place of a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert 1 == text.count(before), f"{before!r} is not in one place of {path}"
        self.write(path, text.replace(before, after))

    def append(self, path: str, line: str) -> None:
        """Add a line that a plan asks for."""
        self.write(path, f"{self.read(path).rstrip()}\n{line}\n")

    def plan(self) -> dict[str, Any]:
        """Plan what can be done."""
        return self.call("plan")

    def apply(self, plan: dict[str, Any]) -> None:
        """Do what a plan shows, and check the project."""
        self.call("generate", f"--plan={plan['digest']}")
        assert self.call("check")["ok"]

    def consent(self) -> dict[str, Any]:
        """Plan, write the lines that the plan asks for, and plan again."""
        asked = self.call("plan", code=1)
        assert asked["digest"] is None
        for place in asked["consent"]["write"]:
            self.append(place["file"], place["line"])
        return self.plan()
