"""YAML without its traps, as a tree of nodes that know their places."""

from t3gen.spec.yaml.nodes import Mapping, Node, Scalar, Sequence
from t3gen.spec.yaml.parser import DEEPEST, DOCUMENT, Parsed, parse
from t3gen.spec.yaml.scalars import LONGEST_NUMBER, NULLS, UNSAFE_IN_FLOW, quoted_if_needed, value
from t3gen.spec.yaml.source import FORBIDDEN, Place, Source, Word

__all__ = [
    "DEEPEST",
    "DOCUMENT",
    "FORBIDDEN",
    "LONGEST_NUMBER",
    "NULLS",
    "UNSAFE_IN_FLOW",
    "Mapping",
    "Node",
    "Parsed",
    "Place",
    "Scalar",
    "Sequence",
    "Source",
    "Word",
    "parse",
    "quoted_if_needed",
    "value",
]
