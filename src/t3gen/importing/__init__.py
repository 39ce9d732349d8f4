"""Import of a Prisma schema: the specs from which its models follow, and reasons for the others."""

from t3gen.importing.comparison import difference
from t3gen.importing.declarations import Unsupported
from t3gen.importing.models import document
from t3gen.importing.sides import added_relations, inverse_fields
from t3gen.importing.source import Source, without_blocks

__all__ = [
    "Source",
    "Unsupported",
    "added_relations",
    "difference",
    "document",
    "inverse_fields",
    "without_blocks",
]
