"""Parse a Prisma schema into models and enums, and write one.

The engine validates schemas; nothing here does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from t3gen.psl import checks
from t3gen.psl.lines import (
    Block,
    Line,
    block_contents,
    blocks,
    bracketed,
    declarations,
    field_layout,
    iter_lines,
    join,
    lines,
    tokens,
)
from t3gen.psl.schema import Attribute, Enum, Field, Model, Schema

_ATTRIBUTE = re.compile(r"@@?([\w.]+)")
_SETTING = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
_EXTENSIONS_FEATURE = re.compile(r'"postgresqlExtensions"\s*,\s*|(,\s*)?"postgresqlExtensions"')
_ENUM_VALUE = re.compile(r"\w+")


@lru_cache(maxsize=2)
def parse(text: str) -> Schema:
    """Parse a schema; several files may be joined into one text.

    The latest schemas are cached: a run parses the last one several times.
    """
    models: dict[str, Model] = {}
    enums: dict[str, Enum] = {}
    providers, others = [], []
    for kind, name, inside in block_contents(iter_lines(text)):
        parts = [*declarations(inside)]
        if kind == "model":
            models[name] = replace(parse_model(name, parts), checks=checks.declared(inside))
        elif kind == "enum":
            enums[name] = _enum(name, parts)
        else:
            others.append(_block_text(kind, name, parts))
        if kind == "datasource":
            providers.append(dict(_SETTING.findall("\n".join(parts))).get("provider", ""))
    return Schema(providers[0] if providers else "", models, enums, tuple(others))


def parse_model(name: str, parts: Iterable[str]) -> Model:
    """Parse the declarations of a model, each in one line without comments."""
    fields = []
    attributes: list[Attribute] = []
    for part in parts:
        if part.startswith("@@"):
            attributes.extend(_attributes(part))
        elif layout := field_layout(part):
            own = tuple(_attributes(part[layout.type_end :]))
            fields.append(Field(layout.name, layout.type, layout.arity, own))
    return Model(name=name, fields=tuple(fields), attributes=tuple(attributes))


def provider_of(text: str) -> str:
    """Return the provider of the datasource, such as `sqlite`; empty without one."""
    return parse(text).provider


def without_extensions(files: Mapping[str, str]) -> dict[str, str]:
    """Return Prisma files without the list of PostgreSQL extensions.

    Introspection returns every extension of a database, also PL/pgSQL, which no schema declares.
    """
    return {path: _without_extensions(text) for path, text in files.items()}


def write(schema: Schema) -> str:
    """Write a schema for the engine; other comments and alignment are not kept."""
    models = [_block_text("model", it.name, _model_lines(it)) for it in schema.models.values()]
    enums = [
        _block_text("enum", it.name, [*_value_texts(it), *_block_attributes(it)])
        for it in schema.enums.values()
    ]
    return "\n".join([*schema.others, *models, *enums])


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a list, such as `[number, placedAt(sort: Desc)]`."""
    return tuple(part.strip() for part in _split(text.removeprefix("[").removesuffix("]")))


def rename_in_list(text: str, names: Mapping[str, str]) -> str:
    """Return a name, or a list of names with arguments, with new names by old ones."""
    if not text.startswith("["):
        return names.get(text, text)
    renamed = (
        re.sub(r"^\w+", lambda name: names.get(name[0], name[0]), part) for part in split_list(text)
    )
    return f"[{', '.join(renamed)}]"


def _without_extensions(text: str) -> str:
    source = lines(text)
    kept = list(source)
    for block in reversed([it for it in blocks(source) if it.kind == "datasource"]):
        kept[block.start : block.end] = _lines_without_extensions(source, block)
    return _EXTENSIONS_FEATURE.sub("", join(kept))


def _lines_without_extensions(source: list[Line], block: Block) -> Iterator[Line]:
    depth, is_setting = 0, False
    for each in source[block.start : block.end]:
        if depth == 0:
            is_setting = bool(re.match(r"\s*extensions\s*=", each.code))
        depth += sum(token.nesting for token in each.tokens)
        if not is_setting:
            yield each


def names_in(text: str) -> frozenset[str]:
    """Return the names of models, fields, checks and enum values in a schema."""
    schema = parse(text)
    fields = (field.name for model in schema.models.values() for field in model.fields)
    values = (value for enum in schema.enums.values() for value in enum.values)
    found = (name for model in schema.models.values() for name in model.checks)
    return frozenset((*schema.models, *fields, *values, *found))


def _block_text(kind: str, name: str, parts: Iterable[str]) -> str:
    inside = "".join(f"  {part}\n" for part in parts)
    return f"{kind} {name} {{\n{inside}}}\n"


def _model_lines(model: Model) -> Iterator[str]:
    yield from map(_field_text, model.fields)
    yield from (checks.comment(name, condition) for name, condition in model.checks.items())
    yield from _block_attributes(model)


def _field_text(field: Field) -> str:
    attributes = map(_attribute_text, field.attributes)
    return " ".join([field.name, f"{field.type}{field.arity}", *attributes])


def _value_texts(enum: Enum) -> Iterator[str]:
    for value, stored in enum.values.items():
        yield value if value == stored else f'{value} @map("{stored}")'


def _block_attributes(owner: Model | Enum) -> Iterator[str]:
    return (f"@{_attribute_text(each)}" for each in owner.attributes)


def _attribute_text(each: Attribute) -> str:
    values = [value if key.isdecimal() else f"{key}: {value}" for key, value in each.values.items()]
    return f"@{each.name}({', '.join(values)})" if values else f"@{each.name}"


def _enum(name: str, parts: Iterable[str]) -> Enum:
    values: dict[str, str] = {}
    type_name = name
    attributes: list[Attribute] = []
    for part in parts:
        mapped = next((it.text("name", "0") for it in _attributes(part) if it.name == "map"), None)
        if part.startswith("@@"):
            type_name = mapped or type_name
            attributes.extend(_attributes(part))
        elif value := _ENUM_VALUE.match(part):
            values[value[0]] = mapped or value[0]
    return Enum(name, values, type_name, tuple(attributes))


def _attributes(text: str) -> Iterator[Attribute]:
    position = 0
    while match := _ATTRIBUTE.search(text, position):
        position = match.end()
        values: dict[str, str] = {}
        if text[position : position + 1] == "(":
            arguments = "".join(token.text for token in bracketed(tokens(text[position:])))
            position += len(arguments)
            values = dict(_arguments(arguments[1:-1]))
        yield Attribute(match[1], values)


def _arguments(text: str) -> Iterator[tuple[str, str]]:
    """Yield arguments by name, or by position where they have none."""
    for position, part in enumerate(_split(text)):
        match = re.match(r"\s*(\w+)\s*:(.*)", part, re.DOTALL)
        yield (match[1], match[2].strip()) if match else (str(position), part.strip())


def _split(text: str) -> Iterator[str]:
    """Split at the commas that are not within brackets, braces or strings."""
    depth = 0
    part = ""
    for token in tokens(text):
        depth += token.nesting + (token.text == "{") - (token.text == "}")
        if token.text == "," and depth == 0:
            yield part
            part = ""
        else:
            part += token.text
    if part.strip():
        yield part
