"""Safety of rows: what a migration could do to them, and the consent that it needs."""

from t3gen.migrate.safety.risks import Danger, refuse
from t3gen.migrate.safety.sql_allowlist import split
from t3gen.migrate.safety.undone import dangers as undone_losses

__all__ = [
    "Danger",
    "refuse",
    "split",
    "undone_losses",
]
