"""SQL: read scripts, and write updates of rows."""

from t3gen.migrate.sql.reader import (
    NAME,
    TABLE,
    AlterTable,
    Clause,
    Kind,
    Statement,
    Token,
    alter_table,
    identifier,
    statements,
)
from t3gen.migrate.sql.updates import Update

__all__ = [
    "NAME",
    "TABLE",
    "AlterTable",
    "Clause",
    "Kind",
    "Statement",
    "Token",
    "Update",
    "alter_table",
    "identifier",
    "statements",
]
