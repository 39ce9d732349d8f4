"""`t3gen generate`: code and migrations from specs."""

from t3gen.actions.steps import SPECS, Agreement, Request, generate, request

__all__ = ["SPECS", "Agreement", "Request", "generate", "request"]
