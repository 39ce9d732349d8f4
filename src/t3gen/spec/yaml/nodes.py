"""YAML as a tree of nodes that know their places, of a YAML without its traps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from t3gen.spec.yaml.source import Place, Word


@dataclass(frozen=True)
class Scalar:
    """One value as it was written, before anything is read into it.

    Args:
        text: The value without its quotes.
        plain: Whether it is without quotes, so that `true` and `12` are no texts.
        columns: The column of each character of `text` and of its end; empty when they run on from
            `place`, None when they are unknown (text of several lines).
    """

    text: str
    plain: bool
    place: Place
    columns: tuple[int, ...] | None = ()

    @property
    def is_null(self) -> bool:
        """Return whether it is a YAML null: empty, `~` or `null`."""
        return self.plain and self.text.lower() in ("", "~", "null")

    def at(self, start: int, width: int = 1) -> Place:
        """Return the place of `width` characters of the text from `start` on (0 is the first)."""
        if self.columns is None:
            return self.place
        if self.columns:
            first = self.columns[min(start, len(self.columns) - 1)]
            last = self.columns[min(start + width, len(self.columns) - 1)]
            return Place(self.place.line, first, max(1, last - first))
        return Place(self.place.line, self.place.column + start, width)

    def word(self, start: int = 0, text: str | None = None) -> Word:
        """Return the text (or the `text` at `start` in it) with its place."""
        if text is None:
            return Word(self.text, self.place)
        return Word(text, self.at(start, len(text)))


@dataclass(frozen=True)
class Sequence:
    """A YAML list."""

    nodes: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class Mapping:
    """A YAML mapping; its keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """Return the node below `key`."""
        return next((node for name, node in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return `key` itself, with its place."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping
