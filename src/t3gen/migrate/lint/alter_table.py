"""Lint the actions of PostgreSQL's ALTER TABLE on a table with rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from t3gen.migrate.lint.script_state import Script
from t3gen.migrate.sql import NAME, AlterTable, Clause, identifier

_CONSTRAINT = re.compile(
    rf"ADD (?:CONSTRAINT (?P<name>{NAME}) )?(?P<kind>FOREIGN KEY|CHECK|UNIQUE|PRIMARY KEY|EXCLUDE)"
    r"\b(?P<rest>.*)"
)
_ADD_COLUMN = re.compile(rf"ADD (?:COLUMN )?(?:IF NOT EXISTS )?{NAME} (?P<definition>.+)")
_DEFAULT = re.compile(
    r"\bDEFAULT (?P<value>.+?)(?= (?:NOT NULL|NULL|CONSTRAINT|REFERENCES|CHECK|UNIQUE|PRIMARY)\b|$)"
)
_CALL = re.compile(r"(?<!:: )(?<!\. )(?<!AS )\b([A-Z_]\w*) \(")
_STABLE = {"NOW", "TRANSACTION_TIMESTAMP", "STATEMENT_TIMESTAMP", "CURRENT_TIMESTAMP", "COALESCE"}
_STABLE |= {"LOCALTIMESTAMP", "LOCALTIME", "CURRENT_TIME", "LOWER", "UPPER"}
_KEYWORDS = {"AND", "OR", "NOT", "IN", "AS", "FROM", "SELECT", "VALUES", "ON", "ANY", "ALL", "CAST"}
_KEYWORDS |= {"WHERE", "EXISTS", "USING", "OVER", "FILTER", "VARCHAR", "DECIMAL", "NUMERIC", "CHAR"}
_VALIDATE = re.compile(rf"VALIDATE CONSTRAINT (?P<name>{NAME})")
_DROP_CONSTRAINT = re.compile(rf"DROP CONSTRAINT (?:IF EXISTS )?(?P<name>{NAME}).*")
_COLUMN = rf"ALTER (?:COLUMN )?{NAME} "

_ACTIONS = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (rf"DROP (COLUMN )?(IF EXISTS )?{NAME}( CASCADE| RESTRICT)?", "drop-column"),
        (rf"{_COLUMN}(SET DATA )?TYPE .*", "change-type"),
        (rf"{_COLUMN}DROP NOT NULL", "drop-not-null"),
        (rf"{_COLUMN}DROP (DEFAULT|IDENTITY).*", "drop-default"),
        (rf"{_COLUMN}SET DEFAULT .*", ""),
        (rf"{_COLUMN}ADD GENERATED .*", ""),
        (rf"{_COLUMN}(SET|RESET) (STATISTICS|STORAGE|COMPRESSION|GENERATED|\().*", ""),
        (rf"RENAME CONSTRAINT {NAME} TO {NAME}", ""),
        (rf"RENAME TO {NAME}", "rename-table"),
        (rf"RENAME (COLUMN )?{NAME} TO {NAME}", "rename-column"),
        (rf"SET SCHEMA {NAME}", "rename-table"),
        (r"SET (TABLESPACE|ACCESS METHOD|LOGGED|UNLOGGED|WITHOUT OIDS)\b.*", "rewrite-table"),
        (r"(SET|RESET) \(.*", ""),
        (r"(CLUSTER ON .*|SET WITHOUT CLUSTER)", ""),
        (r"(DISABLE (ROW LEVEL SECURITY|TRIGGER|RULE).*|NO FORCE .*)", "drop-protection"),
        (r"ENABLE (ALWAYS |REPLICA )?(ROW LEVEL SECURITY|TRIGGER|RULE).*", ""),
        (r"FORCE ROW LEVEL SECURITY", ""),
        (r"(OWNER TO|REPLICA IDENTITY|INHERIT|ALTER CONSTRAINT) .*", ""),
        (r"ATTACH PARTITION .*", "partition-blocks"),
        (rf"DETACH PARTITION (?:{NAME} \. )?{NAME} FINALIZE", ""),
        (rf"DETACH PARTITION (?:{NAME} \. )?{NAME}", "partition-blocks"),
    )
)


def lint_actions(altered: AlterTable, script: Script) -> Iterator[tuple[int, str]]:
    """Yield the lines and codes of the findings in an ALTER TABLE of an existing table."""
    for action in altered.actions:
        for code in _action(action, altered.table, script):
            yield action.line, code


def lint_column(definition: Clause) -> Iterator[str]:
    """Yield the codes of the findings in a column that is added to a table with rows."""
    outline = definition.outline
    is_computed = re.search(r"\bGENERATED\b(?!.* VIRTUAL$)|\b(SMALL|BIG)?SERIAL\b", outline)
    is_required = re.search(r"\bNOT NULL\b|\bPRIMARY KEY\b", outline)
    if is_computed or _is_volatile(definition):
        yield "volatile-default"
    elif is_required and not re.search(r"\bDEFAULT\b|\bGENERATED\b", outline):
        yield "required-column"
    if re.search(r"\bREFERENCES\b", outline):
        yield "foreign-key-blocks"
    if re.search(r"\bUNIQUE\b|\bPRIMARY KEY\b", outline):
        yield "constraint-blocks"
    if re.search(r"\bCHECK\b", outline):
        yield "check-blocks"
    if has_json(definition.shape):
        yield "json-column"


def has_json(shape: str) -> bool:
    """Return whether a statement creates a column of type json."""
    return bool(re.search(r"[\w\"] JSON(?= |$)(?! \()", shape))


def calls(shape: str) -> list[str]:
    """Return the names of the functions that a statement calls, in capitals."""
    return [name for name in _CALL.findall(shape) if name not in _KEYWORDS]


def _action(action: Clause, table: str, script: Script) -> Iterator[str]:
    constraint = _CONSTRAINT.fullmatch(action.outline)
    added = _ADD_COLUMN.fullmatch(action.shape)
    validated = _VALIDATE.fullmatch(action.shape)
    dropped = _DROP_CONSTRAINT.fullmatch(action.shape)
    if constraint:
        yield from _constraint(constraint, script)
    elif added:
        yield from lint_column(action)
    elif validated:
        script.validated_tables.add(identifier(table))
        script.validated.add(validated["name"])
        yield from ["validate-together"] * (validated["name"] in script.not_valid)
    elif dropped:
        # A check that is validated and dropped has served SET NOT NULL.
        is_kept = script.adds_constraint(dropped["name"]) or dropped["name"] in script.validated
        name = identifier(dropped["name"])
        is_lost = not is_kept and script.drops_constraint(name, identifier(table))
        yield from ["drop-constraint"] * is_lost
    elif re.fullmatch(rf"{_COLUMN}SET NOT NULL", action.shape):
        yield from ["set-not-null"] * (identifier(table) not in script.validated_tables)
    elif re.fullmatch(r"DETACH PARTITION .* CONCURRENTLY", action.shape):
        yield from ["concurrently-in-transaction"] * script.is_transaction
    else:
        yield from _other(action)


def _other(action: Clause) -> list[str]:
    for pattern, code in _ACTIONS:
        if pattern.fullmatch(action.shape):
            return [code] if code else []
    return ["unknown-statement"]


def _constraint(match: re.Match[str], script: Script) -> Iterator[str]:
    if match["kind"] in ("UNIQUE", "PRIMARY KEY", "EXCLUDE"):
        if "USING INDEX" not in match["rest"]:
            yield "constraint-blocks"
    elif match["rest"].endswith("NOT VALID"):
        script.not_valid.add(match["name"])
    else:
        yield "foreign-key-blocks" if match["kind"] == "FOREIGN KEY" else "check-blocks"


def _is_volatile(definition: Clause) -> bool:
    default = _DEFAULT.search(definition.shape)
    return bool(default) and any(
        name not in _STABLE for name in calls(default["value"] if default else "")
    )
