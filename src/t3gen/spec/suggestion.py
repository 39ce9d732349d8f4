"""The "did you mean" of every message."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.68
SHORTEST = 3


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, if there is one."""
    by_lower = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=ALIKE)
    # "minimum" is far from "min" by its letters, but hardly means anything else.
    found += [one for one in by_lower if len(one) >= SHORTEST and word.lower().startswith(one)]
    return by_lower[found[0]] if found else None


def hint(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `Did you mean "x"?`, or else what there is to choose from."""
    names = list(known)
    found = nearest(word, names)
    if found is not None:
        return f'Did you mean "{found}"?'
    return otherwise or (f"Known: {', '.join(names)}." if names else "There is none.")
