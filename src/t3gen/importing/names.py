"""Names of fields as specs have them: `team_id` becomes `teamId`, and its column stays."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from t3gen.model import inflection
from t3gen.psl import Attribute, Field, Line, Model, Schema, blocks, join, lines
from t3gen.spec.vocabulary import names

_NAME = re.compile(names.FIELD)
_OWNING = re.compile(r"@relation\(.*\bfields\s*:")
_REFERENCES = re.compile(r"(\breferences\s*:\s*)(\[[^\]]*\])")
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
    text: str, renamed: Mapping[tuple[str, str], str], models: Collection[str]
) -> str:
    """Return the text of models that stay as they are, whose inverse fields have other names.

    Args:
        text: The text.
        renamed: The new names, by model and field.
        models: The imported models, to which the fields lead.
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
    return join(result)


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
