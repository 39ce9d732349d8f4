"""The keys and indexes of a Prisma schema, by their names in the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from t3gen.model import LONGEST_NAME, constraint_name, snake
from t3gen.psl import partial, reader
from t3gen.psl.schema import Attribute, Field, Model, Schema

_KINDS = {"id": "pkey", "unique": "key", "index": "idx"}
_UNLIMITED = 10_000
_CLASS = re.compile(r'\bops:\s*(?:raw\("(?P<raw>[^"]*)"\)|(?P<named>\w+))')


@dataclass(frozen=True)
class Constraint:
    """A key or an index of a table.

    Args:
        kind: "pkey", "key" (unique), "idx", "fkey" or "check": the suffix of default names.
        name: The name in the database.
        columns: The columns in SQL, quoted, with `DESC` where they are sorted so.
        where: In SQL, the condition of the rows that it has, or that a check is of; empty for none.
        type: The type of an index with the operator classes of its columns, such as
            `Gin jsonb_path_ops`; empty for the usual ones.
    """

    kind: str
    name: str
    columns: tuple[str, ...]
    where: str = ""
    type: str = ""


def constraints(schema: Schema, model: Model) -> Iterator[Constraint]:
    """Yield the constraints of a model, in the order of their declaration."""
    longest = _UNLIMITED if schema.provider == "sqlite" else LONGEST_NAME
    for field in model.fields:
        for each in field.attributes:
            if each.name in ("id", "unique"):
                yield _constraint(model, each, (field.name,), longest)
            elif each.name == "relation" and "fields" in each.values:
                yield _constraint(model, each, reader.split_list(each.values["fields"]), longest)
    for each in model.attributes:
        if each.name in _KINDS:
            parts = reader.split_list(each.values.get("fields") or each.values["0"])
            yield _constraint(model, each, parts, longest)
    yield from checks_of(model)


def checks_of(model: Model) -> Iterator[Constraint]:
    """Yield the checks of a model."""
    for name, condition in model.checks.items():
        yield Constraint("check", constraint_name(model.table, (name,), "check"), (), condition)


def _constraint(model: Model, each: Attribute, parts: tuple[str, ...], longest: int) -> Constraint:
    kind = _KINDS.get(each.name, "fkey")
    columns = [(_column(model, part), part) for part in parts]
    names = () if kind == "pkey" else tuple(column for column, _ in columns)
    default = constraint_name(model.table, names, kind, longest)
    quoted = tuple(
        f'"{column}" DESC' if re.search(r"\(.*sort: Desc", part) else f'"{column}"'
        for column, part in columns
    )
    conditions = [
        partial.comparison_sql(f'"{_column(model, name)}"', compared)
        for name, compared in partial.comparisons(each.values.get("where", "")).items()
    ]
    name, where = mapped_name(each) or default, " AND ".join(conditions)
    return Constraint(kind, name, quoted, where, _type(each, parts))


def mapped_name(attribute: Attribute) -> str:
    """Return the name of a key or an index in the database; empty for the usual one.

    `name` is that of an index too, from before Prisma 3; of keys, only the client knows it.
    """
    names = ("map", "name") if attribute.name == "index" else ("map",)
    return attribute.text(*names) or ""


def _type(each: Attribute, parts: tuple[str, ...]) -> str:
    """Return the type of an index and its operator classes, however they are written."""
    found = (match for part in parts for match in _CLASS.finditer(part))
    classes = (match["raw"] or snake(match["named"]) for match in found)
    return " ".join([each.values.get("type", "BTree"), *classes]).removeprefix("BTree").strip()


def _column(model: Model, part: str) -> str:
    name = re.split(r"\W", part, maxsplit=1)[0]
    field: Field | None = model.field(name)
    return field.column if field else name
