"""What the user says: reading specs, with a place for everything that is wrong in them."""

from t3gen.spec.files import Reading, load, read, texts
from t3gen.spec.resource import (
    OPERATIONS,
    ApiSpec,
    FieldSpec,
    IndexPart,
    RelationSpec,
    ResourceSpec,
    RuleSpec,
    ValueSpec,
)
from t3gen.spec.source import Place, Source, Word

__all__ = [
    "OPERATIONS",
    "ApiSpec",
    "FieldSpec",
    "IndexPart",
    "Place",
    "Reading",
    "RelationSpec",
    "ResourceSpec",
    "RuleSpec",
    "Source",
    "ValueSpec",
    "Word",
    "load",
    "read",
    "texts",
]
