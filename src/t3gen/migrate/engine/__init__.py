"""Prisma's schema engine: starting it, talking to it, and its errors."""

from t3gen.migrate.engine.client import Difference, Engine, silent
from t3gen.migrate.engine.errors import (
    EARLIER_FAILURE,
    NOT_EMPTY,
    EngineFailure,
    as_error,
    explained,
)
from t3gen.migrate.engine.native import engine_for

__all__ = [
    "EARLIER_FAILURE",
    "NOT_EMPTY",
    "Difference",
    "Engine",
    "EngineFailure",
    "as_error",
    "engine_for",
    "explained",
    "silent",
]
