"""Hints for what is written in place of a type."""

from __future__ import annotations

from t3gen.spec import suggestion
from t3gen.spec.vocabulary import ALIASES, TYPES, WITHOUT_TYPE


def of_type(name: str) -> str:
    """Return the hint for a type of a field that does not exist."""
    if name[:1].isupper():
        return 'A resource is named below "relations"; fields have plain types.'
    if name.lower() in WITHOUT_TYPE:
        return WITHOUT_TYPE[name.lower()]
    if name.lower() in ALIASES:
        return f'Did you mean "{ALIASES[name.lower()]}"?'
    return suggestion.hint(name, TYPES, f"Types: {', '.join(TYPES)}.")
