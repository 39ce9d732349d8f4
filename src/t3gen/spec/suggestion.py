"""Suggestions for misspelled words: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.68
SHORTEST = 3
FEWEST = 2


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `word` is probably a misspelling of, if there is one."""
    by_lower = {name.lower(): name for name in candidates}
    lower = word.lower()
    matches = [lower] if lower in by_lower else []
    matches += [one for one in by_lower if is_one_edit(lower, one)]
    matches += get_close_matches(lower, by_lower, n=1, cutoff=ALIKE)
    # "minimum" is far from "min" by edit distance, but hardly means anything else.
    matches += [one for one in by_lower if len(one) >= SHORTEST and lower.startswith(one)]
    return by_lower[matches[0]] if matches else None


def is_one_edit(word: str, other: str) -> bool:
    """Return whether one insertion, deletion, substitution or transposition makes them equal."""
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < FEWEST:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    left, right = word[start:], other[start:]
    transposed = left[:2] == right[1::-1] and left[2:] == right[2:]
    return transposed or left[1:] == right or left == right[1:] or left[1:] == right[1:]


def hint(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """Return `Did you mean "x"?`, or else the candidates."""
    names = list(candidates)
    match = nearest(word, names)
    if match is not None:
        return f'Did you mean "{match}"?'
    return otherwise or (f"Known: {', '.join(names)}." if names else "There is none.")
