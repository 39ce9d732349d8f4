"""Apply renames to a schema, so that a diff with the new schema shows no dropped column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from t3gen.migrate.diff.renames import Renames
from t3gen.psl import Attribute, Enum, Field, Model, Schema, checks, partial, reader


def substitute(before: Schema, after: Schema, names: Renames) -> Schema:
    """Return the schema `before` under the new names, in Prisma and in the database.

    Args:
        before: The schema with the old names.
        after: The schema with the new names, and with their names in the database.
        names: The renames.
    """
    work = _Substitution(before, after, names)
    models = [work.model(each) for each in before.models.values()]
    enums = [work.enum(each) for each in before.enums.values()]
    return replace(
        before,
        models={each.name: each for each in models},
        enums={each.name: each for each in enums},
    )


@dataclass(frozen=True)
class _Substitution:
    before: Schema
    after: Schema
    names: Renames

    def model(self, old: Model) -> Model:
        name = self.names.models.get(old.name, old.name)
        new = self.after.models.get(name)
        attributes = tuple(self.model_attribute(old, each) for each in old.attributes)
        if new is not None and (name != old.name or self.is_moved(old, new)):
            attributes = _mapped_as(new.attributes, attributes)
        fields = tuple(self.field(old, new, each) for each in old.fields)
        return Model(name, fields, attributes, dict(self.checks(old, fields)))

    def checks(self, old: Model, fields: Sequence[Field]) -> Iterator[tuple[str, str]]:
        """Yield the checks of a model under the new names of columns and values."""
        pairs = zip(old.fields, fields, strict=True)
        names = {before.column: after.column for before, after in pairs}
        values = {each.column: self.stored_values(each.type) for each in old.fields}
        for name, condition in old.checks.items():
            yield name, checks.renamed(condition, names, values)

    def stored_values(self, enum: str) -> dict[str, str]:
        """Return the new values of an enum in the database, by the old ones."""
        before = self.before.enums.get(enum)
        if before is None:
            return {}
        after = self.enum(before)
        return dict(zip(before.values.values(), after.values.values(), strict=True))

    def is_moved(self, old: Model, new: Model) -> bool:
        """Return whether `@@map` gives the table another name in the database."""
        if new.table == old.table:
            return False
        tables_before = {each.table for each in self.before.models.values()}
        tables_after = {each.table for each in self.after.models.values()}
        return new.table not in tables_before and old.table not in tables_after

    def model_attribute(self, old: Model, each: Attribute) -> Attribute:
        if each.name not in ("id", "unique", "index"):
            return each
        own = _with(each, self.fields_of(old.name), "fields", "0")
        if "where" not in own.values:
            return own
        values = {field.name: self.values_of(field.type) for field in old.fields}
        where = partial.renamed(own.values["where"], self.fields_of(old.name), values)
        return Attribute(own.name, {**own.values, "where": where})

    def field(self, model: Model, new: Model | None, old: Field) -> Field:
        name = self.names.fields.get((model.name, old.name), old.name)
        kind = self.names.models.get(old.type) or self.names.enums.get(old.type) or old.type
        substituted = [self.attribute(model, old, each) for each in old.attributes]
        attributes = tuple(each for each in substituted if each is not None)
        counterpart = new.field(name) if new else None
        if new and counterpart and (name != old.name or _is_moved(model, old, new, counterpart)):
            attributes = _mapped_as(counterpart.attributes, attributes)
        if (model.name, old.name) in self.names.relations:
            attributes = _related_as(self.names.relations[model.name, old.name], attributes)
        return Field(name, kind, old.arity, attributes)

    def attribute(self, model: Model, old: Field, each: Attribute) -> Attribute | None:
        if each.name == "relation":
            own = _with(each, self.fields_of(model.name), "fields")
            return _with(own, self.fields_of(old.type), "references")
        if each.name == "default" and old.type in self.before.enums:
            values = self.values_of(old.type)
            # On SQLite, the default is the text of the old name, and has to be set again.
            is_text = self.before.provider == "sqlite" and old.default in values
            return None if is_text else _with(each, values, "value", "0")
        return each

    def fields_of(self, model: str) -> dict[str, str]:
        return {name: new for (owner, name), new in self.names.fields.items() if owner == model}

    def values_of(self, enum: str) -> dict[str, str]:
        return {value: new for (of, value), new in self.names.values.items() if of == enum}

    def enum(self, old: Enum) -> Enum:
        name = self.names.enums.get(old.name, old.name)
        new = self.after.enums.get(name)
        values = {}
        for value, stored in old.values.items():
            renamed = self.names.values.get((old.name, value), value)
            now = new.values.get(renamed, stored) if new else stored
            is_moved = new and now not in old.values.values() and stored not in new.values.values()
            values[renamed] = now if renamed != value or is_moved else stored
        attributes, type_name = old.attributes, old.type_name
        if new is not None:
            attributes, type_name = _mapped_as(new.attributes, attributes), new.type_name
        return Enum(name, values, type_name, attributes)


def _is_moved(model: Model, old: Field, after: Model, new: Field) -> bool:
    """Return whether `@map` gives the column another name in the database."""
    return model.field_of(new.column) is None and after.field_of(old.column) is None


def _with(each: Attribute, names: Mapping[str, str], *keys: str) -> Attribute:
    """Return an attribute with new names in the first of some arguments that is present."""
    for key in keys:
        if key in each.values:
            text = reader.rename_in_list(each.values[key], names)
            return Attribute(each.name, {**each.values, key: text})
    return each


def _mapped_as(
    new: tuple[Attribute, ...], attributes: tuple[Attribute, ...]
) -> tuple[Attribute, ...]:
    """Return attributes with the `@map` or `@@map` of others."""
    kept = tuple(each for each in attributes if each.name != "map")
    return (*kept, *(each for each in new if each.name == "map"))


def _related_as(name: str | None, attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    """Return attributes with another name of the relation; None removes it."""
    kept = tuple(each for each in attributes if each.name != "relation")
    return (*kept, Attribute("relation", {"0": f'"{name}"'})) if name else kept
