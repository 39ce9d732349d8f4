"""The list of problems that all checks of a build add to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from t3gen.errors import Problem
from t3gen.spec import ResourceSpec, Word, suggestion

_MADE_BY_OTHERS = frozenset({"field", "relation", "owner", "tenant"})
"""What the spec of another resource may make here, by a relation."""


@dataclass
class Findings:
    """Problems of a set of specs, and what is known to be missing from them.

    Args:
        incomplete: Whether specs are missing because they could not be read, so that an unknown
            resource, or a relation that it makes, may well exist.
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
        unread = [one.text for one in spec.unread] if kind in ("field", "relation") else []
        names = [*known, *unread]
        is_missing = self.incomplete and kind in _MADE_BY_OTHERS
        if word.text in spec.broken or (is_missing and not suggestion.nearest(word.text, names)):
            return
        hint = suggestion.hint(word.text, names)
        code = f"UNKNOWN_{kind.upper().replace(' ', '_')}"
        self.add(spec, word, code, f'unknown {kind} "{word}"', hint)
