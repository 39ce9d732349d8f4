"""Lint the statements of a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from t3gen.migrate.lint import constraints, postgresql, sqlite
from t3gen.migrate.lint.replay import Tables, after
from t3gen.migrate.lint.rules import Kind, Rule, rules
from t3gen.migrate.lint.script_state import Script
from t3gen.migrate.sql import Statement, Token, statements

_ALLOW = re.compile(r"(?:--|/\*)\s*t3gen:\s*allow\s+(?P<code>[\w-]+)[ \t,:]*(?P<reason>[^\n]*)")
_ABOUT_TABLES = re.compile(r"DROP\s+TABLE|UNIQUE", re.IGNORECASE)
_ABOUT_CONSTRAINTS = re.compile(r"DROP\s+(INDEX|CONSTRAINT)|UNIQUE", re.IGNORECASE)
_BATCHES = re.compile(r"-- t3gen: in batches of [1-9]\d* by ")
_UPDATE = "update-rows"
_NESTING = "transaction-nesting"
_INFORMATION = "rebuild-table"
_COCKROACHDB = "cockroachdb"
"""Its schema changes are online: they lock no table and rewrite none at once."""


@dataclass(frozen=True)
class Verdict:
    """A rule that a statement violates, or none.

    Args:
        first: The line on which the statement starts, from 1.
        line: The line of the violation.
        statement: The statement in one line.
        rule: The violated rule; None when the statement is additive.
        allowed: The reason of a comment that allows it; empty without one.
    """

    first: int
    line: int
    statement: str
    rule: Rule | None = None
    allowed: str = ""

    @property
    def kind(self) -> Kind:
        """The kind of its effect on existing rows."""
        return self.rule.kind if self.rule else Kind.ADDITIVE

    @property
    def is_finding(self) -> bool:
        """Return whether it needs a change or a comment that allows it."""
        return bool(self.rule) and not self.allowed and self.code != _INFORMATION

    @property
    def code(self) -> str:
        """The code of the rule; empty without one."""
        return self.rule.code if self.rule else ""


def lint_script(script: str, provider: str, earlier: Iterable[str] = ()) -> tuple[Verdict, ...]:
    """Lint every statement of a script.

    Args:
        script: The SQL.
        provider: The database, as Prisma calls it: postgresql, cockroachdb or sqlite.
        earlier: The scripts of the migrations before; read for SQLite's tables and for constraints.

    Returns:
        Verdicts in the order of the script; one without a rule for an additive statement.
    """
    is_sqlite = provider == "sqlite"
    needs_tables = is_sqlite and _ABOUT_TABLES.search(script)
    scripts = tuple(earlier) if needs_tables or _ABOUT_CONSTRAINTS.search(script) else ()
    tables = after(scripts) if needs_tables else Tables()
    existing = constraints.after(scripts, folds=is_sqlite)
    return tuple(_verdicts(statements(script), provider, existing, tables))


def _verdicts(
    written: Sequence[Statement],
    provider: str,
    existing: dict[str, constraints.Constraint],
    tables: Tables,
) -> Iterator[Verdict]:
    is_sqlite = provider == "sqlite"
    state = Script([it.folded() for it in written] if is_sqlite else written, constraints=existing)
    linter = sqlite.Linter(state, tables)
    for statement, read in zip(written, state.statements, strict=True):
        codes = list(linter.lint(read) if is_sqlite else postgresql.lint(read, state))
        # BEGIN and its COMMIT are one violation.
        codes = [it for it in codes if it[1] != _NESTING or state.report_once(_NESTING)]
        state.record(read)
        if any(_BATCHES.match(comment.text) for comment in statement.comments):
            codes = [it for it in codes if it[1] != _UPDATE]
        if provider == _COCKROACHDB:
            codes = [it for it in codes if not _is_about_locks(it[1])]
        yield from _with_allowed(statement, codes)


def _with_allowed(statement: Statement, codes: list[tuple[int, str]]) -> Iterator[Verdict]:
    """Yield the verdicts of a statement, with the reasons of comments that allow them.

    Args:
        statement: The statement.
        codes: Its violations, as (line, code).
    """
    allowed = {code: reason for _, code, reason in _allow_comments(statement)}
    all_rules = rules()
    for line, code in dict.fromkeys(codes):
        reason = allowed.get(code, "")
        yield Verdict(statement.line, line, statement.text, all_rules[code], reason)
        if code in allowed and not reason:
            yield Verdict(statement.line, line, statement.text, all_rules["allow-without-reason"])
    if not codes:
        yield Verdict(statement.line, statement.line, statement.text)
    for token, code, _ in _allow_comments(statement):
        if code not in [it for _, it in codes]:
            yield Verdict(statement.line, token.line, token.text, all_rules["unused-allow"])


def _allow_comments(statement: Statement) -> Iterator[tuple[Token, str, str]]:
    """Yield the comments that allow something, with the code and the reason."""
    for token in statement.comments:
        if match := _ALLOW.match(token.text):
            yield token, match["code"], match["reason"].removesuffix("*/").strip()


def _is_about_locks(code: str) -> bool:
    return rules()[code].kind in (Kind.LOCK, Kind.REWRITE)
