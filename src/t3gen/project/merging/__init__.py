"""Three-way merge of the user's edits of a file with a new generation of it.

Pure functions of bytes: nothing here reads or writes a file.
"""

from t3gen.project.merging.markers import first_marker
from t3gen.project.merging.merge import Merged, Sides, merge, renamed
from t3gen.project.merging.ranges import admits, major
from t3gen.project.merging.renaming import Names, RelatedNames, Renaming, Vocabulary, mentions
from t3gen.project.merging.tokens import same_code

__all__ = [
    "Merged",
    "Names",
    "RelatedNames",
    "Renaming",
    "Sides",
    "Vocabulary",
    "admits",
    "first_marker",
    "major",
    "mentions",
    "merge",
    "renamed",
    "same_code",
]
