"""Relations between models: resolved, checked, and put in order."""

from t3gen.model.relations.links import Link
from t3gen.model.relations.through import ThroughRelation

__all__ = [
    "Link",
    "ThroughRelation",
]
