"""Reading and writing specs, with a place for each problem."""

from t3gen.spec.arguments import document, from_arguments
from t3gen.spec.defaults import FILE as SHARED
from t3gen.spec.defaults import Defaults
from t3gen.spec.documents import ResourceDocument
from t3gen.spec.enums import EnumSpec
from t3gen.spec.files import SUFFIXES, Reading, load, read, texts
from t3gen.spec.resource import (
    OPERATIONS,
    ApiSpec,
    CheckSpec,
    EventSpec,
    FieldSpec,
    IndexPart,
    IndexSpec,
    RelationSpec,
    ResourceSpec,
    RuleSpec,
    StatesSpec,
    Timestamps,
    TransitionSpec,
    TypeSpec,
    UniqueSpec,
    ValueSpec,
)
from t3gen.spec.schema import FILE as SCHEMA_FILE
from t3gen.spec.schema import resource_schema
from t3gen.spec.schema import text as schema_text
from t3gen.spec.writing import dump, layout, with_enums
from t3gen.spec.yaml import Place, Source, Word

__all__ = [
    "OPERATIONS",
    "SCHEMA_FILE",
    "SHARED",
    "SUFFIXES",
    "ApiSpec",
    "CheckSpec",
    "Defaults",
    "EnumSpec",
    "EventSpec",
    "FieldSpec",
    "IndexPart",
    "IndexSpec",
    "Place",
    "Reading",
    "RelationSpec",
    "ResourceDocument",
    "ResourceSpec",
    "RuleSpec",
    "Source",
    "StatesSpec",
    "Timestamps",
    "TransitionSpec",
    "TypeSpec",
    "UniqueSpec",
    "ValueSpec",
    "Word",
    "document",
    "dump",
    "from_arguments",
    "layout",
    "load",
    "read",
    "resource_schema",
    "schema_text",
    "texts",
    "with_enums",
]
