"""Every statement of a script, judged; and what of that is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from t3gen.migrate.lint import constraints, postgresql, sqlite
from t3gen.migrate.lint.replay import Tables, after
from t3gen.migrate.lint.rules import Kind, Rule, rules
from t3gen.migrate.lint.state import Script
from t3gen.migrate.sql import Statement, Token, statements

_ALLOW = re.compile(r"(?:--|/\*)\s*t3gen:\s*allow\s+(?P<code>[\w-]+)[ \t,:]*(?P<reason>[^\n]*)")
_ABOUT_TABLES = re.compile(r"DROP\s+TABLE|UNIQUE", re.IGNORECASE)
_ABOUT_CONSTRAINTS = re.compile(r"DROP\s+(INDEX|CONSTRAINT)|UNIQUE", re.IGNORECASE)
_BATCHES = re.compile(r"-- t3gen: in batches of [1-9]\d* by ")
_IN_ONE_GO = "update-rows"
_IN_PAIRS = "transaction-nesting"
_TOLD_ONLY = "rebuild-table"
_ONLINE = "cockroachdb"
"""Its schema changes lock no table and rewrite none in one go."""


@dataclass(frozen=True)
class Verdict:
    """What is found in a statement, or that it only adds.

    Args:
        first: Where the statement starts in the script.
        line: Where in the script it is found.
        statement: The statement in one line.
        rule: What it is; None when the statement only adds.
        allowed: Why somebody says that it is fine; empty when nobody does.
    """

    first: int
    line: int
    statement: str
    rule: Rule | None = None
    allowed: str = ""

    @property
    def kind(self) -> Kind:
        """What it asks of those who have rows."""
        return self.rule.kind if self.rule else Kind.ADDITIVE

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return bool(self.rule) and not self.allowed and self.code != _TOLD_ONLY

    @property
    def code(self) -> str:
        """The stable name of what is found, or nothing."""
        return self.rule.code if self.rule else ""


def judge(script: str, provider: str, earlier: Iterable[str] = ()) -> tuple[Verdict, ...]:
    """Judge every statement of a script.

    Args:
        script: The SQL.
        provider: As Prisma calls the database: postgresql, cockroachdb or sqlite.
        earlier: The scripts of the migrations before; read where SQLite's tables matter.
    """
    is_sqlite = provider == "sqlite"
    needs_tables = is_sqlite and _ABOUT_TABLES.search(script)
    scripts = tuple(earlier) if needs_tables or _ABOUT_CONSTRAINTS.search(script) else ()
    tables = after(scripts) if needs_tables else Tables()
    return tuple(_verdicts(script, provider, constraints.after(scripts, folds=is_sqlite), tables))


def _verdicts(
    script: str, provider: str, known: dict[str, constraints.Constraint], tables: Tables
) -> Iterator[Verdict]:
    is_sqlite = provider == "sqlite"
    written = statements(script)
    state = Script([it.folded() for it in written] if is_sqlite else written, constraints=known)
    reader = sqlite.Reader(state, tables)
    for statement, read in zip(written, state.statements, strict=True):
        found = list(reader.judge(read) if is_sqlite else postgresql.judge(read, state))
        # BEGIN and its COMMIT are settled together.
        found = [it for it in found if it[1] != _IN_PAIRS or state.once(_IN_PAIRS)]
        state.note(read)
        if any(_BATCHES.match(one.text) for one in statement.comments):
            found = [it for it in found if it[1] != _IN_ONE_GO]
        if provider == _ONLINE:
            found = [it for it in found if not _is_about_locks(it[1])]
        yield from _settled(statement, found)


def _settled(statement: Statement, found: list[tuple[int, str]]) -> Iterator[Verdict]:
    """Bring together what is found and what is allowed."""
    allowed = {it["code"]: it for one in statement.comments if (it := _ALLOW.match(one.text))}
    known = rules()
    for line, code in dict.fromkeys(found):
        reason = _reason(allowed[code]) if code in allowed else ""
        yield Verdict(statement.line, line, statement.text, known[code], reason)
        if code in allowed and not reason:
            yield Verdict(statement.line, line, statement.text, known["allow-without-reason"])
    if not found:
        yield Verdict(statement.line, statement.line, statement.text)
    for token, code in _allows(statement.comments):
        if code not in [it for _, it in found]:
            yield Verdict(statement.line, token.line, token.text, known["unused-allow"])


def _allows(comments: tuple[Token, ...]) -> Iterator[tuple[Token, str]]:
    for token in comments:
        if found := _ALLOW.match(token.text):
            yield token, found["code"]


def _reason(found: re.Match[str]) -> str:
    return found["reason"].removesuffix("*/").strip()


def _is_about_locks(code: str) -> bool:
    return rules()[code].kind in (Kind.LOCK, Kind.REWRITE)
