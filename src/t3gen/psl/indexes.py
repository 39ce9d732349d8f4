"""Taking an index out of a Prisma schema, or putting one back: the text of the schema in between.

What comes out is checked by Prisma's engine (see `online`), so nothing here has to be certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from t3gen.psl.reader import parse
from t3gen.psl.schema import Attribute, Field, Model

_MODEL = re.compile(r"^model (\w+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_UNIQUE = re.compile(r" +@unique(\([^()]*\))?(?= |$)")


@dataclass(frozen=True)
class Index:
    """An index of a database.

    Args:
        name: Its name.
        table: The table that it is of.
        columns: Its columns, in order.
        is_unique: Whether it lets every value in once only.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    is_unique: bool


def without(schema: str, index: Index) -> str | None:
    """Return a schema without an index, or None when it is not found there."""
    for model, block in blocks(schema):
        if model.table != index.table:
            continue
        for line in block.splitlines():
            if (less := _less(line, model, index)) is not None:
                other = block.replace(f"{line}\n", less, 1)
                return _several(schema.replace(block, other, 1), model, index)
    return None


def with_again(schema: str, before: str, name: str) -> str | None:
    """Return a schema with an index that an earlier schema has, or None when that has none."""
    now = {model.table: block for model, block in blocks(schema)}
    for model, block in blocks(before):
        line = next((it for it in _lines(block) if _is_named(it, model, name)), None)
        if line and model.table in now:
            other = f"{now[model.table]}\n{line}\n"
            return schema.replace(now[model.table], other, 1)
    return None


def blocks(schema: str) -> Iterator[tuple[Model, str]]:
    """Yield the models of a schema, each with the lines that stand in it."""
    models = parse(schema).models
    for found in _MODEL.finditer(schema):
        yield models[found[1]], found[2]


def _less(line: str, model: Model, index: Index) -> str | None:
    """Return a line without the index that it declares, or None when it does not declare it."""
    kind = "unique" if index.is_unique else "index"
    field, attributes = _read(line)
    for each in attributes:
        names = [field.name] if field else each.names("fields", "0")
        mapped = each.text("map")
        if each.name == kind and model.columns(names) == index.columns:
            if mapped and mapped != index.name:
                continue
            return f"{_UNIQUE.sub('', line, count=1)}\n" if field else ""
    return None


def _lines(block: str) -> Iterator[str]:
    """Yield the indexes of a model, each as a line of its own."""
    for line in block.splitlines():
        field, attributes = _read(line)
        if field and any(each.name == "unique" for each in attributes):
            yield f"  @@unique([{field.name}])"
        elif not field and any(each.name in ("unique", "index") for each in attributes):
            yield line


def _is_named(line: str, model: Model, name: str) -> bool:
    """Tell whether a line declares the index of a name, as Prisma names those that say none."""
    (attribute,) = _read(line)[1]
    columns = model.columns(attribute.names("fields", "0"))
    suffix = "key" if attribute.name == "unique" else "idx"
    return (attribute.text("map") or "_".join([model.table, *columns, suffix])) == name


def _read(line: str) -> tuple[Field | None, tuple[Attribute, ...]]:
    model = parse(f"model X {{\n{line}\n}}\n").models["X"]
    if model.fields:
        return model.fields[0], model.fields[0].attributes
    return None, model.attributes


def _several(schema: str, model: Model, index: Index) -> str:
    """Let a relation be to many whose key need not be unique any more."""
    schemas = parse(schema).models
    for field in model.fields:
        relation = field.attribute("relation")
        if not relation or model.columns(relation.names("fields")) != index.columns:
            continue
        for other in schemas[field.type].fields:
            said = other.attribute("relation")
            if other.type == model.name and other.arity == "?" and _name(said) == _name(relation):
                pattern = rf"(^model {field.type} \{{\n.*?^ +{other.name} +{model.name})\?"
                schema = re.sub(pattern, r"\1[]", schema, count=1, flags=re.MULTILINE | re.DOTALL)
    return schema


def _name(relation: Attribute | None) -> str | None:
    return relation.text("name", "0") if relation else None
