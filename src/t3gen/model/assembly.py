"""One resource, put together from its spec and from what all specs say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from t3gen.model import own_models
from t3gen.model.access import field_rules, rules, tenants
from t3gen.model.app import App
from t3gen.model.fields import fields, json_types
from t3gen.model.findings import Findings
from t3gen.model.inflection import Names
from t3gen.model.lists import Columns, bulk, includes, indexes, related_filters
from t3gen.model.names import constraints
from t3gen.model.record import (
    Default,
    Field,
    Inverse,
    Linked,
    Many,
    Options,
    Owner,
    Page,
    Rate,
    Relation,
    Resource,
    Seed,
    Target,
    Tenant,
)
from t3gen.model.relations import Link, Way, nested_writes, soft_delete
from t3gen.spec import ResourceSpec


@dataclass(frozen=True)
class World:
    """What all specs say together, by the names of the resources."""

    specs: Mapping[str, ResourceSpec]
    names: Mapping[str, Names]
    links: Sequence[Link]
    linked: Mapping[str, Sequence[Way]]
    owners: Mapping[str, Owner]
    tenants: Mapping[str, Tenant]
    ranks: Mapping[str, int]
    findings: Findings
    app: App


def assemble(world: World, spec: ResourceSpec) -> Resource:
    """Return what one spec means; what is wrong in it is noted in the world's findings."""
    name = spec.name.text
    owner, tenant, findings = world.owners.get(name), world.tenants.get(name), world.findings
    leaving = [link for link in world.links if link.source == name]
    columns = Columns.of(spec, world.links, owner, findings).reading(world.linked[name])
    scope, parent = tenants.scope(tenant), tenants.parent_key(tenant, leaving)
    parents = soft_delete.parents(spec, world.specs, world.links, findings)
    uniques = tenants.within(scope, columns.uniques())
    lines, uniques = tenants.within_parent(parent, _fields(world, spec), uniques)
    filters, sorts, search = columns.filters(), columns.sorts(), columns.search()
    reached = related_filters.resolve(spec, world.specs, world.links, findings)
    asked = indexes.Asked(
        (*filters, *related_filters.fields_of(name, world.specs, world.links), *sorts),
        search if world.app.has_trigrams else (),
        scope,
    )
    return Resource(
        **vars(world.names[name]),
        doc=spec.doc,
        rank=world.ranks[name],
        options=Options.of(spec),
        fields=lines,
        shapes=json_types.resolve(spec, findings),
        relations=tuple(_relation(world, link) for link in _keys(world, name)),
        inverses=tuple(_inverse(world, link) for link in world.links if link.target == name),
        many=tuple(_many(world, link) for link in _manys(world, name)),
        embeds=nested_writes.of(name, world.links, partial(_target, world)),
        linked=tuple(_linked(world, way) for way in world.linked[name]),
        parents=parents,
        needs=soft_delete.needs(spec, parents, world.specs, world.links),
        own=own_models.needed([link.target for link in leaving], world.app.own, list(world.specs)),
        owner=owner,
        tenant=tenant,
        multi_tenant=bool(world.tenants),
        access=rules.access(spec, owner, tenant, findings),
        operations=spec.api.operations,
        filters=filters,
        given=columns.filtered(),
        through=reached,
        sorts=sorts,
        search=search,
        includes=includes.resolve(spec, world.links, world.linked[name], findings),
        sparse=spec.api.fields,
        unread=field_rules.unread(spec, (*filters, *sorts), reached, world.specs),
        bulk=bulk.most(spec, findings),
        page=Page(spec.api.page_size, spec.api.page_max),
        rate=Rate(spec.api.rate_read, spec.api.rate_write),
        seed=Seed(spec.seed_count),
        uniques=uniques,
        indexes=indexes.of(name, lines, uniques, columns.indexes(), asked),
        constraints=constraints.of(name, lines, uniques, scope),
    )


def _keys(world: World, name: str) -> list[Link]:
    return [link for link in world.links if link.source == name and not link.many]


def _manys(world: World, name: str) -> list[Link]:
    return [link for link in world.links if link.source == name and link.many]


def _fields(world: World, spec: ResourceSpec) -> tuple[Field, ...]:
    name = spec.name.text
    owner = world.owners.get(name)
    fields.check_lists(spec, world.app, world.findings)
    found = [fields.field(spec, line, world.findings) for line in spec.fields]
    found += [_reference(world, link) for link in _keys(world, name)]
    found += [_references(world, link) for link in _manys(world, name)]
    found += [_ids(world, way) for way in world.linked[name]]
    if owner is not None and not owner.through:
        found.append(Field(owner.key, "owner", in_create=False, in_update=False))
    return tuple(found)


def _reference(world: World, link: Link) -> Field:
    owner, tenant = world.owners.get(link.source), world.tenants.get(link.source)
    is_sent = link.key not in tenants.scope(tenant)
    return Field(
        link.key,
        "reference",
        doc=link.doc,
        optional=link.optional,
        unique=link.unique,
        in_create=is_sent,
        in_update=is_sent and not link.immutable,
        required=is_sent and not link.optional,
        target=_target(world, link.target),
        relation=link.name,
        reads_parent=owner is not None and owner.through[:1] == (link.name,),
        id=_id(world, link.target),
        external=link.external,
    )


def _references(world: World, link: Link) -> Field:
    return Field(
        link.key,
        "references",
        doc=link.doc,
        default=Default([]),
        target=_target(world, link.target),
        relation=link.name,
        id=_id(world, link.target),
        external=link.external,
    )


def _ids(world: World, way: Way) -> Field:
    return Field(
        way.key,
        "references",
        doc=way.relation.doc,
        in_create=False,
        in_update=False,
        target=_target(world, way.far.target),
        relation=way.name,
        id=_id(world, way.far.target),
        external=way.far.external,
    )


def _relation(world: World, link: Link) -> Relation:
    return Relation(
        name=link.name,
        key=link.key,
        optional=link.optional,
        unique=link.unique,
        doc=link.doc,
        target=_target(world, link.target),
        on_delete=link.on_delete or "Restrict",
        inverse=link.inverse,
        inverse_list=not link.unique,
        link=link.label,
        self=link.source == link.target,
        embed=link.embed,
        external=link.external,
    )


def _inverse(world: World, link: Link) -> Inverse:
    source = world.names[link.source]
    return Inverse(
        name=link.inverse,
        source=source.name,
        source_plural_label=source.plural_label,
        list=link.many or not link.unique,
        link=link.label,
        on_delete=link.on_delete,
        many=link.many,
        soft_delete=world.specs[link.source].soft_delete,
    )


def _many(world: World, link: Link) -> Many:
    target = _target(world, link.target)
    return Many(link.name, link.key, target, link.inverse, link.label, link.external)


def _linked(world: World, way: Way) -> Linked:
    near, far = way.near, way.far
    return Linked(
        way.name,
        way.key,
        near.inverse,
        near.key,
        far.key,
        far.name,
        near.source,
        world.specs[near.source].soft_delete,
        _target(world, far.target),
    )


def _target(world: World, name: str) -> Target:
    names = world.names[name]
    return Target(
        names.name,
        names.var,
        names.label,
        names.slug,
        names.folder,
        names.path,
        names.plural_label,
        _id(world, name),
        name in world.specs and world.specs[name].soft_delete,
        world.app.own[name].key if name in world.app.own else "id",
    )


def _id(world: World, name: str) -> str:
    """Return the kind of a model's ids; those of the auth library are any text."""
    if name in world.specs:
        return world.specs[name].id
    return world.app.own[name].id if name in world.app.own else "text"
