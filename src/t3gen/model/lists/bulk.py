"""What one request may do to many rows: `bulk: 100`."""

from __future__ import annotations

from t3gen.model.findings import Findings
from t3gen.spec import ResourceSpec

WRITES = ("create", "update", "delete")


def most(spec: ResourceSpec, findings: Findings) -> int:
    """Return how many rows a request may create, change or delete; 0 where there is no such."""
    said = spec.api.bulk
    if said is None or not said.text.isdigit():
        return 0
    if not set(WRITES) & set(spec.api.operations):
        what = '"bulk" requires an operation that writes'
        hint = 'Remove it, or add "create", "update" or "delete" to "operations".'
        findings.add(spec, said, "BULK", what, hint)
    return int(said.text)
