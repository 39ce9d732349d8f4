"""Names as specs have them: `team_id` becomes `teamId`, `api_keys` `ApiKey`; tables stay."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from t3gen.model import inflection, reserved
from t3gen.psl import Attribute, Field, Line, Model, Schema, blocks, join, lines, relation_name
from t3gen.spec.vocabulary import names

_NAME = re.compile(names.FIELD)
_RESOURCE = re.compile(names.RESOURCE)
_UNCOUNTED = ("data", "media", "metadata")
"""Words that English inflects, and that programmers do not."""
_OWNING = re.compile(r"@relation\(.*\bfields\s*:")
_REFERENCES = re.compile(r"(\breferences\s*:\s*)(\[[^\]]*\])")
_TYPE = re.compile(r"^(\s*\w+\s+)\w+")
_WORD = re.compile(r"(?<![\w\"])[A-Za-z_]\w*(?![\w\"(:])|(?<![\w\"])[A-Za-z_]\w*(?=\()")


def renamed_fields(schema: Schema) -> dict[tuple[str, str], str]:
    """Return the names of specs for fields with other names, by model and field."""
    renamed = {}
    for model in schema.models.values():
        present = {field.name for field in model.fields}
        for field in model.fields:
            new = _standard_name(model, field) or inflection.camel(field.name)
            is_free = new not in present and _NAME.fullmatch(new)
            if is_free and (_standard_name(model, field) or not _NAME.fullmatch(field.name)):
                renamed[model.name, field.name] = new
                present.add(new)
    return renamed


def _standard_name(model: Model, field: Field) -> str:
    """Return `id` or `updatedAt` for a field that is one under another name; else empty."""
    if field.attribute("id"):
        return "id"
    times = [one for one in model.fields if one.attribute("updatedAt")]
    return "updatedAt" if times == [field] and not field.arity else ""


def with_single_keys(schema: Schema) -> Schema:
    """Return a schema in which `@@id([code])`, a key of one field, is that field's `@id`."""
    return replace(schema, models={name: _single(one) for name, one in schema.models.items()})


def _single(model: Model) -> Model:
    keys = [one for one in model.attributes if one.name == "id"]
    names_ = keys[0].names("fields", "0") if keys else ()
    if len(names_) != 1 or keys[0].values.keys() - {"0", "fields"}:
        return model
    key = Attribute("id", {})
    fields = (
        replace(one, attributes=(*one.attributes, key)) if one.name in names_ else one
        for one in model.fields
    )
    others = tuple(one for one in model.attributes if one.name != "id")
    return replace(model, fields=tuple(fields), attributes=others)


def renamed_models(schema: Schema, kept: Collection[str]) -> dict[str, str]:
    """Return the names of specs for models with other names.

    Args:
        schema: The schema.
        kept: The models that keep their names.
    """
    renamed: dict[str, str] = {}
    for name, model in schema.models.items():
        new = _resource_name(name)
        taken = {*schema.models, *renamed.values(), *reserved.AUTH_MODELS, *reserved.OWN_MODELS}
        is_free = new not in taken and _RESOURCE.fullmatch(new)
        if is_free and name not in kept and not _has_join_table(schema, model):
            renamed[name] = new
    return renamed


def _resource_name(name: str) -> str:
    if _RESOURCE.fullmatch(name):
        return name
    *_, last = inflection.words(name) or [""]
    one = inflection.camel(name) if last in _UNCOUNTED else inflection.singular(name)
    return inflection.upper_first(one)


def _has_join_table(schema: Schema, model: Model) -> bool:
    """Return whether a many-to-many table is named after a model."""
    lists = [one for one in model.fields if one.type in schema.models and one.arity == "[]"]
    return any(
        (other.type, other.arity, relation_name(other)) == (model.name, "[]", relation_name(field))
        for field in lists
        for other in schema.models[field.type].fields
        if (field.type, other.name) != (model.name, field.name)
    )


