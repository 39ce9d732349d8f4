"""Names of resources, fields and constraints: derived, and checked for clashes."""

from t3gen.model.names.columns import snake
from t3gen.model.names.constraints import LONGEST, name
from t3gen.model.names.fields import check_word
from t3gen.model.names.resources import model_names

__all__ = [
    "LONGEST",
    "check_word",
    "model_names",
    "name",
    "snake",
]
