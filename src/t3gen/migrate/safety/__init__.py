"""Safety of existing rows: the risks of a migration, and the consent that they need."""

from t3gen.migrate.safety.risks import ConsentNeededError, Risk, consent_lines, refuse
from t3gen.migrate.safety.undone import risks as undone_losses

__all__ = [
    "ConsentNeededError",
    "Risk",
    "consent_lines",
    "refuse",
    "undone_losses",
]
