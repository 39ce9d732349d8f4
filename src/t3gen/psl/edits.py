"""Edit a Prisma schema, one declaration at a time: indexes, and columns that may be empty.

The results are verified by Prisma's engine (see `migrate.online`); None means that the declaration
was not found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from t3gen.psl.join_tables import relation_name
from t3gen.psl.lines import Block, Line, blocks, join, line, lines
from t3gen.psl.reader import parse, parse_model
from t3gen.psl.schema import Attribute, Field, Model


@dataclass(frozen=True)
class Index:
    """An index of a database.

    Args:
        name: The name in the database.
        table: The table that is indexed.
        columns: The columns, in order.
        is_unique: Whether it is a unique index.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    is_unique: bool


def without_index(schema: str, index: Index) -> str | None:
    """Return a schema without the declaration of an index, or None when it has none."""
    source = lines(schema)
    for model, block in _models(schema, source):
        for at in range(block.start, block.end) if model.table == index.table else ():
            rest = _without(source[at], model, index)
            if rest is not None:
                source[at : at + 1] = rest
                return _with_many(join(source), model, index)
    return None


def restore_index(schema: str, before: str, name: str) -> str | None:
    """Return a schema with an index of an earlier schema, or None when that has none.

    Args:
        schema: The schema.
        before: The earlier schema.
        name: The name of the index in the database.
    """
    source, old = lines(schema), lines(before)
    blocks_by_table = {model.table: block for model, block in _models(schema, source)}
    for model, block in _models(before, old):
        texts = _index_texts(old[block.start : block.end])
        text = next((it for it in texts if _index_name(it, model) == name), None)
        if text and model.table in blocks_by_table:
            end = blocks_by_table[model.table].end
            source[end:end] = [line("\n"), line(f"{text}\n")]
            return join(source)
    return None


def with_optional(schema: str, table: str, columns: Collection[str]) -> str | None:
    """Return a schema in which columns, and the relations that use them, are optional.

    Args:
        schema: The schema.
        table: The table of the columns.
        columns: Their names in the database.
    """
    source = lines(schema)
    for model, block in _models(schema, source):
        if model.table == table:
            names = set(_fields_of(model, columns))
            for at in range(block.start, block.end):
                field = source[at].field
                if field and field.name in names and not field.arity:
                    source[at] = source[at].with_arity("?")
            return join(source)
    return None


def _models(schema: str, source: Sequence[Line]) -> Iterator[tuple[Model, Block]]:
    models = parse(schema).models
    return ((models[it.name], it) for it in blocks(source) if it.kind == "model")


def _without(each: Line, model: Model, index: Index) -> list[Line] | None:
    """Return the line without the index that it declares, or None when it declares another."""
    kind = "unique" if index.is_unique else "index"
    field, attributes = _declared(each)
    for attribute in attributes:
        names = [field.name] if field else attribute.names("fields", "0")
        mapped = attribute.text("map")
        if attribute.name == kind and model.columns(names) == index.columns:
            if mapped and mapped != index.name:
                continue
            return [each.without_attribute(kind)] if field else []
    return None


def _index_texts(source: Sequence[Line]) -> Iterator[str]:
    """Yield the indexes of a model, each as a block attribute."""
    for each in source:
        field, attributes = _declared(each)
        if field and any(it.name == "unique" for it in attributes):
            yield f"  @@unique([{field.name}])"
        elif not field and any(it.name in ("unique", "index") for it in attributes):
            yield each.text.rstrip("\r\n")


def _index_name(text: str, model: Model) -> str:
    """Return the name in the database of an index, by Prisma's convention unless it is mapped."""
    (attribute,) = _declared(line(text))[1]
    columns = model.columns(attribute.names("fields", "0"))
    suffix = "key" if attribute.name == "unique" else "idx"
    return attribute.text("map") or "_".join([model.table, *columns, suffix])


def _declared(each: Line) -> tuple[Field | None, tuple[Attribute, ...]]:
    """Return the field that a line declares and its attributes, or the attributes of the model."""
    model = parse_model("", [each.code.strip()])
    if model.fields:
        return model.fields[0], model.fields[0].attributes
    return None, model.attributes


def _with_many(schema: str, model: Model, index: Index) -> str:
    """Return a schema whose one-to-one relations over the columns of an index are one-to-many."""
    source = lines(schema)
    parsed = parse(schema).models
    for field in model.fields:
        relation = field.attribute("relation")
        if not relation or model.columns(relation.names("fields")) != index.columns:
            continue
        inverses = {
            it.name
            for it in parsed[field.type].fields
            if it.type == model.name
            and it.arity == "?"
            and relation_name(it) == relation_name(field)
        }
        for block in blocks(source):
            for at in range(block.start, block.end) if block.name == field.type else ():
                layout = source[at].field
                if layout and layout.name in inverses:
                    source[at] = source[at].with_arity("[]")
    return join(source)


def _fields_of(model: Model, columns: Collection[str]) -> Iterator[str]:
    """Yield the fields of columns, and the relations whose keys they are."""
    for field in model.fields:
        relation = field.attribute("relation")
        keys = model.columns(relation.names("fields")) if relation else (field.column,)
        if {*keys} & {*columns}:
            yield field.name
