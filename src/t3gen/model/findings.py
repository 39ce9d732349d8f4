"""The problems of a build, to which all checks add."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from t3gen.errors import Problem
from t3gen.spec import ResourceSpec, Source, Word, suggestion

_MADE_BY_OTHERS = frozenset({"field", "relation", "owner", "tenant"})
"""Kinds of names that a relation in the spec of another resource may add."""


@dataclass
class Findings:
    """Problems of a set of specs.

    Args:
        incomplete: Whether specs are missing because of syntax errors, so that an unknown
            resource or inverse relation may exist.
        problems: The problems found so far.
    """

    incomplete: bool = False
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reported = {(one.file, one.line, one.column) for one in self.problems}

    def add(self, spec: ResourceSpec, word: Word, code: str, what: str, hint: str) -> None:
        """Add a problem at a word, unless parsing has reported one at the same position."""
        self.add_at(spec.source, word, code, what, hint)

    def add_at(self, source: Source, word: Word, code: str, what: str, hint: str) -> None:
        """Add a problem at a word of a file, which may be `_project.yaml`; as `add` does."""
        if (source.file, word.place.line, word.place.column) not in self._reported:
            self.problems.append(source.problem(word.place, f"SPEC.{code}", what, hint))

    def unknown(self, spec: ResourceSpec, word: Word, kind: str, candidates: Iterable[str]) -> None:
        """Add an unknown name of a kind, unless a line with a syntax error may declare it."""
        unread = [one.text for one in spec.unread] if kind in ("field", "relation") else []
        names = [*candidates, *unread]
        is_missing = self.incomplete and kind in _MADE_BY_OTHERS
        if word.text in spec.broken or (is_missing and not suggestion.nearest(word.text, names)):
            return
        hint = suggestion.hint(word.text, names)
        code = f"UNKNOWN_{kind.upper().replace(' ', '_')}"
        self.add(spec, word, code, f'unknown {kind} "{word}"', hint)
