"""Merging: what the user made of a file, and what the generator made of it meanwhile.

Bytes in, bytes out; nothing here knows where a file lies.
"""

from t3gen.project.merging.markers import first_marker
from t3gen.project.merging.merge import Merged, Sides, merge, renamed
from t3gen.project.merging.renaming import KnownNames, Names, Renaming, Vocabulary, mentions
from t3gen.project.merging.tokens import same_code

__all__ = [
    "KnownNames",
    "Merged",
    "Names",
    "Renaming",
    "Sides",
    "Vocabulary",
    "first_marker",
    "mentions",
    "merge",
    "renamed",
    "same_code",
]
