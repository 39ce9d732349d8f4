"""The record of a resource: frozen, plain data, and the only thing that templates read."""

from t3gen.model.record.fields import (
    Access,
    Bound,
    Constraint,
    Default,
    Field,
    FileRule,
    Index,
    Owner,
    Part,
    Rule,
    Shape,
    Tenant,
    Unique,
)
from t3gen.model.record.lists import Include, Page, RelatedFilter
from t3gen.model.record.relations import (
    CascadeParent,
    InverseRelation,
    ManyToMany,
    ManyToManyThrough,
    NestedCreate,
    OwnModelRecord,
    Relation,
    RequiredColumn,
    Target,
)
from t3gen.model.record.resource import RECORD_VERSION, Resource
from t3gen.model.record.settings import Options, Rate, Seed

__all__ = [
    "RECORD_VERSION",
    "Access",
    "Bound",
    "CascadeParent",
    "Constraint",
    "Default",
    "Field",
    "FileRule",
    "Include",
    "Index",
    "InverseRelation",
    "ManyToMany",
    "ManyToManyThrough",
    "NestedCreate",
    "Options",
    "OwnModelRecord",
    "Owner",
    "Page",
    "Part",
    "Rate",
    "RelatedFilter",
    "Relation",
    "RequiredColumn",
    "Resource",
    "Rule",
    "Seed",
    "Shape",
    "Target",
    "Tenant",
    "Unique",
]
