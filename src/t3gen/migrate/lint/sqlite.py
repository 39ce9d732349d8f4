"""What SQLite's statements do to rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from t3gen.migrate.lint.altering import calls
from t3gen.migrate.lint.constraints import Constraint, unique_index
from t3gen.migrate.lint.replay import Tables, parses
from t3gen.migrate.lint.state import Script
from t3gen.migrate.sql import NAME, TABLE, Clause, Kind, Statement, name_of

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
_SWITCHED = re.compile(r"PRAGMA FOREIGN_KEYS = (\w+)")


class Reader:
    """Reads one script, and knows the tables that it starts from.

    Args:
        script: The script.
        tables: What earlier migrations have made.
    """

    def __init__(self, script: Script, tables: Tables) -> None:
        self._script = script
        self._tables = tables
        self._copied: dict[str, frozenset[str]] = {}
        self._filled: dict[str, frozenset[str]] = {}
        self._rebuilt: dict[str, str] = {}
        self._former_tables: dict[str, str] = {}
        self._former_columns: dict[tuple[str, str], str] = {}

    def judge(self, statement: Statement) -> Iterator[tuple[int, str]]:
        """Yield what is found in a statement, with its line."""
        self._note_rename(statement.shape)
        found = list(self._judge(statement))
        for code in found or ["unknown-statement"] * (not parses(statement.text)):
            yield statement.line, code

    def _judge(self, statement: Statement) -> Iterator[str]:
        shape = statement.shape
        if copied := _COPY.fullmatch(shape):
            yield from self._copy(copied, statement)
        elif dropped := _DROP.fullmatch(shape):
            yield from self._drop(dropped["table"])
        elif renamed := self._own_rename(shape):
            self._rebuilt[renamed] = renamed
        elif _ADD.fullmatch(shape):
            yield from _added_column(statement)
        elif unique := unique_index(statement):
            yield from ["unique-index"] * (not self._satisfies(unique[1]))
        elif _SWITCHED.fullmatch(shape):
            yield from self._switched(statement)
        elif shape.startswith("DROP INDEX "):
            yield from ["drop-constraint"] * self._script.drops_index_rule(statement)
        else:
            yield from self._known(shape)

    def _copy(self, found: re.Match[str], copy: Statement) -> Iterator[str]:
        """Note which columns a table gets from another; its required ones need all a value."""
        source, target = name_of(found["source"]), name_of(found["table"])
        if not self._script.is_new(found["table"]):
            yield "update-rows"
            return
        into = frozenset(map(name_of, found["into"].split(" , ")))
        self._copied[source] = frozenset(
            name.lower() for name in map(name_of, re.findall(NAME, found["chosen"]))
        )
        # A script may copy a table more than once, each time into a new one of that name.
        missing: frozenset[str] = frozenset()
        for statement in self._script.statements[: self._script.statements.index(copy)]:
            made = _CREATE.fullmatch(statement.shape)
            if made and name_of(made["table"]) == target:
                missing = required(statement) - into
        if missing:
            yield "required-column"

    def _drop(self, table: str) -> Iterator[str]:
        name = name_of(table)
        if name in self._copied:
            known = self._tables.columns(name)
            is_whole = known is not None and known <= self._copied[name]
            yield "rebuild-table" if is_whole else "drop-column"
        elif not self._script.is_new(table):
            yield "drop-table"

    def _own_rename(self, shape: str) -> str | None:
        """Return the name that a table of this script takes over."""
        found = _RENAME.fullmatch(shape)
        if not found or not self._script.is_new(found["table"]):
            return None
        return name_of(found["to"])

    def _note_rename(self, shape: str) -> None:
        """Remember what something was called before the script: indexes are made again under it."""
        table = _RENAME.fullmatch(shape)
        if table and not self._script.is_new(table["table"]):
            self._former_tables[name_of(table["to"])] = name_of(table["table"])
        if column := _RENAME_COLUMN.fullmatch(shape):
            place = name_of(column["table"]), name_of(column["old"])
            former = self._former_columns.pop(place, place[1])
            self._former_columns[place[0], name_of(column["new"])] = former

    def _satisfies(self, unique: Constraint) -> bool:
        """Tell whether no two rows can be alike in what a new unique index is about."""
        table = unique.table
        if self._script.is_new(table) and table not in self._rebuilt:
            return True
        columns = {self._former_columns.get((table, one), one) for one in unique.columns}
        uniques = self._tables.uniques(self._former_tables.get(table, table))
        # One among some of the rows asks for less than one among all of them.
        is_known = unique.is_about_values and any(known <= columns for known in uniques)
        return is_known or self._script.satisfies(unique)

    def _switched(self, statement: Statement) -> Iterator[str]:
        """Foreign keys that are switched off have to be on again at the end."""
        after = self._script.statements[self._script.statements.index(statement) + 1 :]
        switches = [it[1] for one in after if (it := _SWITCHED.fullmatch(one.shape))]
        is_off = statement.tokens[-1].text.upper() in ("OFF", "0", "FALSE", "NO")
        if is_off and not any(value in ("ON", "1", "TRUE", "YES") for value in switches):
            yield "foreign-keys-off"

    def _known(self, shape: str) -> list[str]:
        if shape.startswith("SELECT "):
            return ["opaque-code"] if "LOAD_EXTENSION" in calls(shape) else []
        for pattern, code in _STATEMENTS:
            if found := pattern.fullmatch(shape):
                is_own = "table" in pattern.groupindex and self._script.is_new(found["table"])
                return [code] if code and not is_own else []
        return ["unknown-statement"]


def required(create: Statement) -> frozenset[str]:
    """Return the columns of a new table that every row needs a value for."""
    opening = next(at for at, token in enumerate(create.tokens) if token.text == "(")
    columns = Clause(create.tokens[opening + 1 : -1]).split()
    return frozenset(
        one.tokens[0].identifier
        for one in columns
        if one.tokens[0].kind in (Kind.NAME, Kind.WORD)
        and re.search(r"\bNOT NULL\b", one.outline)
        and not re.search(r"\bDEFAULT\b|\bGENERATED\b|\bAUTOINCREMENT\b", one.outline)
    )


def _added_column(statement: Statement) -> Iterator[str]:
    outline = statement.outline
    if re.search(r"\bNOT NULL\b", outline) and not re.search(r"\bDEFAULT\b", outline):
        yield "required-column"
    if re.search(r"\bDEFAULT (?:CURRENT_\w+|\()", outline):
        yield "default-not-constant"
