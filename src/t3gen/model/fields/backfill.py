"""Backfills: the values of existing rows in a field that becomes required."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from t3gen.model.fields import values
from t3gen.model.fields.values import Value
from t3gen.model.findings import Findings
from t3gen.model.record import Resource
from t3gen.model.relations import Link
from t3gen.model.reserved import UPDATED
from t3gen.spec import FieldSpec, ResourceSpec, ValueSpec

_SOURCE = "$"


@dataclass(frozen=True)
class Backfill:
    """A value, or the field that holds it.

    Args:
        kind: The type of the field.
        value: The value of all rows; None when it is copied.
        scale: How many decimals it has, for a decimal.
        source: The field of the same row that it is copied from; else empty.
    """

    kind: str
    value: Value | None
    scale: int = 0
    source: str = ""


def source(written: ValueSpec) -> str:
    """Return the name of the field that a value is copied from, or nothing."""
    is_name = written.kind == "word" and written.text.startswith(_SOURCE)
    return written.text.removeprefix(_SOURCE) if is_name else ""


def kind(line: FieldSpec) -> tuple[object, ...]:
    """Return the kind of a field; one can be backfilled from another of the same kind."""
    sizes = tuple(word.text for word in line.arguments)
    return line.type.text, sizes, line.is_list


def check(links: Sequence[Link], specs: Mapping[str, ResourceSpec], findings: Findings) -> None:
    """Note the ids that cannot be those of the related resource."""
    for link in links:
        for line in link.spec.relations:
            written = line.settings.get("backfill")
            if written is None or line.name.text not in (link.name, link.inverse):
                continue
            target = specs.get(link.target)
            others = {one.name.text for one in link.spec.relations if one is not line}
            if written.text.startswith(_SOURCE):
                if written.text.removeprefix(_SOURCE) not in others:
                    findings.unknown(link.spec, written, "relation", map(_SOURCE.__add__, others))
            elif (
                target and target.id.startswith("uuid") and not values.UUID.fullmatch(written.text)
            ):
                what = f'"{written}" is not an id of {link.target}'
                hint = "Write the id of an existing row."
                findings.add(link.spec, written, "BACKFILL", what, hint)


def backfills(
    specs: Sequence[ResourceSpec], resources: Sequence[Resource]
) -> dict[tuple[str, str], Backfill]:
    """Return the backfills of resolved specs, by the names of model and field.

    Columns that options imply are among them: a moment of change is that of the migration.
    """
    by_name = {resource.name: resource for resource in resources}
    backfills = {}
    for spec in specs:
        resource = by_name[spec.name.text]
        scales = {field.name: field.scale or 0 for field in resource.fields}
        for line in spec.fields:
            if line.backfill is not None:
                name = line.name.text
                backfills[resource.name, name] = _of(line, line.backfill, scales[name])
        for name in _times_of_updates(spec):
            backfills.setdefault((resource.name, name), Backfill("datetime", values.NOW))
        if resource.owner and spec.owner_backfill:
            backfills[resource.name, resource.owner.key] = Backfill(
                "owner", spec.owner_backfill.text
            )
        written_ids = {one.name.text: one.settings.get("backfill") for one in spec.relations}
        keys = {relation.name: relation.key for relation in resource.relations}
        for relation in resource.relations:
            written = written_ids.get(relation.name)
            if written is not None:
                name = written.text.removeprefix(_SOURCE)
                other = keys.get(name, "") if written.text != name else ""
                value = None if other else written.text
                backfills[resource.name, relation.key] = Backfill("reference", value, source=other)
    return backfills


def _times_of_updates(spec: ResourceSpec) -> list[str]:
    """Return the fields that each update sets to its time."""
    declared = [line.name.text for line in spec.fields if "updated" in line.flags]
    return [*declared, *([UPDATED] if UPDATED in spec.timestamp_fields else [])]


def _of(line: FieldSpec, written: ValueSpec, scale: int) -> Backfill:
    kind = line.type.text
    if name := source(written):
        return Backfill(kind, None, source=name)
    value = written.text if kind == "enum" else values.parse(kind, written)
    return Backfill(kind, value, scale)
