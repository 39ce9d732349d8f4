"""Regular expressions of JavaScript: their syntax, and whether they backtrack without end."""

from t3gen.spec.patterns.backtracking import is_catastrophic
from t3gen.spec.patterns.syntax import fault

__all__ = ["fault", "is_catastrophic"]
