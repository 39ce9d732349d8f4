"""What a migration asks of a database with rows in it, statement by statement."""

from t3gen.migrate.lint.consent import with_consent
from t3gen.migrate.lint.judge import Verdict, judge
from t3gen.migrate.lint.rules import Kind, Rule, rules
from t3gen.migrate.lint.state import Script

__all__ = ["Kind", "Rule", "Script", "Verdict", "judge", "rules", "with_consent"]
