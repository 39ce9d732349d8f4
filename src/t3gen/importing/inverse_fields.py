"""The inverse fields that models which stay as they are need in generated ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from t3gen.psl import InverseField, Schema


def inverse_fields(schema: Schema, kept: Collection[str]) -> Iterator[InverseField]:
    """Yield the fields of generated models whose types are models that are kept as they are.

    Args:
        schema: The imported schema.
        kept: The models that stay the user's own.
    """
    for model in schema.models.values():
        if model.name in kept:
            continue
        for field in model.fields:
            relation = field.attribute("relation")
            if field.type in kept and not (relation and "fields" in relation.values):
                name = (relation and relation.text("name", "0")) or ""
                yield InverseField(model.name, field.name, field.type, field.arity, name)
