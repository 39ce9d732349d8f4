"""What is found in migrations, and what is not: corpora of both, in `lint/`."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from t3gen.migrate.lint import Kind, lint_script, rules, with_consent
from t3gen.migrate.sql import statements

CORPORA = Path(__file__).with_name("lint")
TIMEOUTS = {"timeouts"}
"""Told about most statements on PostgreSQL; the corpus names them where they are the point."""
HISTORY = """\
CREATE TABLE "Order" ("id" TEXT NOT NULL PRIMARY KEY, "number" INTEGER NOT NULL, "note" TEXT);
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");
CREATE TABLE "Line" ("id" TEXT NOT NULL, "orderId" TEXT NOT NULL,
  CONSTRAINT "Line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id"));
"""


@dataclass(frozen=True)
class Script:
    """A migration of a corpus, with the codes that stand above it."""

    name: str
    provider: str
    codes: frozenset[str]
    sql: str

    @property
    def found(self) -> set[str]:
        verdicts = lint_script(self.sql, self.provider, [HISTORY])
        return {one.code for one in verdicts if one.code}


def corpus(file: str) -> Iterator[Script]:
    text = (CORPORA / f"{file}.sql").read_text(encoding="utf-8")
    parts = re.split(r"^-- ==(.*)\n", text, flags=re.MULTILINE)[1:]
    provider = file.removeprefix("additive_")
    for number, (codes, sql) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        yield Script(f"{file}-{number}-{codes.strip()}", provider, frozenset(codes.split()), sql)


BAD = [*corpus("postgresql"), *corpus("sqlite")]
ADDITIVE = [*corpus("additive_postgresql"), *corpus("additive_sqlite")]


@pytest.mark.parametrize("script", BAD, ids=lambda script: script.name)
def test_what_destroys_blocks_or_breaks_is_recognised(script: Script) -> None:
    ignored = set() if script.codes & TIMEOUTS else TIMEOUTS

    assert script.codes == script.found - ignored


def test_the_corpora_are_as_large_as_promised() -> None:
    assert len(BAD) >= 40
    assert len(ADDITIVE) >= 100


def test_every_rule_is_recognised_somewhere() -> None:
    about_comments = {"allow-without-reason", "unused-allow"}

    assert {code for script in BAD for code in script.codes} == set(rules()) - about_comments


@pytest.mark.parametrize("script", ADDITIVE, ids=lambda script: script.name)
def test_what_only_adds_is_no_finding(script: Script) -> None:
    verdicts = lint_script(script.sql, script.provider, [HISTORY])

    assert [] == [one.code for one in verdicts if one.is_finding]


def test_a_finding_names_its_line_its_kind_and_the_safe_way() -> None:
    sql = (
        'CREATE TABLE "A" ("id" TEXT);\n\n-- comment\nALTER TABLE "B"\n  ADD "x" TEXT,\n  DROP "y";'
    )

    (found,) = [one for one in lint_script(sql, "postgresql") if one.kind is Kind.LOSS]

    assert (6, "drop-column") == (found.line, found.code)
    assert found.rule
    assert "later migration" in found.rule.instead


@pytest.mark.parametrize(
    "sql",
    [
        '-- t3gen: allow drop-table the export is kept\nDROP TABLE "Order";',
        'DROP TABLE "Order"; -- t3gen: allow drop-table: the export is kept',
        'DROP TABLE /* t3gen: allow drop-table the export is kept */ "Order";',
        '-- Why:\n-- t3gen: allow drop-table the export is kept\n-- (ask Ada)\nDROP TABLE "Order";',
    ],
)
def test_what_is_allowed_with_a_reason_is_no_finding(sql: str) -> None:
    (verdict,) = lint_script(sql, "sqlite")

    assert ("drop-table", "the export is kept") == (verdict.code, verdict.allowed)
    assert not verdict.is_finding


def test_nothing_is_allowed_in_silence() -> None:
    codes = [
        one.code for one in lint_script('-- t3gen: allow drop-table\nDROP TABLE "A";', "sqlite")
    ]

    assert ["drop-table", "allow-without-reason"] == codes


def test_a_comment_allows_its_own_statement_only() -> None:
    sql = '-- t3gen: allow drop-table kept\nDROP TABLE "A";\nDROP TABLE "B";'

    assert [False, True] == [one.is_finding for one in lint_script(sql, "sqlite")]


def test_a_comment_that_allows_nothing_is_told() -> None:
    codes = [
        one.code for one in lint_script('-- t3gen: allow truncate old\nDROP TABLE "A";', "sqlite")
    ]

    assert ["drop-table", "unused-allow"] == codes


def test_cockroachdb_changes_online_but_loses_as_well() -> None:
    blocking, losing = 'CREATE INDEX "i" ON "A"("b");', 'DROP TABLE "A";'

    assert [""] == [one.code for one in lint_script(blocking, "cockroachdb")]
    assert ["drop-table"] == [one.code for one in lint_script(losing, "cockroachdb")]


@pytest.mark.parametrize(
    "sql", ["FROBNICATE;", "'unfinished", '"', "$$ DROP TABLE x", "/* open", ";"]
)
@pytest.mark.parametrize("provider", ["postgresql", "sqlite"])
def test_what_is_no_sql_is_never_accepted(sql: str, provider: str) -> None:
    verdicts = lint_script(sql, provider)

    assert all(one.code == "unknown-statement" for one in verdicts)
    assert verdicts or sql in ("/* open", ";")


@pytest.mark.parametrize("script", [*BAD, *ADDITIVE], ids=lambda script: script.name)
def test_a_statement_that_lacks_a_word_is_judged_too(script: Script) -> None:
    for statement in statements(script.sql):
        for left_out in range(len(statement.tokens)):
            tokens = [it.text for at, it in enumerate(statement.tokens) if at != left_out]
            sql = " ".join(tokens)
            codes = [one.code for one in lint_script(sql, script.provider)]

            is_one = len(statements(sql)) == 1
            assert all(codes) or script.provider != "sqlite" or not is_one or sqlite_reads(sql), sql


def sqlite_reads(sql: str) -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute(f"EXPLAIN {sql}")
        except sqlite3.OperationalError as error:
            return "syntax error" not in str(error) and "incomplete" not in str(error)
        return True


def test_a_transaction_within_the_script_is_one_finding() -> None:
    sql = 'BEGIN;\nCREATE TABLE "A" ("id" TEXT);\nCOMMIT;'

    for provider in ("postgresql", "sqlite"):
        assert [1] == [one.line for one in lint_script(sql, provider) if one.is_finding]


def test_a_long_history_is_read_once() -> None:
    history = [
        f'CREATE TABLE "T{n}" ("id" TEXT);\nCREATE UNIQUE INDEX "T{n}_key" ON "T{n}"("id");'
        for n in range(300)
    ]
    started = time.process_time()
    for at, script in enumerate(history):
        lint_script(script, "postgresql", history[:at])

    assert time.process_time() - started < 10


def test_what_the_spec_has_agreed_to_is_said_in_the_script() -> None:
    sql = '-- AlterTable\nALTER TABLE "A" DROP COLUMN "b",\nALTER COLUMN "c" DROP NOT NULL;\n'

    said = with_consent(sql, "postgresql")

    assert said.splitlines() == [
        "-- AlterTable",
        "-- t3gen: allow drop-column consented to in the spec",
        "-- t3gen: allow drop-not-null requested by the spec",
        *sql.splitlines()[1:],
    ]
    assert TIMEOUTS == {one.code for one in lint_script(said, "postgresql") if one.is_finding}
    assert said == with_consent(said, "postgresql")


def test_a_statement_is_shown_as_it_was_written() -> None:
    sql = 'ALTER TABLE "A"\n  ADD CONSTRAINT "c" CHECK ("b">= 0) /* why */ NOT VALID;'

    (found,) = {one.statement for one in lint_script(sql, "postgresql")}

    assert 'ALTER TABLE "A" ADD CONSTRAINT "c" CHECK ("b">= 0) NOT VALID' == found
