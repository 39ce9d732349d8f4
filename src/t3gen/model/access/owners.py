"""Owners of rows: the session's user, directly or through a chain of relations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from t3gen.model.access import parents
from t3gen.model.findings import Findings
from t3gen.model.record import Owner
from t3gen.model.relations import Link
from t3gen.model.reserved import OWNER, OWNER_KEY
from t3gen.spec import ResourceSpec


def resolve(
    specs: Mapping[str, ResourceSpec], links: Sequence[Link], findings: Findings
) -> dict[str, Owner]:
    """Return the owner of each resource that has one."""
    for spec in specs.values():
        _check_backfill(spec, findings)
    owner_links = parents.resolve(specs, _declarations(specs), links, findings)
    chains = {name: _chain(name, specs, owner_links, findings) for name in specs}
    return {
        name: Owner(OWNER, OWNER_KEY, chain) for name, chain in chains.items() if chain is not None
    }


def _check_backfill(spec: ResourceSpec, findings: Findings) -> None:
    value = spec.owner_backfill
    if value is None or spec.owner is None:
        return
    if spec.owner.text != OWNER:
        hint = f"Write backfill= after the relation {spec.owner}."
        findings.add(spec, value, "BACKFILL", 'only "owner: user" can have a backfill', hint)
    elif not value.text or " " in value.text:
        what = f'"{value}" is not the id of a user'
        findings.add(spec, value, "BACKFILL", what, "Write the id of an existing user.")


def _declarations(specs: Mapping[str, ResourceSpec]) -> dict[str, parents.Declaration]:
    return {
        name: parents.Declaration(
            "owner",
            spec.owner,
            (OWNER,),
            if_external='Write "owner: user".',
            if_optional=', or write "owner: user"',
        )
        for name, spec in specs.items()
        if spec.owner is not None and spec.owner.text != OWNER
    }


def _chain(
    name: str, specs: Mapping[str, ResourceSpec], steps: Mapping[str, Link], findings: Findings
) -> tuple[str, ...] | None:
    spec = specs[name]
    through: list[str] = []
    seen = {name}
    at = name
    while at in steps:
        link = steps[at]
        through.append(link.name)
        at = link.target
        if at in seen and spec.owner is not None:
            what = f"the owner of {name} is circular"
            hint = 'One of the resources must declare "owner: user".'
            findings.add(spec, spec.owner, "OWNER", what, hint)
            return None
        seen.add(at)
    end = specs[at].owner
    if end is None and through and spec.owner is not None:
        what = f'"{spec.owner}" points to {at}, which has no owner'
        hint = f'Write "owner: user" in the spec of {at}, or here.'
        findings.add(spec, spec.owner, "OWNER", what, hint)
    return tuple(through) if end is not None and end.text == OWNER else None
