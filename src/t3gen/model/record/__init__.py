"""The record of a resource: frozen, plain data, and the only thing that templates read."""

from t3gen.model.record.conditions import Conditions
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
    Dependent,
    InverseRelation,
    ManyToMany,
    ManyToManyThrough,
    NestedCreate,
    OwnModelRecord,
    Relation,
    RequiredColumn,
    Target,
)
from t3gen.model.record.resource import MOST_ROWS, RECORD_VERSION, Resource
from t3gen.model.record.settings import Options, Rate, Seed

__all__ = [
    "MOST_ROWS",
    "RECORD_VERSION",
    "Access",
    "Bound",
    "CascadeParent",
    "Conditions",
    "Constraint",
    "Default",
    "Dependent",
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
