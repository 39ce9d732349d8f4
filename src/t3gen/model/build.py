"""Resolution of specs to resources: names, keys and rules; all contradictions are reported."""

from __future__ import annotations

from collections.abc import Sequence

from t3gen.errors import SpecErrors
from t3gen.model import reserved
from t3gen.model.access import field_rules, owners, tenants
from t3gen.model.app import App
from t3gen.model.assembly import BuildContext, assemble
from t3gen.model.fields import backfill, enums
from t3gen.model.findings import Findings
from t3gen.model.lists import capacity
from t3gen.model.names import columns, constraints, fields, prisma_client
from t3gen.model.names import resources as identity
from t3gen.model.policies import (
    check_rows,
    clauses,
    conditions,
    contradictions,
    emission,
    events,
    states,
)
from t3gen.model.record import Resource
from t3gen.model.relations import composite, insert_order, nested_writes, through, user_models
from t3gen.model.relations import resolve as relations
from t3gen.model.renames import check_previous_names
from t3gen.spec import Reading, ResourceSpec

DEFAULT = App()


def build(specs: Sequence[ResourceSpec], app: App = DEFAULT) -> tuple[Resource, ...]:
    """Return the resources of specs in an app, sorted by slug.

    Raises:
        SpecErrors: With all contradictions in the specs.
    """
    return resolve(Reading(tuple(specs), ()), app)


def resolve(reading: Reading, app: App = DEFAULT) -> tuple[Resource, ...]:
    """Return the resources of parsed specs in an app, sorted by slug.

    Raises:
        SpecErrors: With all syntax errors and contradictions.
    """
    context, resources = _resolved(reading, app)
    resources = emission.applied(resources, context.policies, context.outgoing, context.owners)
    findings = context.findings
    resources = [
        check_rows.with_samples(context.specs[one.name], one, findings) for one in resources
    ]
    if findings.problems:
        raise SpecErrors(findings.problems)
    return tuple(sorted(capacity.measured(resources), key=lambda resource: resource.slug))


def access_table(reading: Reading, app: App, name: str) -> clauses.Table:
    """Return which clause of the rules of a resource decides for whom, as lines of cells.

    Raises:
        SpecErrors: With all syntax errors and contradictions.
    """
    context, resources = _resolved(reading, app)
    samples = emission.samples_of(resources, context.policies, context.outgoing, context.owners)
    resource = next(one for one in resources if one.name == name)
    operations = [*resource.operations, *(one.name for one in resource.transitions)]
    return clauses.table(samples, name, operations)


def _resolved(reading: Reading, app: App) -> tuple[BuildContext, list[Resource]]:
    findings = Findings(incomplete=reading.unnamed, problems=list(reading.problems))
    # By slug, so that the output does not depend on the names of spec files.
    specs = sorted(reading.specs, key=lambda spec: (identity.names(spec).slug, spec.source.file))
    for spec in specs:
        identity.check(spec, app, findings)
    context = _context(identity.unique(specs, findings), app, findings)
    resources = [assemble(context, spec) for spec in context.specs.values()]
    _check(context, resources)
    _check_empty(context, resources, {problem.file for problem in reading.problems})
    if findings.problems:
        raise SpecErrors(findings.problems)
    return context, resources


def _context(specs: dict[str, ResourceSpec], app: App, findings: Findings) -> BuildContext:
    names = identity.model_names(specs, app)
    links = relations.resolve(specs, names, app, findings)
    through_relations = through.resolve(specs, names, links, findings)
    return BuildContext(
        specs,
        names,
        links,
        through_relations,
        owners.resolve(specs, links, findings),
        tenants.resolve(specs, links, app, findings),
        insert_order.resolve(specs, links, findings),
        findings,
        app,
    )


def _check(context: BuildContext, resources: Sequence[Resource]) -> None:
    composite.check_links(context.specs, context.links, context.findings)
    nested_writes.check(context.specs, context.links, context.owners, context.findings)
    fields.check(
        context.specs, context.links, context.through_relations, context.owners, context.findings
    )
    check_previous_names(context.specs, context.findings)
    backfill.check(context.links, context.specs, context.findings)
    for resource in resources:
        spec = context.specs[resource.name]
        composite.check(spec, resource, context.findings)
        constraints.check(spec, resource, context.findings)
        field_rules.check(spec, resource, context.findings)
        check_rows.check(spec, resource, context.findings)
        contradictions.check(context.rules(spec), spec, resource.fields)
    states.check(context.specs, context.findings)
    events.check(context.specs, context.incoming, context.findings)
    conditions.check_cycles(context.specs, context.outgoing, context.findings)
    columns.check(context.specs, resources, context.outgoing, context.app, context.findings)
    user_models.check(context.specs, context.names, context.links, context.app, context.findings)
    constraints.check_tables(context.links, context.findings)
    others = reserved.AUTH_MODELS if context.app.has_users else ()
    prisma_client.check(
        context.specs, {*context.specs, *context.app.own, *others}, context.findings
    )
    enums.check(context.specs, resources, context.findings)


def _check_empty(context: BuildContext, resources: Sequence[Resource], misread: set[str]) -> None:
    for resource in resources:
        spec = context.specs[resource.name]
        has_fields = spec.fields or spec.relations or resource.fields
        if not has_fields and spec.source.file not in misread:
            hint = 'Add a line below "fields" or "relations".'
            what = f"{resource.name} has no fields and no relations"
            context.findings.add(spec, spec.name, "EMPTY", what, hint)
