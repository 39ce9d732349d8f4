"""A Prisma schema as data: models, fields, enums and their attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from t3gen.psl import partial


@dataclass(frozen=True)
class Attribute:
    """An attribute, such as `@name(first, key: value)`.

    Args:
        name: The name without `@` or `@@`, such as `default` or `db.VarChar`.
        values: The texts of the arguments by name; those without a name by position, from "0".
    """

    name: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, *names: str) -> str | None:
        """Return the first of some arguments that is present, without quotes, or None."""
        for name in names:
            if name in self.values:
                return self.values[name].strip('"')
        return None

    def names(self, *keys: str) -> tuple[str, ...]:
        """Return the names in a list argument, without their own arguments.

        Args:
            keys: Names of arguments; the first one that is present counts.
        """
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
        name: The name in the Prisma client.
        type: A scalar, an enum or a model.
        arity: "" for one, "?" for optional, "[]" for a list.
        attributes: The attributes, in order.
    """

    name: str
    type: str
    arity: str = ""
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """Return the first attribute of a name, or None."""
        return next((each for each in self.attributes if each.name == name), None)

    @property
    def column(self) -> str:
        """The name in the database."""
        mapped = self.attribute("map")
        return (mapped and mapped.text("name", "0")) or self.name

    @property
    def native(self) -> tuple[str, tuple[int, ...]]:
        """The native database type and its sizes, such as ("VarChar", (32,)), or ("", ())."""
        for each in self.attributes:
            if each.name.startswith("db."):
                numbers = tuple(int(value) for value in each.values.values() if value.isdecimal())
                return each.name.removeprefix("db."), numbers
        return "", ()

    @property
    def default(self) -> str | None:
        """The default of the column in the database, or None: the client generates ids itself."""
        attribute = self.attribute("default")
        value = attribute.values.get("0", attribute.values.get("value")) if attribute else None
        is_generated = value and re.match(r"(uuid|cuid|ulid|nanoid|auto)\(", value)
        return None if is_generated else value


@dataclass(frozen=True)
class Model:
    """A model, which is a table of the database.

    Args:
        checks: The conditions in SQL that the database checks, by name.
    """

    name: str
    fields: tuple[Field, ...]
    attributes: tuple[Attribute, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The name in the database."""
        return next((it.text("name", "0") for it in self.attributes if it.name == "map"), None) or (
            self.name
        )

    def field_of(self, column: str) -> Field | None:
        """Return the field of a column, or None."""
        return next((each for each in self.fields if each.column == column), None)

    def field(self, name: str) -> Field | None:
        """Return the field of a name, or None."""
        return next((each for each in self.fields if each.name == name), None)

    def columns(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the columns of fields, by the names of the fields."""
        columns = {each.name: each.column for each in self.fields}
        return tuple(columns.get(name, name) for name in names)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        for each in self.attributes:
            if each.name == "id":
                return self.columns(each.names("fields", "0"))
        return tuple(each.column for each in self.fields if each.attribute("id"))

    @property
    def uniques(self) -> frozenset[frozenset[str]]:
        """The columns of each unique constraint, partial ones included."""
        return self.full_uniques.union(columns for columns, _ in self.partial_uniques)

    @property
    def partial_uniques(self) -> tuple[tuple[frozenset[str], Mapping[str, str]], ...]:
        """The columns of each unique constraint of some rows, with what is compared by column."""
        found = []
        for each in self.attributes:
            if each.name == "unique" and "where" in each.values:
                compared = partial.comparisons(each.values["where"])
                where = dict(zip(self.columns(compared), compared.values(), strict=True))
                found.append((frozenset(self.columns(each.names("fields", "0"))), where))
        return tuple(found)

    @property
    def full_uniques(self) -> frozenset[frozenset[str]]:
        """The columns of each unique constraint that holds for all rows, without a condition."""
        single = [(each.name,) for each in self.fields if each.attribute("unique")]
        full = [it for it in self.attributes if it.name == "unique" and "where" not in it.values]
        compound = [it.names("fields", "0") for it in full]
        return frozenset(frozenset(self.columns(names)) for names in (*single, *compound))

    @property
    def schema(self) -> str | None:
        """The PostgreSQL schema of the table, or None for the default one."""
        return next((it.text("0") for it in self.attributes if it.name == "schema"), None)


@dataclass(frozen=True)
class Enum:
    """An enum.

    Args:
        name: The name in the Prisma schema.
        values: The names of the values in the database, by those in the Prisma schema.
        type_name: The name of the type in the database.
        attributes: The block attributes, such as `@@map`.
    """

    name: str
    values: Mapping[str, str]
    type_name: str
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True)
class Schema:
    """A Prisma schema of one or several files.

    Args:
        provider: The database, as Prisma calls it; empty without a datasource.
        models: The models, by name.
        enums: The enums, by name.
        others: The texts of the other blocks.
    """

    provider: str = ""
    models: Mapping[str, Model] = field(default_factory=dict)
    enums: Mapping[str, Enum] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def columns(self, model: Model) -> tuple[Field, ...]:
        """Return the fields of a model that are columns, which relations are not."""
        return tuple(each for each in model.fields if each.type not in self.models)
