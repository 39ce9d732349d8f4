"""Prisma's schema language: parse schemas, and edit them without touching other lines."""

from t3gen.psl.checks import columns as check_columns
from t3gen.psl.checks import compared_values
from t3gen.psl.checks import renamed as renamed_check
from t3gen.psl.constraints import Constraint, checks_of, constraints, mapped_name
from t3gen.psl.edits import Index, restore_index, with_optional, without_index
from t3gen.psl.inverse_fields import InverseField, has_model, with_inverse_fields
from t3gen.psl.join_tables import JoinTable, Side, join_tables, relation_name
from t3gen.psl.lines import Block, Line, blocks, join, lines
from t3gen.psl.own_models import own_models
from t3gen.psl.partial import comparison_sql, comparisons, operand
from t3gen.psl.reader import names_in, parse, provider_of, split_list, without_extensions, write
from t3gen.psl.schema import Attribute, Enum, Field, Model, Schema
from t3gen.psl.snapshot import (
    compose,
    conflicted_file,
    name_swaps,
    with_name_swaps,
    without_name_swaps,
)
from t3gen.psl.types import declared_native, narrows, widens

__all__ = [
    "Attribute",
    "Block",
    "Constraint",
    "Enum",
    "Field",
    "Index",
    "InverseField",
    "JoinTable",
    "Line",
    "Model",
    "Schema",
    "Side",
    "blocks",
    "check_columns",
    "checks_of",
    "compared_values",
    "comparison_sql",
    "comparisons",
    "compose",
    "conflicted_file",
    "constraints",
    "declared_native",
    "has_model",
    "join",
    "join_tables",
    "lines",
    "mapped_name",
    "name_swaps",
    "names_in",
    "narrows",
    "operand",
    "own_models",
    "parse",
    "provider_of",
    "relation_name",
    "renamed_check",
    "restore_index",
    "split_list",
    "widens",
    "with_inverse_fields",
    "with_name_swaps",
    "with_optional",
    "without_extensions",
    "without_index",
    "without_name_swaps",
    "write",
]
