"""Check the SQL of a migration against a list of safe statements.

This comes after the checks of the schemas (`schema_checks`), which have decided what may be lost.
A statement that is not on the list, or that goes beyond the change, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from t3gen.migrate.diff import Changes
from t3gen.migrate.safety.risks import Risk
from t3gen.migrate.sql import alter_table, statements
from t3gen.psl import narrows, widens

_NAME = r'(?:"(?:[^"]|"")+"\.)?"((?:[^"]|"")+)"'
_LIST = r" ?\(([^()]*)\)"

_SAFE = re.compile(
    r"""CREATE\ SCHEMA\ IF\ NOT\ EXISTS\ .+
    | CREATE\ EXTENSION\ IF\ NOT\ EXISTS\ .+
    | CREATE\ TYPE\ .+
    | CREATE\ TABLE\ .+
    | CREATE\ INDEX\ .+
    | DROP\ INDEX\ "[^"]+"
    | DROP\ TYPE\ "[^"]+"
    | ALTER\ INDEX\ .+\ RENAME\ TO\ .+
    | ALTER\ TYPE\ .+\ ADD\ VALUE\ .+
    | PRAGMA\ (?:defer_foreign_keys|foreign_keys)=(?i:ON|OFF)
    """,
    re.VERBOSE | re.DOTALL,
)
_SAFE_ACTION = re.compile(
    r"""ALTER\ COLUMN\ "[^"]+"\ (?:DROP\ NOT\ NULL|DROP\ DEFAULT|SET\ DEFAULT\ .+)
    | ADD\ CONSTRAINT\ "[^"]+"\ FOREIGN\ KEY\ .+
    | DROP\ CONSTRAINT\ "[^"]+_fkey"
    | RENAME\ CONSTRAINT\ .+
    """,
    re.VERBOSE | re.DOTALL,
)
_ALTER_TABLE = re.compile(rf"ALTER TABLE {_NAME} (.+)", re.DOTALL)
_ADD_COLUMN = re.compile(rf"ADD COLUMN {_NAME} (.+)", re.DOTALL)
_HAS_DEFAULT = re.compile(r"\bDEFAULT\b|\b(?:SMALL|BIG)?SERIAL\b")
_SET_TYPE = re.compile(rf"ALTER COLUMN {_NAME} SET DATA TYPE .+")
_UNIQUE_INDEX = re.compile(rf"CREATE UNIQUE INDEX {_NAME} ON {_NAME}{_LIST}(?: WHERE .+)?")
_COPY = re.compile(rf"INSERT INTO {_NAME}{_LIST} SELECT (.+) FROM {_NAME}", re.DOTALL)
_DROP_TABLE = re.compile(rf"DROP TABLE {_NAME}")
_RENAME_TABLE = re.compile(rf"RENAME TO {_NAME}")
_DROP_COLUMN = re.compile(rf"DROP COLUMN {_NAME}")
_SET_NOT_NULL = re.compile(rf"ALTER COLUMN {_NAME} SET NOT NULL")
_NEW_ENUM = re.compile(
    rf"""ALTER COLUMN {_NAME} TYPE "(?P<type>[^"]+)_new"(?P<list>(?:\[\])?) """
    r"""USING \("[^"]+"::text(?P=list)::"(?P=type)_new"(?P=list)\)"""
)
_ENUM_STEP = re.compile(
    r"""BEGIN|COMMIT|ALTER TYPE "(?P<type>[^"]+)" RENAME TO "(?P=type)_old"|"""
    r"""ALTER TYPE "(?P<new>[^"]+)_new" RENAME TO "(?P=new)\""""
)
_COALESCE = re.compile(r"""coalesce\(("[^"]+"), (?:'(?:[^']|'')*'|[^,'"]+)\) AS \1""")

_HINT = "leave that part out: t3gen only writes statements that it knows to be safe"


@dataclass(frozen=True)
class _Tables:
    """The tables that a change concerns, in the names of the database.

    Args:
        models: The model of each table that existed before.
        columns: The columns of each table before.
        uniques: The unique constraints of each table after; the schema checks have judged them.
        allowed: The columns, as (table, column), to which an action may be applied, by the pattern
            of the action.
        dropped: Dropped columns, as (table, column).
        enums: The types of enums with dropped values.
    """

    models: Mapping[str, str]
    columns: Mapping[str, frozenset[str]]
    uniques: Mapping[str, frozenset[frozenset[str]]]
    allowed: Mapping[re.Pattern[str], frozenset[tuple[str, str]]]
    dropped: frozenset[tuple[str, str]]
    enums: frozenset[str]


