"""Names of types in Prisma Client that clash for certain pairs of models."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from t3gen.model.findings import Findings
from t3gen.spec import ResourceSpec

INFIXES = ("CountOutputType", "Nullable", "Scalar", "Unchecked")
"""For `Order` the client has OrderScalarWhereInput, which it also has for a model `OrderScalar`;
and so on. It reports no error: both types become `any`."""


def check(specs: Mapping[str, ResourceSpec], models: Collection[str], findings: Findings) -> None:
    """Add resources whose types in the client clash with those of another model."""
    for name, spec in specs.items():
        first = next((name.removesuffix(one) for one in INFIXES if name.endswith(one)), "")
        if first in models:
            what = f'Prisma Client would generate types of the same name for "{first}" and "{name}"'
            findings.add(spec, spec.name, "SAME_NAME", what, "Rename one of the two.")
