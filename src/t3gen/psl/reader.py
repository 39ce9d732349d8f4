"""Reading and writing Prisma's schema language.

Reads schemas that the engine has accepted, so it checks nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from t3gen.psl.schema import Attribute, Enum, Field, Model, Schema

_PIECE = re.compile(
    r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/|[\[\](){}:,\n]|[^"/\[\](){}:,\n]+|/', re.S
)
_HEADER = re.compile(r"(model|view|enum|type|datasource|generator)\s+(\w+)\s*\{$")
_FIELD = re.compile(r'(\w+)\s+(Unsupported\("[^"]*"\)|\w+)(\[\]|\?)?')
_ATTRIBUTE = re.compile(r"@@?([\w.]+)")
_SETTING = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
_EXTENSIONS = re.compile(r"^[ \t]*extensions\s*=\s*\[[^\]]*\][^\n]*\n", re.M)
_EXTENSIONS_FEATURE = re.compile(r'"postgresqlExtensions"\s*,\s*|(,\s*)?"postgresqlExtensions"')
_ENUM_VALUE = re.compile(r"\w+")


def provider_of(text: str) -> str:
    """Return the kind of database that a schema is for, or nothing when it does not say."""
    for kind, _, lines in _blocks(text):
        if kind == "datasource":
            settings: dict[str, str] = dict(_SETTING.findall("\n".join(lines)))
            return settings.get("provider", "")
    return ""


def without_extensions(files: Mapping[str, str]) -> dict[str, str]:
    """Return Prisma files that do not say which extensions PostgreSQL has.

    Of a database the engine sees all, the one of PL/pgSQL too, which no schema names. What needs
    an extension fails where it is not there.
    """
    return {
        path: _EXTENSIONS_FEATURE.sub("", _EXTENSIONS.sub("", text)) for path, text in files.items()
    }


@lru_cache(maxsize=2)
def parse(text: str) -> Schema:
    """Read a schema; several files may be joined into one text.

    The newest schemas are kept: a run looks at the last one several times.
    """
    models: dict[str, Model] = {}
    enums: dict[str, Enum] = {}
    others = []
    for kind, name, lines in _blocks(text):
        if kind == "model":
            models[name] = _model(name, lines)
        elif kind == "enum":
            enums[name] = _enum(name, lines)
        else:
            others.append(_block(kind, name, lines))
    return Schema(provider_of(text), models, enums, tuple(others))


def write(schema: Schema) -> str:
    """Return a schema as one text: what `parse` reads, without comments."""
    blocks = list(schema.others)
    for model in schema.models.values():
        lines = [_field_line(each) for each in model.fields]
        lines += [f"@{_attribute_text(each)}" for each in model.attributes]
        blocks.append(_block("model", model.name, lines))
    for enum in schema.enums.values():
        lines = [
            value if value == stored else f'{value} @map("{stored}")'
            for value, stored in enum.values.items()
        ]
        lines += [f"@{_attribute_text(each)}" for each in enum.attributes]
        blocks.append(_block("enum", enum.name, lines))
    return "\n".join(blocks)


def _block(kind: str, name: str, lines: Iterable[str]) -> str:
    inside = "".join(f"  {line}\n" for line in lines)
    return f"{kind} {name} {{\n{inside}}}\n"


def _field_line(each: Field) -> str:
    attributes = map(_attribute_text, each.attributes)
    return " ".join([each.name, f"{each.type}{each.arity}", *attributes])


def _attribute_text(each: Attribute) -> str:
    values = [value if key.isdecimal() else f"{key}: {value}" for key, value in each.values.items()]
    return f"@{each.name}({', '.join(values)})" if values else f"@{each.name}"


def renamed_list(text: str, names: Mapping[str, str]) -> str:
    """Return a list of fields, such as `[number, placedAt(sort: Desc)]`, with other names."""
    if not text.startswith("["):
        return names.get(text, text)
    found = (
        re.sub(r"^\w+", lambda name: names.get(name[0], name[0]), part) for part in listed(text)
    )
    return f"[{', '.join(found)}]"


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of a list of fields, each with what is said about it."""
    return tuple(part.strip() for part in _split(text.removeprefix("[").removesuffix("]")))


def _blocks(text: str) -> Iterator[tuple[str, str, list[str]]]:
    kind = name = ""
    lines: list[str] = []
    for line in _lines(text):
        header = _HEADER.match(line)
        if header:
            kind, name = header.groups()
            lines = []
        elif line == "}":
            yield kind, name, lines
        else:
            lines.append(line)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines without comments, those within parentheses joined."""
    depth = 0
    line = ""
    for piece in _PIECE.findall(text + "\n"):
        if piece.startswith(("//", "/*")):
            continue
        if piece == "\n" and depth == 0:
            if line.strip():
                yield line.strip()
            line = ""
        else:
            depth += _step(piece)
            line += " " if piece == "\n" else piece


def _model(name: str, lines: list[str]) -> Model:
    fields = []
    attributes: list[Attribute] = []
    for line in lines:
        if line.startswith("@@"):
            attributes.extend(_attributes(line))
        elif found := _FIELD.match(line):
            rest = _attributes(line[found.end() :])
            fields.append(Field(found[1], found[2], found[3] or "", tuple(rest)))
    return Model(name=name, fields=tuple(fields), attributes=tuple(attributes))


def _enum(name: str, lines: list[str]) -> Enum:
    values: dict[str, str] = {}
    type_name = name
    attributes: list[Attribute] = []
    for line in lines:
        mapped = next((it.text("name", "0") for it in _attributes(line) if it.name == "map"), None)
        if line.startswith("@@"):
            type_name = mapped or type_name
            attributes.extend(_attributes(line))
        elif found := _ENUM_VALUE.match(line):
            values[found[0]] = mapped or found[0]
    return Enum(name, values, type_name, tuple(attributes))


def _attributes(text: str) -> Iterator[Attribute]:
    position = 0
    while found := _ATTRIBUTE.search(text, position):
        position = found.end()
        values: dict[str, str] = {}
        if text[position : position + 1] == "(":
            inside = _inside(text[position:])
            position += len(inside) + 2
            values = dict(_named(inside))
        yield Attribute(found[1], values)


def _named(arguments: str) -> Iterator[tuple[str, str]]:
    for position, part in enumerate(_split(arguments)):
        found = re.match(r"\s*(\w+)\s*:(.*)", part, re.DOTALL)
        yield (found[1], found[2].strip()) if found else (str(position), part.strip())


def _step(piece: str) -> int:
    """Return how much deeper in brackets a piece leads."""
    return (piece in ("(", "[")) - (piece in (")", "]"))


def _inside(text: str) -> str:
    """Return what is between the parenthesis that a text starts with and its end."""
    depth = 0
    length = 0
    for piece in _PIECE.findall(text):
        depth += _step(piece)
        length += len(piece)
        if depth == 0:
            break
    return text[1 : length - 1]


def _split(text: str) -> Iterator[str]:
    """Split at the commas that are not within parentheses or strings."""
    depth = 0
    part = ""
    for piece in _PIECE.findall(text):
        depth += _step(piece)
        if piece == "," and depth == 0:
            yield part
            part = ""
        else:
            part += piece
    if part.strip():
        yield part
