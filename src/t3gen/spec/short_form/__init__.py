"""The short form of fields and relations, `string(32) unique`: its one reader and one writer."""

from t3gen.spec.short_form.declarations import field_spec, relation_spec
from t3gen.spec.short_form.json_schema import (
    field_pattern,
    index_pattern,
    relation_pattern,
    rule_pattern,
)
from t3gen.spec.short_form.parser import list_items
from t3gen.spec.short_form.prisma_spelling import respelled
from t3gen.spec.short_form.writer import short, tidy, yaml_value

__all__ = [
    "field_pattern",
    "field_spec",
    "index_pattern",
    "list_items",
    "relation_pattern",
    "relation_spec",
    "respelled",
    "rule_pattern",
    "short",
    "tidy",
    "yaml_value",
]
