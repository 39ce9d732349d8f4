"""The join tables of implicit many-to-many relations, which have no model in a Prisma schema."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.psl.schema import Field, Model, Schema

Side = tuple[str, str]
"""A model, and its field for the relation."""


@dataclass(frozen=True)
class JoinTable:
    """The table of an implicit many-to-many relation.

    Args:
        name: The name of the relation, where it has one.
        sides: Its two fields, sorted; column A holds keys of the first model, B of the second.
    """

    name: str | None
    sides: tuple[Side, Side]

    @property
    def table(self) -> str:
        """The name in the database, by Prisma's convention."""
        (first, _), (second, _) = self.sides
        return f"_{self.name or f'{first}To{second}'}"

    @property
    def label(self) -> str:
        """The name in messages, such as `Order.tags`."""
        return ".".join(self.sides[0])

    def other(self, side: Side) -> Side:
        """Return the opposite side."""
        return self.sides[1] if side == self.sides[0] else self.sides[0]


def join_tables(schema: Schema) -> tuple[JoinTable, ...]:
    """Return the join tables of a schema."""
    tables = {}
    for model in schema.models.values():
        for field in model.fields:
            other = _other_side(schema, model, field)
            if other is not None:
                first, second = sorted([(model.name, field.name), other])
                tables[first, second] = JoinTable(relation_name(field), (first, second))
    return tuple(tables.values())


def relation_name(field: Field) -> str | None:
    """Return the name of the relation that a field declares, or None."""
    attribute = field.attribute("relation")
    return attribute.text("name", "0") if attribute else None


def _other_side(schema: Schema, model: Model, field: Field) -> Side | None:
    if field.arity != "[]" or field.type not in schema.models:
        return None
    for other in schema.models[field.type].fields:
        is_inverse = other.type == model.name and other.arity == "[]"
        is_other = (model.name, field.name) != (field.type, other.name)
        if is_inverse and is_other and relation_name(other) == relation_name(field):
            return field.type, other.name
    return None
