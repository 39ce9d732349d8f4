"""From specs to resources: every name, key and rule resolved, every contradiction reported."""

from __future__ import annotations

from collections.abc import Sequence

from t3gen.errors import SpecErrors
from t3gen.model import reserved
from t3gen.model.access import field_rules, owners, tenants
from t3gen.model.app import App
from t3gen.model.assembly import World, assemble
from t3gen.model.fields import backfill
from t3gen.model.findings import Findings
from t3gen.model.names import constraints, fields, prisma_client
from t3gen.model.names import resources as identity
from t3gen.model.record import Resource
from t3gen.model.relations import insert_order, nested_writes, through, user_models
from t3gen.model.relations import resolve as relations
from t3gen.model.renames import check_previous_names
from t3gen.spec import Reading, ResourceSpec

DEFAULT = App()


def build(specs: Sequence[ResourceSpec], app: App = DEFAULT) -> tuple[Resource, ...]:
    """Return what the specs mean in an app, sorted by slug.

    Raises:
        SpecErrors: With everything in the specs that makes no sense together.
    """
    return resolve(Reading(tuple(specs), ()), app)


def resolve(reading: Reading, app: App = DEFAULT) -> tuple[Resource, ...]:
    """Return what was read means in an app, sorted by slug.

    Raises:
        SpecErrors: With every problem of reading and of meaning.
    """
    findings = Findings(incomplete=reading.unnamed, problems=list(reading.problems))
    # By slug, so that what is generated does not depend on the names of the files.
    specs = sorted(reading.specs, key=lambda spec: (identity.names(spec).slug, spec.source.file))
    for spec in specs:
        identity.check(spec, app, findings)
    world = _world(identity.unique(specs, findings), app, findings)
    found = [assemble(world, spec) for spec in world.specs.values()]
    _check(world, found)
    _check_empty(world, found, {problem.file for problem in reading.problems})
    if findings.problems:
        raise SpecErrors(findings.problems)
    return tuple(sorted(found, key=lambda resource: resource.slug))


def _world(specs: dict[str, ResourceSpec], app: App, findings: Findings) -> World:
    names = identity.model_names(specs, app)
    links = relations.resolve(specs, names, app, findings)
    ways = through.resolve(specs, names, links, findings)
    return World(
        specs,
        names,
        links,
        ways,
        owners.resolve(specs, links, findings),
        tenants.resolve(specs, links, findings),
        insert_order.resolve(specs, links, findings),
        findings,
        app,
    )


def _check(world: World, resources: Sequence[Resource]) -> None:
    nested_writes.check(world.specs, world.links, world.owners, world.findings)
    fields.check(world.specs, world.links, world.linked, world.owners, world.findings)
    check_previous_names(world.specs, world.findings)
    backfill.check(world.links, world.specs, world.findings)
    for resource in resources:
        spec = world.specs[resource.name]
        constraints.check(spec, resource, world.findings)
        field_rules.check(spec, resource, world.findings)
    user_models.check(world.specs, world.names, world.links, world.app, world.findings)
    constraints.check_tables(world.links, world.findings)
    others = reserved.AUTH_MODELS if world.app.has_users else ()
    prisma_client.check(world.specs, {*world.specs, *world.app.own, *others}, world.findings)
    _check_enums(world, resources)


def _check_empty(world: World, resources: Sequence[Resource], misread: set[str]) -> None:
    for resource in resources:
        spec = world.specs[resource.name]
        said = spec.fields or spec.relations or resource.fields
        if not said and spec.source.file not in misread:
            hint = 'Add a line below "fields" or "relations".'
            what = f"{resource.name} has no fields and no relations"
            world.findings.add(spec, spec.name, "EMPTY", what, hint)


def _check_enums(world: World, resources: Sequence[Resource]) -> None:
    taken = dict.fromkeys(reserved.ENUMS | reserved.SCALARS, "of a type of Prisma")
    taken |= dict.fromkeys(world.specs, "of a resource")
    for resource in resources:
        spec = world.specs[resource.name]
        lines = {line.name.text: line.name for line in spec.fields}
        for field in resource.fields:
            if field.enum is not None:
                first = taken.setdefault(field.enum, f"of {resource.name}.{field.name}")
                if first != f"of {resource.name}.{field.name}":
                    what = (
                        f'its enum would be named "{field.enum}", which is already the name {first}'
                    )
                    word = lines[field.name]
                    world.findings.add(spec, word, "SAME_NAME", what, "Rename the field.")
