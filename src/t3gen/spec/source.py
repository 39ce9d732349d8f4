"""Where something stands in a spec, and how a problem there is shown."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.errors import Problem

WIDEST_EXCERPT = 96


@dataclass(frozen=True)
class Place:
    """A stretch of one line; line and column count from 1, width from 1 too."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Word:
    """A text of the spec that carries meaning, with its place."""

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
        """Make the problem `code` at `place`, with the line it stands in and a caret below."""
        return Problem(
            self.file, place.line, place.column, what, hint, code, excerpt=self.excerpt(place)
        )

    def excerpt(self, place: Place) -> str:
        """Return the line of `place` and, below, a caret for each of its characters."""
        if not 0 < place.line <= len(self.lines):
            return ""
        line = self.lines[place.line - 1].replace("\t", " ")
        start = min(place.column - 1, len(line))
        skipped = max(0, start - WIDEST_EXCERPT // 2) if len(line) > WIDEST_EXCERPT else 0
        shown = line[skipped : skipped + WIDEST_EXCERPT].rstrip()
        width = max(1, min(place.width, len(shown) - (start - skipped)))
        return f"{shown}\n{' ' * (start - skipped)}{'^' * width}"
