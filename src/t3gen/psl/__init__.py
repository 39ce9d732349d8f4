"""Prisma's schema language: reading it, and editing it without touching other lines."""

from t3gen.psl.constraints import Constraint, constraints
from t3gen.psl.implicit_tables import End, Link, links
from t3gen.psl.indexes import Index, blocks, with_again, without
from t3gen.psl.inverse_fields import InverseField, edited, has_model
from t3gen.psl.own_models import own_models
from t3gen.psl.reader import names_in, parse, provider_of, without_extensions, write
from t3gen.psl.schema import Attribute, Enum, Field, Model, Schema
from t3gen.psl.snapshot import compose, conflicted, exchanges, noting, plain
from t3gen.psl.types import shortens, widens

__all__ = [
    "Attribute",
    "Constraint",
    "End",
    "Enum",
    "Field",
    "Index",
    "InverseField",
    "Link",
    "Model",
    "Schema",
    "blocks",
    "compose",
    "conflicted",
    "constraints",
    "edited",
    "exchanges",
    "has_model",
    "links",
    "names_in",
    "noting",
    "own_models",
    "parse",
    "plain",
    "provider_of",
    "shortens",
    "widens",
    "with_again",
    "without",
    "without_extensions",
    "write",
]
