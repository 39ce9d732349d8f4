"""The words of a spec as data: types of fields, keys of fields and relations, defaults."""

from t3gen.spec.vocabulary import keys, names
from t3gen.spec.vocabulary.keys import (
    FIELD_KEYS,
    MODIFIERS,
    ON_DELETE,
    RELATION_KEYS,
    RELATION_MODIFIERS,
    RULES,
    VALUES,
    FieldKey,
    Key,
)
from t3gen.spec.vocabulary.types import (
    ALIASES,
    LONGEST_INDEXED,
    TEXTS,
    TYPES,
    UNORDERED,
    WITHOUT_TYPE,
    FieldType,
    Length,
    Prompt,
    of_family,
)

__all__ = [
    "ALIASES",
    "FIELD_KEYS",
    "LONGEST_INDEXED",
    "MODIFIERS",
    "ON_DELETE",
    "RELATION_KEYS",
    "RELATION_MODIFIERS",
    "RULES",
    "TEXTS",
    "TYPES",
    "UNORDERED",
    "VALUES",
    "WITHOUT_TYPE",
    "FieldKey",
    "FieldType",
    "Key",
    "Length",
    "Prompt",
    "keys",
    "names",
    "of_family",
]
