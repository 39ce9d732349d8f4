"""The many-to-many tables of a Prisma schema that have no model of their own."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.psl.schema import Field, Model, Schema

End = tuple[str, str]
"""A model and its field."""


@dataclass(frozen=True)
class Link:
    """A many-to-many relation.

    Args:
        name: What both ends call the relation, when they name it.
        ends: Its two fields; the table's column A holds keys of the first one's model.
    """

    name: str | None
    ends: tuple[End, End]

    @property
    def table(self) -> str:
        """The name in the database."""
        (first, _), (second, _) = self.ends
        return f"_{self.name or f'{first}To{second}'}"

    @property
    def label(self) -> str:
        """The relation as a message names it."""
        return ".".join(self.ends[0])

    def other(self, end: End) -> End:
        """Return the end that is not this one."""
        return self.ends[1] if end == self.ends[0] else self.ends[0]


def links(schema: Schema) -> tuple[Link, ...]:
    """Return the many-to-many relations, each once."""
    found = {}
    for model in schema.models.values():
        for field in model.fields:
            other = _other_end(schema, model, field)
            if other is not None:
                first, second = sorted([(model.name, field.name), other])
                found[first, second] = Link(relation_name(field), (first, second))
    return tuple(found.values())


def relation_name(field: Field) -> str | None:
    """Return what a field calls its relation, or None."""
    attribute = field.attribute("relation")
    return attribute.text("name", "0") if attribute else None


def _other_end(schema: Schema, model: Model, field: Field) -> End | None:
    if field.arity != "[]" or field.type not in schema.models:
        return None
    for other in schema.models[field.type].fields:
        is_back = other.type == model.name and other.arity == "[]"
        is_other = (model.name, field.name) != (field.type, other.name)
        if is_back and is_other and relation_name(other) == relation_name(field):
            return field.type, other.name
    return None
