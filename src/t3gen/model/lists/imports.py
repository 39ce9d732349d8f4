"""Imports: `import: true`."""

from __future__ import annotations

from collections.abc import Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import Field, Import
from t3gen.spec import ResourceSpec

_COMPARED = frozenset({"string", "text", "email", "slug", "url", "uuid", "int"})
"""Types whose values are stored as they are sent."""


def resolve(spec: ResourceSpec, fields: Sequence[Field], findings: Findings) -> Import | None:
    """Return how rows are imported; None where they are not.

    Args:
        spec: The resource, which may declare `import`.
        fields: The fields by which a row could be found.
        findings: Where problems are added.
    """
    declared = spec.api.import_
    if declared is None or declared.text != "true":
        return None
    if "create" not in spec.api.operations:
        what = '"import" requires the operation "create"'
        hint = 'Remove it, or add "create" to "operations".'
        findings.add(spec, declared, "IMPORT", what, hint)
    if "update" not in spec.api.operations:
        return Import(())
    return Import(tuple(one.name for one in fields if _finds_rows(one)))


def _finds_rows(field: Field) -> bool:
    """Return whether a row that exists is found by its value of a field."""
    is_open = field.in_create and field.in_answer and not field.read and not field.write
    return field.unique and is_open and field.type in _COMPARED and not field.list
