"""The relations of generated models that follow from no spec: lines that the import adds to them.

They lead to models that stay as they are, or are over several fields, or many-to-many with a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from t3gen.psl import Attribute, Field, InverseField, Model, Schema, relation_name


def inverse_fields(schema: Schema, kept: Collection[str]) -> Iterator[InverseField]:
    """Yield the fields of generated models whose types are models that are kept as they are.

    Args:
        schema: The imported schema.
        kept: The models that stay the user's own.
    """
    for model, field in _relations(schema, kept):
        if field.type in kept and not _columns(field):
            name = relation_name(field) or ""
            yield InverseField(model.name, field.name, field.type, field.arity, name)


def added_relations(
    schema: Schema, kept: Collection[str], written: Mapping[str, Model]
) -> Iterator[InverseField]:
    """Yield both sides of the relations between models that specs cannot declare.

    Args:
        schema: The imported schema.
        kept: The models that stay the user's own.
        written: The models of the imported schema as they are written, by name.
    """
    for model, field in _relations(schema, kept):
        if not is_added(schema, model, field) or (field.type in kept and not _columns(field)):
            continue
        relation, name = field.attribute("relation"), relation_name(field) or ""
        target = written[field.type] if field.type in kept else schema.models[field.type]
        attributes = ""
        if relation is not None and _columns(field):
            attributes = _text(relation, schema.models[field.type], target)
        yield InverseField(model.name, field.name, field.type, field.arity, name, attributes)


def is_added(schema: Schema, model: Model, field: Field) -> bool:
    """Return whether a field is a side of a relation that no spec declares."""
    other = opposite(schema, model, field)
    if other is None:
        return False
    if (field.arity, other.arity) == ("[]", "[]"):
        return relation_name(field) is not None
    return max(len(_columns(field)), len(_columns(other))) > 1


def opposite(schema: Schema, model: Model, field: Field) -> Field | None:
    """Return the other side of a relation."""
    name = relation_name(field)
    for other in schema.models[field.type].fields:
        is_itself = (field.type, other.name) == (model.name, field.name)
        if other.type == model.name and relation_name(other) == name and not is_itself:
            return other
    return None


def _relations(schema: Schema, kept: Collection[str]) -> Iterator[tuple[Model, Field]]:
    """Yield the relations of the models that are generated."""
    for model in schema.models.values():
        for field in model.fields if model.name not in kept else ():
            if field.type in schema.models:
                yield model, field


def _columns(field: Field) -> tuple[str, ...]:
    relation = field.attribute("relation")
    return relation.names("fields") if relation else ()


def _text(relation: Attribute, renamed: Model, target: Model) -> str:
    """Return the attribute of a relation, with the names that the fields of its target have."""
    columns = renamed.columns(relation.names("references"))
    names = [field.name if (field := target.field_of(one)) else one for one in columns]
    values = dict(relation.values)
    values["fields"] = f"[{', '.join(relation.names('fields'))}]"
    values["references"] = f"[{', '.join(names)}]"
    parts = (f"{key}: {text}" if not key.isdigit() else text for key, text in values.items())
    return f"@relation({', '.join(parts)})"
