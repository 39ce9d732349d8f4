"""Merging: what the user made of a file, and what the generator made of it meanwhile.

Bytes in, bytes out; nothing here knows where a file lies.
"""

from t3gen.project.merging.markers import first_marker
from t3gen.project.merging.merge import Merged, Sides, merge, renamed
from t3gen.project.merging.tokens import Renaming, same_code

__all__ = ["Merged", "Renaming", "Sides", "first_marker", "merge", "renamed", "same_code"]
