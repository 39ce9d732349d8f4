"""Names of tables and columns in the database, where they are not those of models and fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from t3gen.model import inflection, reserved
from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.record import Field, Resource
from t3gen.model.relations import Link
from t3gen.spec import ResourceSpec, Word
from t3gen.spec.vocabulary import names as forms

_FORM = re.compile(forms.COLUMN)
_WITHOUT_COLUMN = "references"


def table(spec: ResourceSpec, plural: str) -> str:
    """Return the name of a table; empty where it is that of the model."""
    if spec.table is not None:
        return "" if spec.table.text == spec.name.text else spec.table.text
    return snake(plural) if spec.naming == "snake" else ""


def columns(spec: ResourceSpec, fields: Iterable[Field], links: Iterable[Link]) -> dict[str, str]:
    """Return the columns that differ from the names of their fields, by field.

    Args:
        spec: The resource.
        fields: Its fields.
        links: Its relations, whose keys are among the fields.
    """
    declared = {name: word.text for name, word in _declared(spec, links)}
    stored = [one.name for one in fields if one.type != _WITHOUT_COLUMN]
    derived = {}
    if spec.naming == "snake":
        derived = {name: snake(name) for name in (*stored, *_built_in(spec))}
    return {name: column for name, column in (derived | declared).items() if column != name}


def snake(name: str) -> str:
    """Return a name in snake case."""
    return inflection.kebab(name).replace("-", "_")


def check(
    specs: Mapping[str, ResourceSpec],
    resources: Sequence[Resource],
    links: Mapping[str, Sequence[Link]],
    app: App,
    findings: Findings,
) -> None:
    """Add names of tables and columns that are invalid or in use."""
    taken = {name.lower(): f"that of the model {name}" for name in _other_tables(app)}
    for resource in resources:
        spec = specs[resource.name]
        at = spec.table or spec.name
        _check_form(spec, at, resource.table or resource.name, findings)
        used = (resource.table or resource.name).lower()
        if used in taken and (resource.table or not taken[used].startswith("that of the model")):
            what = f'its table would be "{resource.table or resource.name}", {taken[used]}'
            findings.add(spec, at, "SAME_NAME", what, 'Set another one: "table: ...".')
        taken[used] = f"that of {resource.name}"
        _check_columns(spec, resource, links.get(resource.name, ()), findings)


def _check_columns(
    spec: ResourceSpec, resource: Resource, links: Sequence[Link], findings: Findings
) -> None:
    words = dict(_declared(spec, links))
    used: dict[str, str] = {}
    stored = [one.name for one in resource.fields if one.type != _WITHOUT_COLUMN]
    for name in (*_built_in(spec), *stored):
        column = resource.columns.get(name, name)
        word = words.get(name, spec.name)
        if name in words:
            _check_form(spec, word, column, findings)
        first = used.setdefault(column.lower(), name)
        if first != name and (first in resource.columns or name in resource.columns):
            what = f'the columns of "{first}" and "{name}" would both be "{column}"'
            findings.add(spec, word, "SAME_NAME", what, 'Set another one: "column=...".')


def _check_form(spec: ResourceSpec, at: Word, name: str, findings: Findings) -> None:
    if not _FORM.fullmatch(name):
        what = f'"{name}" is not a valid name of a table or column'
        hint = 'Write up to 63 letters, digits and "_", as in "order_no".'
        findings.add(spec, at, "NAME", what, hint)
    elif name in reserved.SYSTEM_COLUMNS:
        what = f'"{name}" is a system column in PostgreSQL'
        findings.add(spec, at, "RESERVED_NAME", what, "Choose another one.")


def _declared(spec: ResourceSpec, links: Iterable[Link]) -> Iterator[tuple[str, Word]]:
    """Yield the fields whose columns a spec names, with the words."""
    built_in = {*_built_in(spec)}
    yield from ((name, word) for name, word in spec.columns.items() if name in built_in)
    for line in spec.fields:
        if value := line.bounds.get("column"):
            yield line.name.text, Word(value.text, value.place)
    keys = {link.name: link.key for link in links if not link.many}
    for relation in spec.relations:
        if (word := relation.settings.get("column")) and relation.name.text in keys:
            yield keys[relation.name.text], word


def _built_in(spec: ResourceSpec) -> Iterator[str]:
    if not spec.key:
        yield reserved.ID
    yield from spec.timestamp_fields
    if spec.version:
        yield reserved.VERSION
    if spec.soft_delete:
        yield reserved.DELETED


def _other_tables(app: App) -> Iterator[str]:
    yield from reserved.OWN_MODELS
    if app.has_users:
        yield from reserved.AUTH_MODELS
