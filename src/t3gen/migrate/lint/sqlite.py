"""Lint SQLite's statements: their effect on rows and on running code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from t3gen.migrate.lint.alter_table import calls
from t3gen.migrate.lint.constraints import Constraint, unique_index
from t3gen.migrate.lint.replay import Tables, parses
from t3gen.migrate.lint.script_state import Script
from t3gen.migrate.sql import NAME, TABLE, Clause, Kind, Statement, identifier

_STATEMENTS = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (rf"DROP (VIEW|TRIGGER) (IF EXISTS )?{TABLE}", "drop-object"),
        (rf"DELETE FROM {TABLE}.*", "delete-rows"),
        (r"WITH .*\bDELETE FROM\b.*", "delete-rows"),
        (rf"(REPLACE|INSERT OR REPLACE) INTO {TABLE} .*", "replace-rows"),
        (rf"UPDATE (OR [A-Z]+ )?{TABLE} .*", "update-rows"),
        (rf"INSERT (OR [A-Z]+ )?INTO {TABLE} (?=.*\bSELECT\b|.* DO UPDATE\b).*", "update-rows"),
        (r"WITH .*\b(UPDATE|INSERT|REPLACE)\b.*", "update-rows"),
        (r"INSERT (OR [A-Z]+ )?INTO .*", ""),
        (rf"CREATE INDEX (IF NOT EXISTS )?{TABLE} ON .*", ""),
        (r"CREATE ((TEMP|TEMPORARY|VIRTUAL) )?(TABLE|TRIGGER|VIEW) .*", ""),
        (rf"ALTER TABLE {TABLE} RENAME TO {NAME}", "rename-table"),
        (rf"ALTER TABLE {TABLE} RENAME (COLUMN )?{NAME} TO {NAME}", "rename-column"),
        (rf"ALTER TABLE {TABLE} DROP (COLUMN )?{NAME}", "drop-column"),
        (r"PRAGMA (DEFER_FOREIGN_KEYS|FOREIGN_KEYS|FOREIGN_KEY_CHECK|OPTIMIZE)( = \w+)?", ""),
        (r"PRAGMA IGNORE_CHECK_CONSTRAINTS = \w+", ""),
        (r"VACUUM\b.*", "rewrite-table"),
        (r"REINDEX\b.*", "reindex-blocks"),
        (r"ANALYZE\b.*", ""),
        (r"(BEGIN|COMMIT|END|ROLLBACK)\b(?! TO\b).*", "transaction-nesting"),
    )
)
_CREATE = re.compile(rf"CREATE TABLE (?:IF NOT EXISTS )?{TABLE} \(.*")
_COPY = re.compile(
    rf"INSERT INTO {TABLE} \( (?P<into>[^()]+) \) SELECT (?P<chosen>.+) FROM (?P<source>{NAME})"
)
_DROP = re.compile(rf"DROP TABLE (?:IF EXISTS )?{TABLE}")
_ADD = re.compile(
    rf"ALTER TABLE {TABLE} ADD (?:COLUMN |(?!(?:CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN)\b))"
    rf"(?P<column>{NAME}) .*"
)
_RENAME = re.compile(rf"ALTER TABLE {TABLE} RENAME TO (?P<to>{NAME})")
_RENAME_COLUMN = re.compile(
    rf"ALTER TABLE {TABLE} RENAME (?:COLUMN )?(?P<old>{NAME}) TO (?P<new>{NAME})"
)
_FOREIGN_KEYS = re.compile(r"PRAGMA FOREIGN_KEYS = (\w+)")


class Linter:
    """Lints the statements of one script.

    Args:
        script: The script.
        tables: The tables before the script.
    """

    def __init__(self, script: Script, tables: Tables) -> None:
        self._script = script
        self._tables = tables
        self._copied: dict[str, frozenset[str]] = {}
        self._rebuilt: set[str] = set()
        self._previous_tables: dict[str, str] = {}
        self._previous_columns: dict[tuple[str, str], str] = {}

    def lint(self, statement: Statement) -> Iterator[tuple[int, str]]:
        """Yield the violations of a statement, as (line, code)."""
        self._record_rename(statement.shape)
        codes = list(self._codes(statement))
        for code in codes or ["unknown-statement"] * (not parses(statement.text)):
            yield statement.line, code

    def _codes(self, statement: Statement) -> Iterator[str]:
        shape = statement.shape
        if copied := _COPY.fullmatch(shape):
            yield from self._copy(copied, statement)
        elif dropped := _DROP.fullmatch(shape):
            yield from self._drop(dropped["table"])
        elif renamed := self._renamed_from_new(shape):
            self._rebuilt.add(renamed)
        elif _ADD.fullmatch(shape):
            yield from _added_column(statement)
        elif unique := unique_index(statement):
            yield from ["unique-index"] * (not self._satisfies(unique[1]))
        elif _FOREIGN_KEYS.fullmatch(shape):
            yield from self._foreign_keys(statement)
        elif shape.startswith("DROP INDEX "):
            yield from ["drop-constraint"] * self._script.drops_uniqueness(statement)
        else:
            yield from self._other(shape)

    def _copy(self, match: re.Match[str], copy: Statement) -> Iterator[str]:
        """Record the columns that are copied; each required column of the target needs a value."""
        source, target = identifier(match["source"]), identifier(match["table"])
        if not self._script.is_new(match["table"]):
            yield "update-rows"
            return
        into = frozenset(map(identifier, match["into"].split(" , ")))
        self._copied[source] = frozenset(
            name.lower() for name in map(identifier, re.findall(NAME, match["chosen"]))
        )
        # A script may copy a table more than once, each time into a new one of that name.
        missing: frozenset[str] = frozenset()
        for statement in self._script.statements[: self._script.statements.index(copy)]:
            created = _CREATE.fullmatch(statement.shape)
            if created and identifier(created["table"]) == target:
                missing = required_columns(statement) - into
        if missing:
            yield "required-column"

    def _drop(self, table: str) -> Iterator[str]:
        name = identifier(table)
        if name in self._copied:
            columns = self._tables.columns(name)
            is_whole = columns is not None and columns <= self._copied[name]
            yield "rebuild-table" if is_whole else "drop-column"
        elif not self._script.is_new(table):
            yield "drop-table"

    def _renamed_from_new(self, shape: str) -> str | None:
        """Return the name that a table of this script gets, as at the end of a rebuild."""
        match = _RENAME.fullmatch(shape)
        if not match or not self._script.is_new(match["table"]):
            return None
        return identifier(match["to"])

    def _record_rename(self, shape: str) -> None:
        """Record names before the script, under which earlier unique indexes are known."""
        table = _RENAME.fullmatch(shape)
        if table and not self._script.is_new(table["table"]):
            self._previous_tables[identifier(table["to"])] = identifier(table["table"])
        if column := _RENAME_COLUMN.fullmatch(shape):
            place = identifier(column["table"]), identifier(column["old"])
            previous = self._previous_columns.pop(place, place[1])
            self._previous_columns[place[0], identifier(column["new"])] = previous

    def _satisfies(self, unique: Constraint) -> bool:
        """Return whether all rows satisfy a new unique index."""
        table = unique.table
        if self._script.is_new(table) and table not in self._rebuilt:
            return True
        columns = {self._previous_columns.get((table, it), it) for it in unique.columns}
        uniques = self._tables.uniques(self._previous_tables.get(table, table))
        # Columns are unique already when a subset of them is.
        is_unique = unique.is_about_values and any(known <= columns for known in uniques)
        return is_unique or self._script.satisfies(unique)

    def _foreign_keys(self, statement: Statement) -> Iterator[str]:
        """Yield the code for foreign keys that are switched off and not on again."""
        after = self._script.statements[self._script.statements.index(statement) + 1 :]
        switches = [match[1] for it in after if (match := _FOREIGN_KEYS.fullmatch(it.shape))]
        is_off = statement.tokens[-1].text.upper() in ("OFF", "0", "FALSE", "NO")
        if is_off and not any(value in ("ON", "1", "TRUE", "YES") for value in switches):
            yield "foreign-keys-off"

    def _other(self, shape: str) -> list[str]:
        if shape.startswith("SELECT "):
            return ["opaque-code"] if "LOAD_EXTENSION" in calls(shape) else []
        for pattern, code in _STATEMENTS:
            if match := pattern.fullmatch(shape):
                is_new = "table" in pattern.groupindex and self._script.is_new(match["table"])
                return [code] if code and not is_new else []
        return ["unknown-statement"]


def required_columns(create: Statement) -> frozenset[str]:
    """Return the columns of a CREATE TABLE that are required and have no default."""
    opening = next(at for at, token in enumerate(create.tokens) if token.text == "(")
    columns = Clause(create.tokens[opening + 1 : -1]).split()
    return frozenset(
        column.tokens[0].identifier
        for column in columns
        if column.tokens[0].kind in (Kind.NAME, Kind.WORD)
        and re.search(r"\bNOT NULL\b", column.outline)
        and not re.search(r"\bDEFAULT\b|\bGENERATED\b|\bAUTOINCREMENT\b", column.outline)
    )


def _added_column(statement: Statement) -> Iterator[str]:
    outline = statement.outline
    if re.search(r"\bNOT NULL\b", outline) and not re.search(r"\bDEFAULT\b", outline):
        yield "required-column"
    if re.search(r"\bDEFAULT (?:CURRENT_\w+|\()", outline):
        yield "default-not-constant"