def with_models_renamed(schema: Schema, renamed: Mapping[str, str]) -> Schema:
    """Return a schema whose models have other names, for the same tables.

    Args:
        schema: The schema.
        renamed: The new names, by model.
    """
    models = {}
    for name, model in schema.models.items():
        fields = tuple(replace(one, type=renamed.get(one.type, one.type)) for one in model.fields)
        attributes = model.attributes
        if name in renamed and model.table == name:
            attributes = (*attributes, Attribute("map", {"0": f'"{name}"'}))
        new = renamed.get(name, name)
        models[new] = replace(model, name=new, fields=fields, attributes=attributes)
    return replace(schema, models=models)


def with_fields_renamed(schema: Schema, renamed: Mapping[tuple[str, str], str]) -> Schema:
    """Return a schema whose fields have other names, for the same columns.

    Args:
        schema: The schema.
        renamed: The new names, by model and field.
    """
    models = {
        name: replace(
            model,
            fields=tuple(_field(schema.models, model, field, renamed) for field in model.fields),
            attributes=tuple(_attribute(one, model.name, "", renamed) for one in model.attributes),
        )
        for name, model in schema.models.items()
    }
    return replace(schema, models=models)


def with_inverse_fields_renamed(
    text: str, renamed: Mapping[tuple[str, str], str], models: Mapping[str, str]
) -> str:
    """Return the text of models that stay as they are, whose inverse fields have other names.

    Args:
        text: The text.
        renamed: The new names, by model and field.
        models: The new names of the imported models, to which the fields lead, by the written ones.
    """
    result = list(lines(text))
    for block in blocks(result):
        for at in range(block.start, block.end):
            field = result[at].field
            new = renamed.get((block.name, field.name)) if field else None
            if field and field.type in models and _OWNING.search(result[at].code):
                result[at] = _with_references(result[at], field.type, renamed)
            elif field and new and field.type in models:
                indent, _, rest = result[at].text.partition(field.name)
                result[at] = next(iter(lines(f"{indent}{new}{rest}")))
            if field and models.get(field.type, field.type) != field.type:
                result[at] = _with_type(result[at], models[field.type])
    return join(result)


def _with_type(line: Line, new: str) -> Line:
    """Return a field with another type."""
    text = _TYPE.sub(lambda match: match[1] + new, line.text, count=1)
    return next(iter(lines(text)))


def _with_references(line: Line, target: str, renamed: Mapping[tuple[str, str], str]) -> Line:
    """Return a relation whose `references` have the new names of the other model."""
    text = _REFERENCES.sub(lambda match: match[1] + _renamed(match[2], target, renamed), line.text)
    return next(iter(lines(text)))


def _field(
    models: Collection[str], model: Model, field: Field, renamed: Mapping[tuple[str, str], str]
) -> Field:
    attributes = [
        _attribute(one, model.name, field.type, renamed) if one.name == "relation" else one
        for one in field.attributes
    ]
    new = renamed.get((model.name, field.name))
    if new is None:
        return replace(field, attributes=tuple(attributes))
    is_column = field.attribute("relation") is None and field.type not in models
    if is_column and field.attribute("map") is None:
        attributes.append(Attribute("map", {"0": f'"{field.name}"'}))
    return replace(field, name=new, attributes=tuple(attributes))


def _attribute(
    attribute: Attribute, model: str, target: str, renamed: Mapping[tuple[str, str], str]
) -> Attribute:
    """Return an attribute with the new names in its lists of fields."""
    of = {"0": model, "fields": model, "references": target}
    values = {
        key: _renamed(value, of[key], renamed) if value.startswith("[") and key in of else value
        for key, value in attribute.values.items()
    }
    return replace(attribute, values=values)


def _renamed(text: str, model: str, renamed: Mapping[tuple[str, str], str]) -> str:
    return _WORD.sub(lambda match: renamed.get((model, match[0]), match[0]), text)
