"""A second look at a migration: its SQL, statement by statement, against a list of what is safe.

The first look is at the Prisma schemas (`safety`), and has settled what may be lost. This one does
not ask what was meant: what is not on the list, or goes further than the change, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from t3gen.migrate.diff import Changes
from t3gen.migrate.safety.risks import Danger
from t3gen.psl import shortens, widens

_PIECE = re.compile(
    r"""--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),;]|[^-/'"(),;]+|.""", re.DOTALL
)
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
_FILLED = re.compile(r"\bDEFAULT\b|\b(?:SMALL|BIG)?SERIAL\b")
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

_HINT = "leave that part out: t3gen only writes what it knows to be safe"


@dataclass(frozen=True)
class _Tables:
    """What the schemas say about tables, in the names of the database.

    Args:
        models: The model of each table that was there before.
        columns: Its columns.
        uniques: Its unique constraints after the migration; the first look has judged new ones.
        meant: By a pattern of actions, the columns that it is meant for, as (table, column).
        dropped: Columns that go.
        enums: The types of enums that lose values.
    """

    models: Mapping[str, str]
    columns: Mapping[str, frozenset[str]]
    uniques: Mapping[str, frozenset[frozenset[str]]]
    meant: Mapping[re.Pattern[str], frozenset[tuple[str, str]]]
    dropped: frozenset[tuple[str, str]]
    enums: frozenset[str]


def split(sql: str) -> tuple[str, ...]:
    """Return the statements of a script: without comments, and with single spaces."""
    found = [""]
    for piece in _PIECE.findall(sql):
        if piece == ";":
            found.append("")
        elif piece[0] in "'\"":
            found[-1] += piece
        elif not piece.startswith(("--", "/*")):
            found[-1] += re.sub(r"\s+", " ", piece)
    return tuple(text.strip() for text in found if text.strip())


def dangers(sql: str, changes: Changes) -> Iterator[Danger]:
    """Judge the SQL that makes a change.

    Args:
        sql: The script.
        changes: What it is for; the first look has been at it.
    """
    tables = _tables(changes)
    copied = _dropped_tables(changes)
    for statement in split(sql):
        copied |= _copied_tables(statement, tables)
        dropped = _DROP_TABLE.fullmatch(statement)
        altered = _ALTER_TABLE.fullmatch(statement)
        unique = _UNIQUE_INDEX.fullmatch(statement)
        if dropped:
            is_safe = dropped[1] in copied
        elif altered:
            yield from _actions(altered[1], altered[2], tables, copied)
            if renamed := _RENAME_TABLE.fullmatch(altered[2]):
                # A table that is rebuilt twice has to be copied twice.
                copied.discard(renamed[1])
            continue
        elif unique:
            is_safe = _is_known(unique[2], _columns(unique[3]), tables)
        elif _ENUM_STEP.fullmatch(statement):
            is_safe = bool(tables.enums)
        else:
            is_safe = bool(_SAFE.fullmatch(statement) or _COPY.fullmatch(statement))
        if not is_safe:
            yield _unknown(statement)


def _dropped_tables(changes: Changes) -> set[str]:
    models = {changes.before.models[name].table for name in changes.dropped_models}
    return models | {link.table for link in changes.dropped_links}


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
    retyped = {at for at, old, new in changed if widens(old, new) or shortens(old, new)}
    required = {at for at, old, new in changed if (old.arity, new.arity) == ("?", "")}
    required |= {(changes.after.models[name].table, it.column) for name, it in changes.fields}
    dropped = {(changes.after.models[name].table, it.column) for name, it in changes.dropped_fields}
    sets = {_SET_TYPE: retyped, _SET_NOT_NULL: required, _DROP_COLUMN: dropped}
    return _Tables(
        models=models,
        columns=columns,
        uniques=uniques,
        meant={pattern: frozenset(places) for pattern, places in sets.items()},
        dropped=frozenset(dropped),
        enums=frozenset(changes.before.enums[it.enum].type_name for it in changes.dropped_values),
    )


def _copied_tables(statement: str, tables: _Tables) -> set[str]:
    """Return the table that a statement copies whole: every old column, unchanged."""
    found = _COPY.fullmatch(statement)
    if not found:
        return set()
    target, into, chosen, source = found.groups()
    into_columns = _columns(into)
    filled = {(source, column.strip('"')) for column in _COALESCE.findall(chosen)}
    plain = _COALESCE.sub(r"\1", chosen) if filled <= tables.meant[_SET_NOT_NULL] else chosen
    is_plain = _columns(plain) == into_columns and target == f"new_{source}"
    gone = {column for table, column in tables.dropped if table == source}
    is_whole = tables.columns.get(source, frozenset({""})) - gone <= frozenset(into_columns)
    return {source} if is_plain and is_whole else set()


def _actions(table: str, actions: str, tables: _Tables, copied: set[str]) -> Iterator[Danger]:
    for action in _split_actions(actions):
        if not _is_safe(table, action, tables, copied):
            yield _unknown(f'ALTER TABLE "{table}" {action}', tables.models.get(table))


def _is_safe(table: str, action: str, tables: _Tables, copied: set[str]) -> bool:
    for pattern, places in tables.meant.items():
        if found := pattern.fullmatch(action):
            return (table, found[1]) in places
    if added := _ADD_COLUMN.fullmatch(action):
        return "NOT NULL" not in added[2] or bool(_FILLED.search(added[2]))
    if renamed := _RENAME_TABLE.fullmatch(action):
        return renamed[1] in copied and table == f"new_{renamed[1]}"
    if recast := _NEW_ENUM.fullmatch(action):
        return recast["type"] in tables.enums
    return bool(_SAFE_ACTION.fullmatch(action))


def _is_known(table: str, columns: tuple[str, ...], tables: _Tables) -> bool:
    return table not in tables.uniques or frozenset(columns) in tables.uniques[table]


def _columns(text: str) -> tuple[str, ...]:
    return tuple(part.strip().removesuffix(" DESC").strip('"') for part in text.split(","))


def _split_actions(text: str) -> Iterator[str]:
    depth = 0
    action = ""
    for piece in _PIECE.findall(text):
        depth += (piece == "(") - (piece == ")")
        if piece == "," and depth == 0:
            yield action.strip()
            action = ""
        else:
            action += piece
    yield action.strip()


def _unknown(statement: str, model: str | None = None) -> Danger:
    what = f"a statement that is not known to be safe: {statement}"
    return Danger(model or "prisma", what, _HINT)
