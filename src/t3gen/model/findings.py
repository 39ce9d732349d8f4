"""The list of problems that all checks of a build add to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from t3gen.errors import Problem
from t3gen.spec import ResourceSpec, Word, suggestion


@dataclass
class Findings:
    """Problems of a set of specs, and what is known to be missing from them.

    Args:
        incomplete: Whether specs are missing because they could not be read, so that an unknown
            resource may well exist.
    """

    incomplete: bool = False
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._told = {(one.file, one.line, one.column) for one in self.problems}

    def add(self, spec: ResourceSpec, word: Word, code: str, what: str, hint: str) -> None:
        """Note the problem `code` at `word`, unless reading has found fault with it already."""
        if (spec.source.file, word.place.line, word.place.column) not in self._told:
            self.problems.append(spec.source.problem(word.place, f"SPEC.{code}", what, hint))

    def unknown(self, spec: ResourceSpec, word: Word, kind: str, known: Iterable[str]) -> None:
        """Note that `word` names no `kind`, unless a broken line may have been it."""
        if word.text in spec.broken:
            return
        unread = [one.text for one in spec.unread] if kind in ("field", "relation") else []
        hint = suggestion.hint(word.text, [*known, *unread])
        code = f"UNKNOWN_{kind.upper().replace(' ', '_')}"
        self.add(spec, word, code, f'unknown {kind} "{word}"', hint)
