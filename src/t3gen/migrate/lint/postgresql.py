"""Lint PostgreSQL's statements: their effect on rows, on waiting statements and on running code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from t3gen.migrate.lint.alter_table import calls, has_json, lint_actions
from t3gen.migrate.lint.constraints import unique_index
from t3gen.migrate.lint.script_state import Script
from t3gen.migrate.sql import NAME, TABLE, Clause, Kind, Statement, alter_table, identifier

_MAX_LENGTH = 63
"""The maximum of a name, in bytes."""
_MADE = "AGGREGATE|CAST|COLLATION|EXTENSION|FUNCTION|OPERATOR|POLICY|PROCEDURE|PUBLICATION|"
_MADE += "SCHEMA|SEQUENCE|STATISTICS|TEXT SEARCH|TRIGGER|VIEW"
_KINDS_OF_TABLE = "((GLOBAL |LOCAL )?(TEMP|TEMPORARY) |UNLOGGED |FOREIGN )?"
_BEFORE = "CONSTRAINT|EVENT|LOCAL|MATERIALIZED|OR REPLACE|RECURSIVE|TEMP|TEMPORARY|UNLOGGED"
_OF_TABLE = r"(\( (?![,)]).* \)|\( \)|OF|PARTITION OF|(\( .+ \) )?"
_OF_TABLE += r"((USING|WITH|WITHOUT|ON COMMIT|TABLESPACE) .+ )?AS)( .*)?"
_SETTINGS = "lock_timeout|statement_timeout|search_path|client_min_messages|check_function_bodies"
_SETTINGS += "|idle_in_transaction_session_timeout|timezone|maintenance_work_mem"

_STATEMENTS = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"DROP INDEX (?!CONCURRENTLY\b).*", ""),
        (rf"DROP TABLE (IF EXISTS )?{TABLE}( CASCADE| RESTRICT)?", "drop-table"),
        (r"DROP TABLE .*", "drop-table"),
        (r"DROP (SCHEMA|DATABASE|OWNED)\b.*", "drop-schema"),
        (r"DROP .* CASCADE", "drop-cascade"),
        (r"DROP (TYPE|DOMAIN) (IF EXISTS )?" + TABLE, "drop-type"),
        (r"DROP .*", "drop-object"),
        (r"TRUNCATE\b.*", "truncate"),
        (rf"DELETE FROM (ONLY )?{TABLE}.*", "delete-rows"),
        (r"WITH .*\bDELETE FROM\b.*", "delete-rows"),
        (rf"UPDATE (ONLY )?{TABLE} .*", "update-rows"),
        (rf"INSERT INTO {TABLE} (?=.*\bSELECT\b|.* DO UPDATE\b).*", "update-rows"),
        (rf"(MERGE INTO|COPY) {TABLE} .*", "update-rows"),
        (r"WITH .*\b(UPDATE|INSERT INTO|MERGE INTO)\b.*", "update-rows"),
        (r"INSERT INTO .*", ""),
        (r"(DO|CALL|EXECUTE|PREPARE)\b.*", "opaque-code"),
        (r"CREATE DOMAIN (?=.*\b(CHECK|NOT NULL)\b).*", "domain-constraint"),
        (r"CREATE DOMAIN .*", ""),
        (rf"CREATE TYPE {TABLE} AS ENUM \( ('\?'( , '\?')* )?\)", ""),
        (rf"CREATE TYPE {TABLE}( (AS (RANGE )?)?\( .+ \))?", ""),
        (rf"CREATE {_KINDS_OF_TABLE}TABLE (IF NOT EXISTS )?{TABLE} {_OF_TABLE}", ""),
        (rf"CREATE (({_BEFORE}) )*({_MADE})\b.*", ""),
        (r"ALTER DOMAIN .* ADD (?!.* NOT VALID$).*", "domain-constraint"),
        (r"ALTER DOMAIN .* (ADD .*|SET DEFAULT .*|VALIDATE CONSTRAINT .*)", ""),
        (rf"ALTER TYPE {TABLE} ADD VALUE .*", ""),
        (rf"ALTER TYPE {TABLE} RENAME .*", "rename-value"),
        (rf"ALTER INDEX (IF EXISTS )?(?:{NAME} \. )?{NAME} RENAME TO {NAME}", ""),
        (rf"ALTER (MATERIALIZED VIEW|VIEW|SEQUENCE) (IF EXISTS )?{TABLE} (RENAME|SET SCHEMA) .*",
         "rename-table"),
        (r"ALTER (FUNCTION|PROCEDURE|ROUTINE|SCHEMA) .* (RENAME TO|SET SCHEMA) .*", "rename-table"),
        (r"ALTER (SEQUENCE .* OWNED BY|DEFAULT PRIVILEGES GRANT|[A-Z]+ .* OWNER TO) .*", ""),
        (r"ALTER PUBLICATION .* DROP .*", "drop-object"),
        (r"ALTER PUBLICATION .* (ADD|SET) .*", ""),
        (r"REINDEX\b.*", "reindex-blocks"),
        (r"(VACUUM (FULL|\( FULL)\b|CLUSTER\b).*", "rewrite-table"),
        (r"LOCK\b.*", "lock-table"),
        (r"REFRESH MATERIALIZED VIEW CONCURRENTLY .*", ""),
        (rf"REFRESH MATERIALIZED VIEW {TABLE}.*", "refresh-blocks"),
        (r"(BEGIN|START|COMMIT|END|ROLLBACK|ABORT)\b(?! TO\b).*", "transaction-nesting"),
        (rf"SET ((SESSION|LOCAL) )?(?i:{_SETTINGS})\b.*", ""),
        (r"SET (LOCAL |SESSION CHARACTERISTICS AS )?TRANSACTION .*", ""),
        (r"(RESET|SET CONSTRAINTS|SET TIME ZONE|SAVEPOINT|RELEASE|NOTIFY) .*", ""),
        (r"(COMMENT ON|GRANT|ANALYZE)\b.*", ""),
        (r"REVOKE .*", "revoke"),
    )
)  # fmt: skip

_INDEXED = (
    rf"(?:(?:IF NOT EXISTS )?(?!ON ){NAME} )?ON (?:ONLY )?{TABLE} (?:USING \w+ )?\( .+ \)(?: .*)?"
)
_CONCURRENT = re.compile(
    rf"CREATE (UNIQUE )?INDEX CONCURRENTLY {_INDEXED}"
    rf"|DROP INDEX CONCURRENTLY (IF EXISTS )?({NAME} \. )?{NAME}( CASCADE| RESTRICT)?"
    r"|REINDEX .*\bCONCURRENTLY\b.*"
    r"|VACUUM(?! FULL| \( FULL)\b.*"
)
_INDEX = re.compile(rf"CREATE (?P<unique>UNIQUE )?INDEX {_INDEXED}")
_LIMIT = re.compile(
    r"SET (?:(?:SESSION|LOCAL) )?(?P<name>LOCK_TIMEOUT|STATEMENT_TIMEOUT) (?:=|TO) (?P<value>.+)"
)
_LOCKING = re.compile(
    r"(DROP|TRUNCATE|LOCK)\b(?! INDEX CONCURRENTLY).*"
    r"|CREATE (OR REPLACE |CONSTRAINT )*(TRIGGER|POLICY|RULE)\b.*|CREATE TABLE .*"
)
_ON = re.compile(
    rf"\b(?:ON|REFERENCES|PARTITION OF|DROP TABLE(?: IF EXISTS)?) (?:{NAME} \. )?({NAME})"
)
_READS = re.compile(r"SELECT\b.*|WITH\b(?!.*\b(DELETE|UPDATE|INSERT|MERGE)\b).*")
_HARMLESS = {"SETVAL", "SET_CONFIG", "COUNT", "MAX", "MIN", "COALESCE", "PG_GET_SERIAL_SEQUENCE"}
_DETACHING = re.compile(r"ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY")
"""It fails in a transaction, so no time limit can be set for it."""
_ADD_VALUE = re.compile(rf"ALTER TYPE {TABLE} ADD VALUE ")
_CAST = re.compile(rf":: {TABLE}")
# A new type has values of its own, and arguments of triggers and comments are text.
_HAS_TEXT = re.compile(r"CREATE (TYPE|(OR REPLACE |CONSTRAINT )*TRIGGER)\b|COMMENT\b")
_VALIDATING = re.compile(r"ALTER TABLE .* VALIDATE CONSTRAINT .*")


def lint(statement: Statement, script: Script) -> Iterator[tuple[int, str]]:
    """Yield the violations of a statement, as (line, code).

    Args:
        statement: The statement.
        script: The state of the script before it.
    """
    altered = alter_table(statement)
    limit = _LIMIT.fullmatch(statement.shape)
    if limit:
        script.settings.add(limit["name"])
    for code in (*_names(statement), *_values(statement, script), *_limits(statement, script)):
        yield statement.line, code
    if altered is None:
        for code in _codes(statement, script):
            yield statement.line, code
    elif not script.is_new(altered.table):
        yield from lint_actions(altered, script)


def _codes(statement: Statement, script: Script) -> Iterator[str]:
    shape = statement.shape
    index = _INDEX.fullmatch(shape)
    if shape.startswith("DROP INDEX "):
        yield from ["drop-constraint"] * script.drops_uniqueness(statement)
    if _CONCURRENT.fullmatch(shape):
        yield from ["concurrently-in-transaction"] * script.is_transaction
    elif _READS.fullmatch(shape):
        yield from ["opaque-code"] * bool(set(calls(shape)) - _HARMLESS)
    elif index:
        if not script.is_new(index["table"]):
            unique = unique_index(statement)
            is_safe = unique is not None and script.satisfies(unique[1])
            yield "index-blocks"
            yield from ["unique-index"] * (bool(index["unique"]) and not is_safe)
    else:
        yield from _other(statement, script)
        yield from ["json-column"] * (shape.startswith("CREATE TABLE") and has_json(shape))


def _other(statement: Statement, script: Script) -> list[str]:
    for pattern, code in _STATEMENTS:
        if match := pattern.fullmatch(statement.shape):
            is_new = "table" in pattern.groupindex and script.is_new(match["table"])
            return [code] if code and not is_new else []
    return ["unknown-statement"]


def _names(statement: Statement) -> list[str]:
    names = (it.identifier for it in statement.tokens if it.kind in (Kind.NAME, Kind.WORD))
    is_truncated = any(len(name.encode()) > _MAX_LENGTH for name in names)
    return ["name-too-long"] if is_truncated else []


def _values(statement: Statement, script: Script) -> list[str]:
    """Return the code for a use of an enum value that the script adds to an existing type."""
    added = _ADD_VALUE.match(statement.shape)
    if added and not script.is_new(added["table"]):
        for token in [it for it in statement.tokens if it.kind is Kind.STRING][:1]:
            script.values.setdefault(token.text, set()).add(identifier(added["table"]))
    if added or _HAS_TEXT.match(statement.shape):
        return []
    is_used = any(
        token.text in script.values and _type_of(statement, at) in {"", *script.values[token.text]}
        for at, token in enumerate(statement.tokens)
    )
    return ["enum-value-in-use"] * is_used


def _type_of(statement: Statement, at: int) -> str:
    """Return the type to which the token at an index is cast; empty without a cast."""
    match = _CAST.match(Clause(statement.tokens[at + 1 :]).shape)
    return identifier(match["table"]) if match else ""


def _limits(statement: Statement, script: Script) -> Iterator[str]:
    """Yield the code for the first statement that may wait for a lock without a time limit."""
    if not _waits(statement, script) or _DETACHING.fullmatch(statement.shape):
        return
    is_short = not _VALIDATING.fullmatch(statement.shape)
    needed = {"LOCK_TIMEOUT", "STATEMENT_TIMEOUT"} if is_short else {"LOCK_TIMEOUT"}
    if not needed <= script.settings:
        yield from script.report_once("timeouts")


def _waits(statement: Statement, script: Script) -> bool:
    """Return whether a statement needs a lock on an existing table."""
    altered = alter_table(statement)
    if altered and not script.is_new(altered.table):
        return True
    shape = statement.shape
    index = _INDEX.fullmatch(shape)
    if index:
        return not script.is_new(index["table"])
    if not altered and not _LOCKING.fullmatch(shape):
        return False
    tables = [name for name in _ON.findall(shape) if name not in ("DELETE", "UPDATE")]
    is_opaque = shape.startswith(("LOCK", "TRUNCATE", "DROP")) and not tables
    return is_opaque or any(not script.is_new(table) for table in tables)
