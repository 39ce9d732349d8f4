"""Safety of rows: what a migration could do to them, and the consent that it needs."""

from t3gen.migrate.safety.risks import ASSUMPTION, Danger, refuse
from t3gen.migrate.safety.sql_allowlist import split

__all__ = [
    "ASSUMPTION",
    "Danger",
    "refuse",
    "split",
]
