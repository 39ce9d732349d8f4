"""Indexes of other types than B-trees, which PostgreSQL has for some types of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.spec import FieldSpec, IndexSpec, ResourceSpec, Word
from t3gen.spec.indexes import BTREE
from t3gen.spec.vocabulary import TEXTS, names

_CONTAINERS = "lists and json"
_HELD = {
    "hash": "values that are compared for equality",
    "gin": _CONTAINERS,
    "gist": "no type without an operator class",
    "spgist": "texts",
    "brin": "numbers, texts and times",
}
"""What an index of a type holds without an operator class."""
_UNORDERED = ("boolean", "enum", "json", "bytes", "file")
_NAME, _CLASS = re.compile(names.COLUMN), re.compile(names.OPERATOR_CLASS)
_FOREIGN_KEY = "_fkey"
"""The end of the names of foreign keys."""
Finding = tuple[Word, str, str]


def check(spec: ResourceSpec, app: App, findings: Findings) -> None:
    """Note indexes of a type that the database does not have, or that does not hold a field."""
    fields = {one.name.text: one for one in spec.fields}
    named = [row.settings["name"] for row in spec.indexes if "name" in row.settings]
    named += [row.name for row in spec.uniques if row.name]
    for word in named:
        if not _NAME.fullmatch(word.text) or word.text.endswith(_FOREIGN_KEY):
            what = f'"{word}" is not a valid name of an index'
            hint = f"Letters, digits and underscores, up to 63; not {_FOREIGN_KEY} at the end."
            findings.add(spec, word, "INDEX", what, hint)
    for row in spec.indexes:
        for word, what, hint in _problems(row, fields, app):
            findings.add(spec, word, "INDEX", what, hint)
            break


def _problems(row: IndexSpec, fields: dict[str, FieldSpec], app: App) -> Iterator[Finding]:
    type_, ops = row.settings.get("type"), row.settings.get("ops")
    kind = type_.text if type_ else BTREE
    unusual = ops or (type_ if kind != BTREE else None)
    if unusual and app.database == "sqlite":
        hint = 'Remove "type" and "ops"; PostgreSQL has them.'
        yield unusual, "SQLite has one type of index, without operator classes", hint
    if ops and not _CLASS.fullmatch(ops.text):
        what, hint = f'"{ops}" is not an operator class', "Write it as in SQL: jsonb_path_ops."
        yield ops, what, hint
    elif ops and kind == BTREE:
        hint = "Name another type beside it: {fields: [title], type: gin, ops: gin_trgm_ops}."
        yield ops, "Prisma reads no operator class of a B-tree from a database", hint
    if kind in _HELD:
        yield from _of_columns(kind, row, fields, is_usual=ops is None)


def _of_columns(
    kind: str, row: IndexSpec, fields: dict[str, FieldSpec], *, is_usual: bool
) -> Iterator[Finding]:
    if kind == "hash" and len(row.parts) > 1:
        yield row.parts[1].name, "a hash index is on one field", "Remove the others."
    for part in row.parts:
        if part.order is not None:
            yield part.order, f'an index of the type "{kind}" has no order', "Remove it."
        elif is_usual and not _holds(kind, fields.get(part.name.text)):
            hint = "Remove the type, or name an operator class that does: ops."
            yield part.name, f'an index of the type "{kind}" holds {_HELD[kind]}', hint


def _holds(kind: str, field: FieldSpec | None) -> bool:
    """Return whether a type of index has a usual operator class for a field.

    Args:
        kind: The type of the index.
        field: The field; None for keys, the id and timestamps.
    """
    name, is_list = (field.type.text, field.is_list) if field else ("", False)
    if kind == "hash":
        return name != "file"
    if kind == "gin":
        return is_list or name == "json"
    if kind == "spgist":
        return name in TEXTS and not is_list
    return kind == "brin" and not is_list and name not in _UNORDERED
