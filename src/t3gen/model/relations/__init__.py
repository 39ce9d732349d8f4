"""Relations between models: resolved, checked, and put in order."""

from t3gen.model.relations.links import Link
from t3gen.model.relations.through import Way

__all__ = [
    "Link",
    "Way",
]
