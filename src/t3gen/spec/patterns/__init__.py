"""Regular expressions of JavaScript: their syntax, and catastrophic backtracking."""

from t3gen.spec.patterns.backtracking import is_catastrophic
from t3gen.spec.patterns.syntax import syntax_error

__all__ = ["is_catastrophic", "syntax_error"]
