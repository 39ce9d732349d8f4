"""Lint the SQL of migrations: their effect on a database with rows, statement by statement."""

from t3gen.migrate.lint.allow_comments import with_consent
from t3gen.migrate.lint.rules import Kind, Rule, rules
from t3gen.migrate.lint.script import Verdict, lint_script
from t3gen.migrate.lint.script_state import Script

__all__ = ["Kind", "Rule", "Script", "Verdict", "lint_script", "rules", "with_consent"]
