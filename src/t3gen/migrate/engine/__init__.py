"""Prisma's schema engine: starting it, talking to it, and its errors."""

from t3gen.migrate.engine.client import Difference, Engine, no_progress
from t3gen.migrate.engine.errors import (
    EARLIER_FAILURE,
    NOT_EMPTY,
    EngineFailure,
    apply_error,
    engine_error,
)
from t3gen.migrate.engine.native import engine_for

__all__ = [
    "EARLIER_FAILURE",
    "NOT_EMPTY",
    "Difference",
    "Engine",
    "EngineFailure",
    "apply_error",
    "engine_error",
    "engine_for",
    "no_progress",
]
