"""`t3gen generate`: everything that follows from the specs."""

from t3gen.actions.steps import SPECS, Request, generate, request

__all__ = ["SPECS", "Request", "generate", "request"]
