"""A second look at a migration: its SQL, statement by statement, against a list of what is safe.

The first look is at the Prisma schemas (`safety`). This one does not ask what was meant: what is
not on the list is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from t3gen.migrate.changes import Changes
from t3gen.migrate.safety import Danger, widens

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

_HINT = "leave that part out: t3gen only writes what it knows to be safe"


@dataclass(frozen=True)
class _Tables:
    """What the schemas say about tables, in the names of the database.

    Args:
        models: The model of each table that was there before.
        columns: Its columns.
        uniques: Its unique constraints after the migration; the first look has judged new ones.
        widened: Columns whose new type holds every old value, as (table, column).
    """

    models: Mapping[str, str]
    columns: Mapping[str, frozenset[str]]
    uniques: Mapping[str, frozenset[frozenset[str]]]
    widened: frozenset[tuple[str, str]]


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


def dangers(sql: str, changes: Changes, agreed: Collection[str] = ()) -> Iterator[Danger]:
    """Judge the SQL that makes a change.

    Args:
        sql: The script.
        changes: What it is for.
        agreed: Models whose tables may be dropped with their rows.
    """
    tables = _tables(changes)
    copied = _agreed_tables(changes, agreed)
    for statement in split(sql):
        copied |= _copied_tables(statement, tables)
        dropped = _DROP_TABLE.fullmatch(statement)
        altered = _ALTER_TABLE.fullmatch(statement)
        unique = _UNIQUE_INDEX.fullmatch(statement)
        if dropped:
            is_safe = dropped[1] in copied
        elif altered:
            yield from _actions(altered[1], altered[2], tables, copied)
            continue
        elif unique:
            is_safe = _is_known(unique[2], _columns(unique[3]), tables)
        else:
            is_safe = bool(_SAFE.fullmatch(statement) or _COPY.fullmatch(statement))
        if not is_safe:
            yield _unknown(statement)


def _agreed_tables(changes: Changes, agreed: Collection[str]) -> set[str]:
    """Return the tables of models, and of their many-to-many relations, by Prisma's names."""
    gone = [changes.before.models[name] for name in changes.dropped_models if name in agreed]
    pairs = [(model.name, field.type) for model in gone for field in model.fields]
    links = {f"_{first}To{second}" for first, second in map(sorted, pairs)}
    return {model.table for model in gone} | links


def _tables(changes: Changes) -> _Tables:
    models, columns, uniques = {}, {}, {}
    for before, after in changes.kept_models:
        models[before.table] = before.name
        columns[before.table] = frozenset(it.column for it in changes.before.columns(before))
        uniques[before.table] = after.uniques
    widened = frozenset(
        (changes.after.models[it.model].table, it.after.column)
        for it in changes.changed_fields
        if widens(it.before, it.after)
    )
    return _Tables(models=models, columns=columns, uniques=uniques, widened=widened)


def _copied_tables(statement: str, tables: _Tables) -> set[str]:
    """Return the table that a statement copies whole: every old column, unchanged."""
    found = _COPY.fullmatch(statement)
    if not found:
        return set()
    target, into, chosen, source = found.groups()
    into_columns = _columns(into)
    is_plain = _columns(chosen) == into_columns and target == f"new_{source}"
    is_whole = tables.columns.get(source, frozenset({""})) <= frozenset(into_columns)
    return {source} if is_plain and is_whole else set()


def _actions(table: str, actions: str, tables: _Tables, copied: set[str]) -> Iterator[Danger]:
    for action in _split_actions(actions):
        added = _ADD_COLUMN.fullmatch(action)
        retyped = _SET_TYPE.fullmatch(action)
        renamed = _RENAME_TABLE.fullmatch(action)
        if added:
            is_safe = "NOT NULL" not in added[2] or bool(_FILLED.search(added[2]))
        elif retyped:
            is_safe = (table, retyped[1]) in tables.widened
        elif renamed:
            is_safe = renamed[1] in copied and table == f"new_{renamed[1]}"
        else:
            is_safe = bool(_SAFE_ACTION.fullmatch(action))
        if not is_safe:
            yield _unknown(f'ALTER TABLE "{table}" {action}', tables.models.get(table))


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
