"""Previous names that specs declare by `was`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from t3gen.model import inflection
from t3gen.model.fields import enums
from t3gen.model.findings import Findings
from t3gen.model.names import fields as members
from t3gen.model.names import resources as identity
from t3gen.model.record import Resource
from t3gen.spec import ResourceSpec, Word


@dataclass(frozen=True)
class PreviousNames:
    """Previous names by current ones, as in the Prisma schema.

    Args:
        models: Of models.
        fields: Of fields and relations, by model.
        values: Of enum values, by model and field.
    """

    models: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def merged_with(self, other: PreviousNames) -> PreviousNames:
        """Return these names updated by others."""
        models = self.fields.keys() | other.fields.keys()
        fields = {one: {**self.fields.get(one, {}), **other.fields.get(one, {})} for one in models}
        return replace(self, models={**self.models, **other.models}, fields=fields)


def previous_names(specs: Sequence[ResourceSpec], resources: Sequence[Resource]) -> PreviousNames:
    """Return the previous names of resolved specs, including those of foreign keys."""
    models = {spec.name.text: spec.was.text for spec in specs if spec.was}
    by_name = {resource.name: resource for resource in resources}
    fields = {spec.name.text: _fields(spec, by_name[spec.name.text], models) for spec in specs}
    values = {
        (spec.name.text, declaration.name.text): {
            new: old.text for new, old in declaration.previous_values.items()
        }
        for spec in specs
        for declaration in spec.fields
        if declaration.previous_values
    }
    return PreviousNames(
        models, {name: renamed for name, renamed in fields.items() if renamed}, values
    )


def _fields(spec: ResourceSpec, resource: Resource, models: Mapping[str, str]) -> dict[str, str]:
    names = {
        declaration.name.text: declaration.was.text
        for declaration in spec.fields
        if declaration.was
    }
    declared = {one.name.text: one.settings.get("was") for one in spec.relations}
    for relation in resource.relations:
        was = declared.get(relation.name)
        if was is not None:
            names[relation.name] = was.text
            if relation.key == f"{relation.name}Id":
                names[relation.key] = f"{was}Id"
        elif relation.name not in declared and relation.name == relation.target.var:
            # Derived from a list on the other side: named after a resource that may be renamed.
            old = inflection.camel(models.get(relation.target.name, relation.target.name))
            names |= {relation.name: old, relation.key: f"{old}Id"}
    for many in resource.many:
        was = declared.get(many.name)
        if was is not None:
            names[many.name] = was.text
    return names


def check_previous_names(specs: Mapping[str, ResourceSpec], findings: Findings) -> None:
    """Add every invalid `was`."""
    resources = [(spec, spec.name, spec.was) for spec in specs.values()]
    _check(resources, (), identity.NAME, findings)
    for spec in specs.values():
        rows = [(spec, one.name, one.was) for one in spec.fields]
        rows += [(spec, one.name, one.settings.get("was")) for one in spec.relations]
        _check(rows, _built_in(spec), members.NAME, findings)
        for declaration in spec.fields:
            values = [
                (spec, word, declaration.previous_values.get(word.text))
                for word in declaration.arguments
            ]
            if declaration.type.text == "enum":
                _check(values, (), enums.CHOICE, findings)


def _built_in(spec: ResourceSpec) -> set[str]:
    return {"id", *spec.timestamp_fields, *(["version"] if spec.version else [])}


def _check(
    rows: Iterable[tuple[ResourceSpec, Word, Word | None]],
    built_in: Collection[str],
    form: re.Pattern[str],
    findings: Findings,
) -> None:
    """Check the previous names of one kind within one scope.

    Args:
        rows: The spec, the name and the previous name of each.
        built_in: Other names in the scope.
        form: The syntax of a name.
        findings: Receives the problems.
    """
    items = list(rows)
    staying = {name.text for _, name, was in items if was is None} | set(built_in)
    used: dict[str, str] = {}
    for spec, name, was in items:
        if was is None:
            continue
        first = used.setdefault(was.text, name.text)
        if not form.fullmatch(was.text):
            what, hint = f'"{was}" is not a valid name', "Write the previous name."
        elif was.text == name.text:
            what, hint = f'"{name}" is the current name', "Remove was, or write the previous name."
        elif was.text in staying:
            what = f'"{was}" still exists, so "{name}" cannot be renamed from it'
            hint = f"Remove it if the rename is done, or rename {was} too."
        elif first != name.text:
            what = f'"{first}" and "{name}" cannot both be renamed from "{was}"'
            hint = "Remove one of the two."
        else:
            continue
        findings.add(spec, was, "WAS", what, hint)
