"""Tenants: the resource that rows and users belong to, which isolates their data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from t3gen.model.access import parents
from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.record import Field, Tenant, Unique
from t3gen.model.relations import Link, ids
from t3gen.model.reserved import ORGANISATION
from t3gen.spec import ResourceSpec, RuleSpec, Word
from t3gen.spec.access import ORGANISATION as OF_ORGANISATION
from t3gen.spec.access import parts
from t3gen.spec.defaults import SERIAL

_NOT_OF_TENANTS = (SERIAL, "int", ids.GIVEN)


def resolve(
    specs: Mapping[str, ResourceSpec], links: Sequence[Link], app: App, findings: Findings
) -> dict[str, Tenant]:
    """Return the tenant of each resource whose rows have one.

    It is a resource; in an app with organisations of the auth library, these are the tenants.
    """
    models = (ORGANISATION,) if app.has_organisations else ()
    declarations = {
        name: parents.Declaration("tenant", spec.tenant, models=models)
        for name, spec in specs.items()
        if spec.tenant is not None
    }
    steps = parents.resolve(specs, declarations, links, findings)
    tenants = {}
    for name in steps:
        chain = _chain(name, steps)
        if chain is None:
            _add(specs[name], f"the tenant of {name} is circular", findings)
        else:
            end = chain[-1]
            through = tuple(link.name for link in chain[:-1])
            tenants[name] = Tenant(end.name, end.key, end.target, through)
    if app.has_organisations:
        _check_organisations(specs, tenants, findings)
    else:
        _check_one(specs, tenants, findings)
    _check_embeds(specs, links, tenants, findings)
    for name, spec in specs.items():
        for rule in (*spec.access.values(), *spec.checks.values()):
            if name in tenants:
                _check_rule(spec, rule, findings)
        if name not in tenants or not app.has_organisations:
            _check_roles(spec, app, findings)
    return tenants


def scope(tenant: Tenant | None) -> tuple[str, ...]:
    """Return the column of a row's tenant, if the row has one itself."""
    return (tenant.key,) if tenant is not None and not tenant.through else ()


def unique_within(scope: Sequence[str], uniques: Sequence[Unique]) -> tuple[Unique, ...]:
    """Return unique keys without the columns of `scope`, within which they are unique anyway."""
    rows = [
        replace(row, fields=tuple(one for one in row.fields if one not in scope)) for row in uniques
    ]
    return tuple(dict.fromkeys(row for row in rows if row.fields or row.where))


def parent_key(tenant: Tenant | None, links: Iterable[Link]) -> str | None:
    """Return the foreign key of the first relation to the tenant; None if a row has its own.

    Args:
        tenant: The tenant of the resource.
        links: The relations of the resource.
    """
    first = next(iter(tenant.through), None) if tenant is not None else None
    return next((link.key for link in links if link.name == first), None)


def unique_within_parent(
    key: str | None, fields: Sequence[Field], uniques: Sequence[Unique]
) -> tuple[tuple[Field, ...], tuple[Unique, ...]]:
    """Return fields and unique keys, with all unique keys scoped to one parent.

    A row that has its tenant through a parent has no column of the tenant. Unique across all rows,
    a value would reveal to one tenant what another one has.
    """
    if key is None:
        return tuple(fields), tuple(uniques)
    single = [one.name for one in fields if one.unique and one.type != "reference"]
    columns = [replace(one, unique=False) if one.name in single else one for one in fields]
    rows = [*(Unique((name,)) for name in single), *uniques]
    unique_rows = [
        row if key in row.fields else replace(row, fields=(key, *row.fields)) for row in rows
    ]
    return tuple(columns), tuple(dict.fromkeys(unique_rows))


def _chain(name: str, steps: Mapping[str, Link]) -> tuple[Link, ...] | None:
    """Return the relations up to the tenant; None if they are circular."""
    chain: list[Link] = []
    while name in steps:
        if steps[name] in chain:
            return None
        chain.append(steps[name])
        name = steps[name].target
    return tuple(chain)


def _check_one(
    specs: Mapping[str, ResourceSpec], tenants: Mapping[str, Tenant], findings: Findings
) -> None:
    """Add resources with another tenant than the others: an app has one kind."""
    first = next(iter(tenants.values()), None)
    for name, tenant in tenants.items():
        if first is not None and tenant.target != first.target:
            what = f"the tenant is {tenant.target} here, and {first.target} elsewhere"
            _add(specs[name], what, findings, "An app has one kind of tenant.")
        elif tenant.target in specs and ids.kind(tenant.target, specs, {}) in _NOT_OF_TENANTS:
            what = f"the ids of {tenant.target} are numbers, and those of tenants are texts"
            if ids.kind(tenant.target, specs, {}) == ids.GIVEN:
                what = f"the ids of {tenant.target} are given, and those of tenants are generated"
            hint = f'Write "options: {{id: uuid7}}" in the spec of {tenant.target}.'
            _add(specs[name], what, findings, hint)


def _check_organisations(
    specs: Mapping[str, ResourceSpec], tenants: Mapping[str, Tenant], findings: Findings
) -> None:
    """Add resources whose tenant is not an organisation, which the tenant of a user is."""
    for name, tenant in tenants.items():
        if tenant.target != ORGANISATION:
            what = f"the tenant is {tenant.target}, but users of this app work for organisations"
            hint = f'Point to one: "organization: {ORGANISATION} on_delete=cascade".'
            _add(specs[name], what, findings, hint)


def _check_embeds(
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
    tenants: Mapping[str, Tenant],
    findings: Findings,
) -> None:
    for link in links:
        tenant = tenants.get(link.source)
        if link.embed and tenant is not None and not tenant.through:
            what = f"{link.source} is embedded in {link.target}, and has a tenant of its own"
            hint = f'Use the tenant of {link.target}: write "tenant: {link.name}".'
            _add(specs[link.source], what, findings, hint)


def _check_rule(spec: ResourceSpec, rule: RuleSpec, findings: Findings) -> None:
    if rule.kind == "public":
        what = "unauthenticated clients have no tenant, so no row of one can be public"
        hint = 'Write "signed_in": everyone in the tenant.'
        findings.add(spec, Word("public", rule.place), "TENANT", what, hint)
    for part in rule.rules:
        _check_rule(spec, part, findings)


def _check_roles(spec: ResourceSpec, app: App, findings: Findings) -> None:
    """Add roles in an organisation where rows belong to none."""
    of_fields = [rule for field in spec.fields for rule in field.rules.values()]
    for rule in (*spec.access.values(), *spec.checks.values(), *of_fields):
        for part in parts(rule):
            if part.role.startswith(OF_ORGANISATION):
                what = "this app has no organisations"
                hint = 'Use "role(...)", or "t3gen upgrade --data organisations=true".'
                if app.has_organisations:
                    what = f"{spec.name} belongs to no organisation, so nobody has a role in it"
                    hint = f'Add the relation "organization: {ORGANISATION} on_delete=cascade", '
                    hint += 'and "tenant: organization" to its access.'
                findings.add(spec, Word("org", part.place), "TENANT", what, hint)


def _add(
    spec: ResourceSpec,
    what: str,
    findings: Findings,
    hint: str = "One of the relations must point to a resource without a tenant.",
) -> None:
    if spec.tenant is not None:
        findings.add(spec, spec.tenant, "TENANT", what, hint)
