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
from t3gen.model.record.lists import Include, Page, Through
from t3gen.model.record.relations import (
    Embed,
    Inverse,
    Linked,
    Many,
    Own,
    Parent,
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
    "Constraint",
    "Default",
    "Embed",
    "Field",
    "FileRule",
    "Include",
    "Index",
    "Inverse",
    "Linked",
    "Many",
    "Options",
    "Own",
    "Owner",
    "Page",
    "Parent",
    "Part",
    "Rate",
    "Relation",
    "RequiredColumn",
    "Resource",
    "Rule",
    "Seed",
    "Shape",
    "Target",
    "Tenant",
    "Through",
    "Unique",
]
