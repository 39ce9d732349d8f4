"""Relations between models: resolution, checks, and insert order."""

from t3gen.model.relations.ids import LONGEST as LONGEST_GIVEN
from t3gen.model.relations.links import Link, by_source, by_target
from t3gen.model.relations.through import ThroughRelation

__all__ = [
    "LONGEST_GIVEN",
    "Link",
    "ThroughRelation",
    "by_source",
    "by_target",
]