def risks(sql: str, changes: Changes) -> Iterator[Risk]:
    """Yield the statements of a script that are not known to be safe.

    Args:
        sql: The script.
        changes: The change that it makes, whose risks have consent.
    """
    tables = _tables(changes)
    copied = _dropped_tables(changes)
    for parsed in statements(sql):
        statement = parsed.text
        copied |= _copied_tables(statement, tables)
        dropped = _DROP_TABLE.fullmatch(statement)
        altered = _ALTER_TABLE.fullmatch(statement)
        unique = _UNIQUE_INDEX.fullmatch(statement)
        if dropped:
            is_safe = dropped[1] in copied
        elif altered:
            parts = alter_table(parsed)
            actions = [action.text for action in parts.actions] if parts else [altered[2]]
            yield from _actions(altered[1], actions, tables, copied)
            if renamed := _RENAME_TABLE.fullmatch(altered[2]):
                # A table that is rebuilt twice has to be copied twice.
                copied.discard(renamed[1])
            continue
        elif unique:
            is_safe = _is_declared(unique[2], _columns(unique[3]), tables)
        elif _ENUM_STEP.fullmatch(statement):
            is_safe = bool(tables.enums)
        else:
            is_safe = bool(_SAFE.fullmatch(statement) or _COPY.fullmatch(statement))
        if not is_safe:
            yield _unknown(statement)


def _dropped_tables(changes: Changes) -> set[str]:
    models = {changes.before.models[name].table for name in changes.dropped_models}
    return models | {table.table for table in changes.dropped_join_tables}


def _tables(changes: Changes) -> _Tables:
    models, columns, uniques = {}, {}, {}
    for before, after in changes.kept_models:
        models[before.table] = before.name
        columns[before.table] = frozenset(it.column for it in changes.before.columns(before))
        uniques[before.table] = after.uniques
    changed = [
        ((changes.after.models[it.model].table, it.after.column), it.before, it.after)
        for it in changes.changed_fields
    ]
    retyped = {at for at, old, new in changed if widens(old, new) or narrows(old, new)}
    required = {at for at, old, new in changed if (old.arity, new.arity) == ("?", "")}
    required |= {(changes.after.models[name].table, it.column) for name, it in changes.fields}
    dropped = {(changes.after.models[name].table, it.column) for name, it in changes.dropped_fields}
    allowed = {_SET_TYPE: retyped, _SET_NOT_NULL: required, _DROP_COLUMN: dropped}
    return _Tables(
        models=models,
        columns=columns,
        uniques=uniques,
        allowed={pattern: frozenset(places) for pattern, places in allowed.items()},
        dropped=frozenset(dropped),
        enums=frozenset(changes.before.enums[it.enum].type_name for it in changes.dropped_values),
    )


def _copied_tables(statement: str, tables: _Tables) -> set[str]:
    """Return the table that a statement copies completely: every kept column, unchanged.

    SQLite's `coalesce` for a column that becomes required is no change of a value.
    """
    match = _COPY.fullmatch(statement)
    if not match:
        return set()
    target, into, selected, source = match.groups()
    into_columns = _columns(into)
    coalesced = {(source, column.strip('"')) for column in _COALESCE.findall(selected)}
    is_allowed = coalesced <= tables.allowed[_SET_NOT_NULL]
    plain = _COALESCE.sub(r"\1", selected) if is_allowed else selected
    is_unchanged = _columns(plain) == into_columns and target == f"new_{source}"
    dropped = {column for table, column in tables.dropped if table == source}
    kept = tables.columns.get(source, frozenset({""})) - dropped
    return {source} if is_unchanged and kept <= frozenset(into_columns) else set()


def _actions(
    table: str, actions: Sequence[str], tables: _Tables, copied: set[str]
) -> Iterator[Risk]:
    for action in actions:
        if not _is_safe(table, action, tables, copied):
            yield _unknown(f'ALTER TABLE "{table}" {action}', tables.models.get(table))


def _is_safe(table: str, action: str, tables: _Tables, copied: set[str]) -> bool:
    for pattern, places in tables.allowed.items():
        if match := pattern.fullmatch(action):
            return (table, match[1]) in places
    if added := _ADD_COLUMN.fullmatch(action):
        return "NOT NULL" not in added[2] or bool(_HAS_DEFAULT.search(added[2]))
    if renamed := _RENAME_TABLE.fullmatch(action):
        return renamed[1] in copied and table == f"new_{renamed[1]}"
    if recast := _NEW_ENUM.fullmatch(action):
        return recast["type"] in tables.enums
    return bool(_SAFE_ACTION.fullmatch(action))


def _is_declared(table: str, columns: tuple[str, ...], tables: _Tables) -> bool:
    """Return whether the schema declares a unique index; new tables have no rows to violate it."""
    return table not in tables.uniques or frozenset(columns) in tables.uniques[table]


def _columns(text: str) -> tuple[str, ...]:
    return tuple(part.strip().removesuffix(" DESC").strip('"') for part in text.split(","))


def _unknown(statement: str, model: str | None = None) -> Risk:
    what = f"a statement that is not known to be safe: {statement}"
    return Risk(model or "prisma", what, _HINT)
