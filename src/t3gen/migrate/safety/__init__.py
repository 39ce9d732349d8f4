"""Safety of existing rows: the risks of a migration, and the consent that they need."""

from t3gen.migrate.safety.risks import ASSUMPTION, Risk, refuse

__all__ = [
    "ASSUMPTION",
    "Risk",
    "refuse",
]
