"""The "did you mean" of every message."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.68
SHORTEST = 3
FEWEST = 2


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, if there is one."""
    by_lower = {name.lower(): name for name in known}
    lower = word.lower()
    found = [lower] if lower in by_lower else []
    found += [one for one in by_lower if is_one_edit(lower, one)]
    found += get_close_matches(lower, by_lower, n=1, cutoff=ALIKE)
    # "minimum" is far from "min" by its letters, but hardly means anything else.
    found += [one for one in by_lower if len(one) >= SHORTEST and lower.startswith(one)]
    return by_lower[found[0]] if found else None


def is_one_edit(word: str, other: str) -> bool:
    """Return whether one letter more, less, other, or exchanged with the next one parts them."""
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < FEWEST:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    left, right = word[start:], other[start:]
    exchanged = left[:2] == right[1::-1] and left[2:] == right[2:]
    return exchanged or left[1:] == right or left == right[1:] or left[1:] == right[1:]


def hint(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `Did you mean "x"?`, or else what there is to choose from."""
    names = list(known)
    found = nearest(word, names)
    if found is not None:
        return f'Did you mean "{found}"?'
    return otherwise or (f"Known: {', '.join(names)}." if names else "There is none.")
