"""Relations to the auth library's `User`, which is no resource."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from t3gen.model import naming
from t3gen.model.findings import Findings
from t3gen.model.links import Link
from t3gen.model.naming import Names
from t3gen.model.reserved import OWNER
from t3gen.spec import ResourceSpec, Word

FIELDS = (
    "id",
    "name",
    "email",
    "emailVerified",
    "image",
    "role",
    "createdAt",
    "updatedAt",
    "sessions",
    "accounts",
)
"""What the auth library's `User` has by itself."""


def check(
    specs: Mapping[str, ResourceSpec],
    names: Mapping[str, Names],
    links: Sequence[Link],
    findings: Findings,
) -> None:
    """Note every way back that meets another name of `User`."""
    taken = {name.lower(): f'the field "{name}"' for name in FIELDS}
    for name, spec in specs.items():
        if spec.owner is not None and spec.owner.text == OWNER:
            what = f"the {names[name].plural_label} that a user owns"
            said = (spec, spec.owner, 'Say another plural: "plural: ...".')
            _take(taken, names[name].plural_var, what, said, findings)
    for link in links:
        if link.external:
            hint = f'Name the way back: "inverse={link.name}{naming.plural(link.source)}".'
            what = f"the way back of {link.source}.{link.name}"
            said = (link.spec, link.inverse_at, hint)
            _take(taken, link.inverse, what, said, findings)


def _take(
    taken: dict[str, str],
    name: str,
    what: str,
    said: tuple[ResourceSpec, Word, str],
    findings: Findings,
) -> None:
    first = taken.setdefault(name.lower(), what)
    if first is not what:
        spec, word, hint = said
        findings.add(
            spec, word, "SAME_NAME", f'"{name}" of User would be both {first} and {what}', hint
        )
