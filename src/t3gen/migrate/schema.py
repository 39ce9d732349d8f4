"""The part of a Prisma schema that databases know: models, columns, enums.

Reads schemas that the engine has accepted, so it checks nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_PIECE = re.compile(
    r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/|[\[\](){}:,\n]|[^"/\[\](){}:,\n]+|/', re.S
)
_HEADER = re.compile(r"(model|view|enum|type|datasource|generator)\s+(\w+)\s*\{$")
_FIELD = re.compile(r'(\w+)\s+(Unsupported\("[^"]*"\)|\w+)(\[\]|\?)?')
_ATTRIBUTE = re.compile(r"@@?([\w.]+)")
_SETTING = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
_ENUM_VALUE = re.compile(r"\w+")


@dataclass(frozen=True)
class Attribute:
    """`@name(first, key: value)`: argument texts without spaces around them.

    Args:
        name: Without the leading `@` or `@@`, such as `default` or `db.VarChar`.
        values: Arguments by name; those without a name by their position, from "0".
    """

    name: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, *names: str) -> str | None:
        """Return a string argument without its quotes, under the first name that is there."""
        for name in names:
            if name in self.values:
                return self.values[name].strip('"')
        return None

    def names(self, *keys: str) -> tuple[str, ...]:
        """Return the names in a list argument, without what is said about each."""
        for key in keys:
            if key in self.values:
                inside = self.values[key].strip("[]")
                return tuple(re.match(r"\w+", part.strip())[0] for part in _split(inside))  # type: ignore[index]
        return ()


@dataclass(frozen=True)
class Field:
    """A field of a model: a column, or one side of a relation.

    Args:
        name: As the client says it.
        type: A scalar, an enum or a model.
        arity: "" for one, "?" for one or none, "[]" for many.
        attributes: In order of appearance.
    """

    name: str
    type: str
    arity: str = ""
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """Return the first attribute of a name."""
        return next((each for each in self.attributes if each.name == name), None)

    @property
    def column(self) -> str:
        """The name in the database."""
        mapped = self.attribute("map")
        return (mapped and mapped.text("name", "0")) or self.name

    @property
    def native(self) -> tuple[str, tuple[int, ...]]:
        """The database's own type, such as ("VarChar", (32,)), or ("", ())."""
        for each in self.attributes:
            if each.name.startswith("db."):
                numbers = tuple(int(value) for value in each.values.values() if value.isdecimal())
                return each.name.removeprefix("db."), numbers
        return "", ()

    @property
    def default(self) -> str | None:
        """What the database puts in where nothing is said, or None: a client's ids do not count."""
        attribute = self.attribute("default")
        value = attribute.values.get("0", attribute.values.get("value")) if attribute else None
        is_clients = value and re.match(r"(uuid|cuid|ulid|nanoid|auto)\(", value)
        return None if is_clients else value


@dataclass(frozen=True)
class Model:
    """A table."""

    name: str
    fields: tuple[Field, ...]
    attributes: tuple[Attribute, ...] = ()

    @property
    def table(self) -> str:
        """The name in the database."""
        return next((it.text("name", "0") for it in self.attributes if it.name == "map"), None) or (
            self.name
        )

    def find(self, name: str) -> Field | None:
        """Return the field of a name."""
        return next((each for each in self.fields if each.name == name), None)

    @property
    def key(self) -> tuple[str, ...]:
        """The fields of the primary key."""
        for each in self.attributes:
            if each.name == "id":
                return each.names("fields", "0")
        return tuple(each.name for each in self.fields if each.attribute("id"))

    @property
    def uniques(self) -> frozenset[tuple[str, ...]]:
        """The fields of each unique constraint, sorted."""
        single = [(each.name,) for each in self.fields if each.attribute("unique")]
        several = [it.names("fields", "0") for it in self.attributes if it.name == "unique"]
        return frozenset(tuple(sorted(names)) for names in (*single, *several))

    @property
    def schema(self) -> str | None:
        """The PostgreSQL schema that it is in, when it says so."""
        return next((it.text("0") for it in self.attributes if it.name == "schema"), None)


@dataclass(frozen=True)
class Enum:
    """An enum; its values map to their names in the database."""

    name: str
    values: Mapping[str, str]
    type_name: str


@dataclass(frozen=True)
class Schema:
    """A Prisma schema, all files of it."""

    provider: str = ""
    models: Mapping[str, Model] = field(default_factory=dict)
    enums: Mapping[str, Enum] = field(default_factory=dict)

    def columns(self, model: Model) -> tuple[Field, ...]:
        """Return the fields that are columns."""
        return tuple(each for each in model.fields if each.type not in self.models)


def provider_of(text: str) -> str:
    """Return the kind of database that a schema is for, or nothing when it does not say."""
    for kind, _, lines in _blocks(text):
        if kind == "datasource":
            settings: dict[str, str] = dict(_SETTING.findall("\n".join(lines)))
            return settings.get("provider", "")
    return ""


def parse(text: str) -> Schema:
    """Read a schema; several files may be joined into one text."""
    models: dict[str, Model] = {}
    enums: dict[str, Enum] = {}
    for kind, name, lines in _blocks(text):
        if kind == "model":
            models[name] = _model(name, lines)
        elif kind == "enum":
            enums[name] = _enum(name, lines)
    return Schema(provider=provider_of(text), models=models, enums=enums)


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
    for line in lines:
        mapped = next((it.text("name", "0") for it in _attributes(line) if it.name == "map"), None)
        if line.startswith("@@"):
            type_name = mapped or type_name
        elif found := _ENUM_VALUE.match(line):
            values[found[0]] = mapped or found[0]
    return Enum(name=name, values=values, type_name=type_name)


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
