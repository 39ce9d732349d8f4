"""SQL: reading statements, and writing updates of rows."""

from t3gen.migrate.sql.reader import (
    NAME,
    TABLE,
    Clause,
    Kind,
    Statement,
    Token,
    name_of,
    statements,
)
from t3gen.migrate.sql.updates import Update

__all__ = [
    "NAME",
    "TABLE",
    "Clause",
    "Kind",
    "Statement",
    "Token",
    "Update",
    "name_of",
    "statements",
]
