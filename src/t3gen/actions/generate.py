"""`t3gen generate`: code and migrations from specs."""

from t3gen.actions.steps import SPECS, Request, generate, request

__all__ = ["SPECS", "Request", "generate", "request"]
