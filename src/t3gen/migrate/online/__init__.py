"""Split migrations into steps that do not block other work."""

from t3gen.migrate.online.split import VALIDATE, Step
from t3gen.migrate.online.steps import FINISH, Draft, steps

__all__ = [
    "FINISH",
    "VALIDATE",
    "Draft",
    "Step",
    "steps",
]
