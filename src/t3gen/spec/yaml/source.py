"""Places in a spec, and the excerpt of a problem at one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from t3gen.errors import Problem

LONGEST = 400
WIDEST_EXCERPT = 96
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that a spec cannot hold: controls, halves of pairs, and what turns text around."""


@dataclass(frozen=True)
class Place:
    """A part of one line: its line and column, from 1, and its width in characters."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Word:
    """A text of the spec, with its place."""

    text: str
    place: Place

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Source:
    """One spec as it was written."""

    file: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, file: str, text: str) -> Source:
        """Return the text of a file as a source; its lines end in a line feed."""
        return cls(file, tuple(text.split("\n")))

    def problem(self, place: Place, code: str, what: str, hint: str) -> Problem:
        """Make the problem `code` at `place`, with an excerpt of its line."""
        return Problem(
            self.file,
            place.line,
            place.column,
            _printable(_cut(what)),
            _printable(_cut(hint)),
            code,
            excerpt=self.excerpt(place),
        )

    def excerpt(self, place: Place) -> str:
        """Return the line of `place` and, below, a caret for each of its characters."""
        if not 0 < place.line <= len(self.lines):
            return ""
        line = _printable(self.lines[place.line - 1].replace("\t", " "))
        start = min(place.column - 1, len(line))
        skipped = max(0, start - WIDEST_EXCERPT // 2) if len(line) > WIDEST_EXCERPT else 0
        shown = line[skipped : skipped + WIDEST_EXCERPT].rstrip()
        width = max(1, min(place.width, len(shown) - (start - skipped)))
        return f"{shown}\n{' ' * (start - skipped)}{'^' * width}"


def _cut(sentence: str) -> str:
    """Return a sentence, truncated where it quotes a long text."""
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1]}…"


def _printable(text: str) -> str:
    """Return a text without characters that control a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)
