"""The part of a Prisma schema that databases know: models, columns, enums.

`psl` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


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
                text = self.values[key]
                while (outer := re.sub(r"\([^()]*\)", "", text)) != text:
                    text = outer
                return tuple(re.findall(r"\w+", text))
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

    def find(self, column: str) -> Field | None:
        """Return the field of a column."""
        return next((each for each in self.fields if each.column == column), None)

    def field(self, name: str) -> Field | None:
        """Return the field of a name."""
        return next((each for each in self.fields if each.name == name), None)

    def columns(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the columns of fields."""
        known = {each.name: each.column for each in self.fields}
        return tuple(known.get(name, name) for name in names)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        for each in self.attributes:
            if each.name == "id":
                return self.columns(each.names("fields", "0"))
        return tuple(each.column for each in self.fields if each.attribute("id"))

    @property
    def uniques(self) -> frozenset[frozenset[str]]:
        """The columns of each unique constraint, those among some of the rows too."""
        partial = [it for it in self.attributes if it.name == "unique" and "where" in it.values]
        several = [frozenset(self.columns(it.names("fields", "0"))) for it in partial]
        return self.whole_uniques.union(several)

    @property
    def whole_uniques(self) -> frozenset[frozenset[str]]:
        """The columns of each unique constraint among all rows."""
        single = [(each.name,) for each in self.fields if each.attribute("unique")]
        whole = [it for it in self.attributes if it.name == "unique" and "where" not in it.values]
        several = [it.names("fields", "0") for it in whole]
        return frozenset(frozenset(self.columns(names)) for names in (*single, *several))

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
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True)
class Schema:
    """A Prisma schema, all files of it.

    Args:
        others: The blocks that are neither models nor enums, as they are written.
    """

    provider: str = ""
    models: Mapping[str, Model] = field(default_factory=dict)
    enums: Mapping[str, Enum] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def columns(self, model: Model) -> tuple[Field, ...]:
        """Return the fields that are columns."""
        return tuple(each for each in model.fields if each.type not in self.models)
