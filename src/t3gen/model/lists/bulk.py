"""Bulk operations: `bulk: 100`."""

from __future__ import annotations

from t3gen.model.findings import Findings
from t3gen.spec import ResourceSpec

WRITES = ("create", "update", "delete")


def max_rows(spec: ResourceSpec, findings: Findings) -> int:
    """Return the maximum number of rows of a bulk request; 0 without bulk operations."""
    declared = spec.api.bulk
    if declared is None or not declared.text.isdigit():
        return 0
    if not set(WRITES) & set(spec.api.operations):
        what = '"bulk" requires an operation that writes'
        hint = 'Remove it, or add "create", "update" or "delete" to "operations".'
        findings.add(spec, declared, "BULK", what, hint)
    return int(declared.text)
