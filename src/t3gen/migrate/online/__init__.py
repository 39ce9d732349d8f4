"""Migrations for PostgreSQL that do not block other work: several scripts, or one."""

from t3gen.migrate.online.online import VALIDATE, Part
from t3gen.migrate.online.steps import FINISH, Draft, cut

__all__ = [
    "FINISH",
    "VALIDATE",
    "Draft",
    "Part",
    "cut",
]
