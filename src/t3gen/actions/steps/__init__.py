"""Steps shared by commands: from specs to a plan with its migration, and its execution."""

from t3gen.actions.steps.change import Change, Outcome
from t3gen.actions.steps.generation import SPECS, Request, generate, request
from t3gen.actions.steps.losses import Agreement
from t3gen.actions.steps.migration import schema

__all__ = [
    "SPECS",
    "Agreement",
    "Change",
    "Outcome",
    "Request",
    "generate",
    "request",
    "schema",
]
