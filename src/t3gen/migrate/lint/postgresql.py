"""What PostgreSQL's statements do to tables that others use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from t3gen.migrate.lint import altering
from t3gen.migrate.lint.constraints import unique_index
from t3gen.migrate.lint.state import Script
from t3gen.migrate.sql import NAME, TABLE, Clause, Kind, Statement, name_of

_LONGEST = 63
_MADE = "AGGREGATE|CAST|COLLATION|EXTENSION|FUNCTION|OPERATOR|POLICY|PROCEDURE|PUBLICATION|"
_MADE += "SCHEMA|SEQUENCE|STATISTICS|TABLE|TEXT SEARCH|TRIGGER|TYPE|VIEW"
_BEFORE = "CONSTRAINT|EVENT|LOCAL|MATERIALIZED|OR REPLACE|RECURSIVE|TEMP|TEMPORARY|UNLOGGED"
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
        (r"CREATE (UNIQUE )?INDEX .*", ""),
        (r"CREATE DOMAIN (?=.*\b(CHECK|NOT NULL)\b).*", "domain-constraint"),
        (r"CREATE DOMAIN .*", ""),
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

_CONCURRENT = re.compile(
    r"(CREATE (UNIQUE )?INDEX|DROP INDEX) CONCURRENTLY .*|REINDEX .*\bCONCURRENTLY\b.*"
    r"|VACUUM(?! FULL| \( FULL)\b.*"
)
_INDEX = re.compile(
    rf"CREATE (?P<unique>UNIQUE )?INDEX (?:IF NOT EXISTS )?(?:{NAME} )?ON (?:ONLY )?{TABLE}.*"
)
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
"""It works outside of transactions only, so that no limit can stand beside it."""
_ADD_VALUE = re.compile(rf"ALTER TYPE {TABLE} ADD VALUE ")
_CAST = re.compile(rf":: {TABLE}")
# A new type has values of its own; arguments of a trigger are texts, and so are comments.
_KEEPS_TEXT = re.compile(r"CREATE (TYPE|(OR REPLACE |CONSTRAINT )*TRIGGER)\b|COMMENT\b")
_VALIDATING = re.compile(r"ALTER TABLE .* VALIDATE CONSTRAINT .*")


def judge(statement: Statement, script: Script) -> Iterator[tuple[int, str]]:
    """Yield what is found in a statement, with its line."""
    table = altering.altered_table(statement)
    limit = _LIMIT.fullmatch(statement.shape)
    if limit:
        script.settings.add(limit["name"])
    for code in (*_names(statement), *_values(statement, script), *_limits(statement, script)):
        yield statement.line, code
    if table is None:
        for code in _judge(statement, script):
            yield statement.line, code
    elif not script.is_new(table):
        yield from altering.judge(statement, script)


def _judge(statement: Statement, script: Script) -> Iterator[str]:
    shape = statement.shape
    index = _INDEX.fullmatch(shape)
    if shape.startswith("DROP INDEX "):
        yield from ["drop-constraint"] * script.drops_index_rule(statement)
    if _CONCURRENT.fullmatch(shape):
        yield from ["concurrently-in-transaction"] * script.is_transaction
    elif _READS.fullmatch(shape):
        yield from ["opaque-code"] * bool(set(altering.calls(shape)) - _HARMLESS)
    elif index:
        if not script.is_new(index["table"]):
            unique = unique_index(statement)
            is_safe = unique is not None and script.satisfies(unique[1])
            yield "index-blocks"
            yield from ["unique-index"] * (bool(index["unique"]) and not is_safe)
    else:
        yield from _known(statement, script)
        yield from ["json-column"] * (shape.startswith("CREATE TABLE") and altering.has_json(shape))


def _known(statement: Statement, script: Script) -> list[str]:
    for pattern, code in _STATEMENTS:
        if found := pattern.fullmatch(statement.shape):
            is_own = "table" in pattern.groupindex and script.is_new(found["table"])
            return [code] if code and not is_own else []
    return ["unknown-statement"]


def _names(statement: Statement) -> list[str]:
    names = (it.identifier for it in statement.tokens if it.kind in (Kind.NAME, Kind.WORD))
    is_cut = any(len(name.encode()) > _LONGEST for name in names)
    return ["name-too-long"] if is_cut else []


def _values(statement: Statement, script: Script) -> list[str]:
    """Find an enum value in use that this script adds to a type that was there before."""
    added = _ADD_VALUE.match(statement.shape)
    if added and not script.is_new(added["table"]):
        for token in [it for it in statement.tokens if it.kind is Kind.STRING][:1]:
            script.values.setdefault(token.text, set()).add(name_of(added["table"]))
    if added or _KEEPS_TEXT.match(statement.shape):
        return []
    is_used = any(
        token.text in script.values and _type_of(statement, at) in {"", *script.values[token.text]}
        for at, token in enumerate(statement.tokens)
    )
    return ["enum-value-in-use"] * is_used


def _type_of(statement: Statement, at: int) -> str:
    """Return the type that a value is cast to, or nothing."""
    found = _CAST.match(Clause(statement.tokens[at + 1 :]).shape)
    return name_of(found["table"]) if found else ""


def _limits(statement: Statement, script: Script) -> Iterator[str]:
    """Find the first statement that may wait for others, or make them wait, without a limit."""
    if not _waits(statement, script) or _DETACHING.fullmatch(statement.shape):
        return
    is_short = not _VALIDATING.fullmatch(statement.shape)
    needed = {"LOCK_TIMEOUT", "STATEMENT_TIMEOUT"} if is_short else {"LOCK_TIMEOUT"}
    if not needed <= script.settings:
        yield from script.once("timeouts")


def _waits(statement: Statement, script: Script) -> bool:
    """Tell whether a statement needs a lock on a table that others use."""
    altered = altering.altered_table(statement)
    if altered and not script.is_new(altered):
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
