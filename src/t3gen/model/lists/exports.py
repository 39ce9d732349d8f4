"""Exports: `export: true`."""

from __future__ import annotations

from t3gen.model.findings import Findings
from t3gen.spec import ResourceSpec


def is_exported(spec: ResourceSpec, findings: Findings) -> bool:
    """Return whether all rows of a list are served at once."""
    declared = spec.api.export
    if declared is None or declared.text != "true":
        return False
    if "list" not in spec.api.operations:
        what = '"export" requires the operation "list"'
        hint = 'Remove it, or add "list" to "operations".'
        findings.add(spec, declared, "EXPORT", what, hint)
    return True
