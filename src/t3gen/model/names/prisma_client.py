"""Types of Prisma's client: which models would give two of them one name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from t3gen.model.findings import Findings
from t3gen.spec import ResourceSpec

INFIXES = ("CountOutputType", "Nullable", "Scalar", "Unchecked")
"""Of `Order` the client makes OrderWhereInput and OrderScalarWhereInput, which is what it makes of
`OrderScalar` too; and so on. The client does not complain: both become `any`."""


def check(specs: Mapping[str, ResourceSpec], models: Collection[str], findings: Findings) -> None:
    """Note resources whose types in the client meet those of another model."""
    for name, spec in specs.items():
        first = next((name.removesuffix(one) for one in INFIXES if name.endswith(one)), "")
        if first in models:
            what = f'Prisma Client would generate types of the same name for "{first}" and "{name}"'
            findings.add(spec, spec.name, "SAME_NAME", what, "Rename one of the two.")
