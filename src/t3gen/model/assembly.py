"""Assembly of a resource's record from its spec and the context of all specs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from t3gen.model import own_models, reserved
from t3gen.model.access import field_rules, tenants
from t3gen.model.app import App
from t3gen.model.fields import fields, json_types, natives
from t3gen.model.findings import Findings
from t3gen.model.inflection import Names
from t3gen.model.lists import (
    Columns,
    bulk,
    exports,
    imports,
    includes,
    index_types,
    indexes,
    related_filters,
)
from t3gen.model.names import columns as columns_of
from t3gen.model.names import constraints
from t3gen.model.policies import caching, checks, emission, events, partial_uniques, rules, states
from t3gen.model.policies import conditions as conditions_of
from t3gen.model.record import (
    Access,
    Default,
    Field,
    InverseRelation,
    ManyToMany,
    ManyToManyThrough,
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
from t3gen.model.relations import (
    Link,
    ThroughRelation,
    by_source,
    by_target,
    composite,
    ids,
    nested_writes,
    soft_delete,
)
from t3gen.spec import FieldSpec, ResourceSpec


@dataclass(frozen=True)
class BuildContext:
    """Everything that is resolved across all specs, by the names of resources."""

    specs: Mapping[str, ResourceSpec]
    names: Mapping[str, Names]
    links: Sequence[Link]
    through_relations: Mapping[str, Sequence[ThroughRelation]]
    owners: Mapping[str, Owner]
    tenants: Mapping[str, Tenant]
    insert_order: Mapping[str, int]
    findings: Findings
    app: App

    @cached_property
    def outgoing(self) -> Mapping[str, Sequence[Link]]:
        """The links of each resource."""
        return by_source(self.links)

    @cached_property
    def policies(self) -> Mapping[str, rules.Policy]:
        """The access rules of each resource."""
        return rules.policies(self.specs, self.outgoing, self.owners, self.tenants, self.findings)

    def rules(self, spec: ResourceSpec) -> conditions_of.RuleContext:
        """Return what the rules and conditions of a resource are resolved against."""
        return conditions_of.RuleContext(
            spec, self.specs, self.outgoing, self.owners, self.findings
        )

    @cached_property
    def answers(self) -> caching.Answers:
        """What answers are made of."""
        tables = reserved.TABLES | {name: one.table for name, one in self.app.own.items()}
        tables |= {
            name: columns_of.table(spec, self.names[name].plural_var)
            for name, spec in self.specs.items()
        }
        return caching.Answers(
            self.specs,
            self.policies,
            self.owners,
            tables,
            self.outgoing,
            self.incoming,
            self.through_relations,
        )

    @cached_property
    def has_numbers(self) -> bool:
        """Whether the ids of some resources are numbers."""
        return any(ids.is_number(ids.kind(name, self.specs, self.app.own)) for name in self.specs)

    @cached_property
    def incoming(self) -> Mapping[str, Sequence[Link]]:
        """The links to each resource."""
        return by_target(self.links)


def assemble(context: BuildContext, spec: ResourceSpec) -> Resource:
    """Return the resource of a spec; problems are added to the context's findings."""
    name = spec.name.text
    kind = ids.kind(name, context.specs, context.app.own)
    owner, tenant, findings = context.owners.get(name), context.tenants.get(name), context.findings
    outgoing, incoming = context.outgoing.get(name, ()), context.incoming.get(name, ())
    through = context.through_relations[name]
    columns = Columns.of(spec, outgoing, owner, findings).with_through(through)
    scope, parent = tenants.scope(tenant), tenants.parent_key(tenant, outgoing)
    parents = soft_delete.parents(spec, context.specs, context.outgoing, findings)
    conditions = partial(partial_uniques.conditions, context.rules(spec))
    uniques = tenants.unique_within(scope, columns.uniques(conditions))
    fields_ = tuple(states.with_states(spec, _fields(context, spec)))
    fields_, uniques = tenants.unique_within_parent(parent, fields_, uniques)
    uniques = partial_uniques.with_samples(uniques, fields_)
    key = columns.key()
    fields_, uniques = composite.with_key(key, fields_, uniques)
    filters, sorts, search = columns.filters(), columns.sorts(), columns.search()
    related = related_filters.resolve(spec, context.specs, outgoing, findings)
    needs = indexes.ListNeeds(
        (
            *filters,
            *related_filters.fields_of(context.specs, incoming),
            *sorts,
            *emission.listed_by(context.policies[name]),
        ),
        search if context.app.has_trigrams else (),
        scope,
        key or (reserved.ID,),
        frozenset(link.key for link in outgoing if not link.indexed),
    )
    names = context.names[name]
    table = columns_of.table(spec, names.plural_var)
    mapped = columns_of.columns(spec, fields_, outgoing)
    in_database = constraints.Table(table or name, mapped, spec.unique_id)
    included = includes.resolve(spec, (outgoing, incoming), through, findings)
    shown = dict.fromkeys([*(one.target for one in included), *(one.target for one in related)])
    return Resource(
        **vars(names),
        table=table,
        columns=mapped,
        doc=spec.doc,
        rank=context.insert_order[name],
        options=Options.of(
            spec,
            kind,
            given=bool(key) or not ids.is_generated(spec),
        ),
        fields=fields_,
        shapes=json_types.resolve(spec, findings),
        relations=tuple(_relation(context, link) for link in _keys(outgoing)),
        inverses=tuple(_inverse(context, link) for link in incoming),
        many=tuple(_many(context, link) for link in _manys(outgoing)),
        embeds=nested_writes.of(name, context.incoming, partial(_target, context)),
        linked=tuple(_linked(context, relation) for relation in through),
        parents=parents,
        needs=soft_delete.needs(spec, parents, context.specs, context.outgoing),
        own=own_models.required_models(
            [link.target for link in outgoing if link.key not in scope],
            context.app.own,
            list(context.specs),
        ),
        owner=owner,
        tenant=tenant,
        multi_tenant=bool(context.tenants),
        access=tuple(Access(*one) for one in context.policies[name].rules.items()),
        operations=spec.api.operations,
        filters=filters,
        given=columns.built_in_filters(),
        through=related,
        sorts=sorts,
        search=search,
        includes=included,
        sparse=spec.api.fields,
        unread=field_rules.unread(spec, (*filters, *sorts), related, context.specs),
        bulk=bulk.max_rows(spec, findings),
        page=Page(spec.api.page_size, spec.api.page_max),
        rate=Rate(spec.api.rate_read, spec.api.rate_write),
        seed=Seed(spec.seed_count),
        uniques=uniques,
        indexes=indexes.of(in_database, fields_, uniques, columns.indexes(), needs),
        constraints=constraints.of(
            in_database,
            fields_,
            uniques,
            scope,
            reports_names=context.app.database == "postgresql",
        ),
        cache=context.answers.cache(spec, shown, findings),
        exported=exports.is_exported(spec, findings),
        imported=imports.resolve(spec, () if key else fields_, findings),
        checks=checks.resolve(context.rules(spec), in_database),
        mixed_ids=context.has_numbers and not ids.is_number(kind),
        transitions=states.transitions(spec, context.policies[name].actions),
        key_parts=key,
        emits=events.events(spec, names.var),
        webhooks=spec.webhooks.role.text if spec.webhooks and spec.events else "",
        writes=events.has_writes(spec, context.specs, incoming),
    )


def _keys(links: Sequence[Link]) -> list[Link]:
    return [link for link in links if not link.many]


def _manys(links: Sequence[Link]) -> list[Link]:
    return [link for link in links if link.many]


def _fields(context: BuildContext, spec: ResourceSpec) -> tuple[Field, ...]:
    name = spec.name.text
    owner, links = context.owners.get(name), context.outgoing.get(name, ())
    fields.check_database(spec, context.app, context.findings)
    natives.check(spec, context.app, context.findings)
    index_types.check(spec, context.app, context.findings)
    ids.check(spec, context.app.own, context.findings)
    result = [_field(context, spec, declaration) for declaration in spec.fields]
    result += [_reference(context, link) for link in _keys(links)]
    result += [_references(context, link) for link in _manys(links)]
    result += [_ids(context, relation) for relation in context.through_relations[name]]
    if owner is not None and not owner.through:
        result.append(Field(owner.key, "owner", in_create=False, in_update=False))
    return tuple(sorted(result, key=lambda one: one.name != reserved.ID))


def _field(context: BuildContext, spec: ResourceSpec, declaration: FieldSpec) -> Field:
    field = fields.field(spec, declaration, context.findings)
    if field.name != reserved.ID:
        return field
    kind = ids.kind(spec.name.text, context.specs, context.app.own)
    shortest = None if kind == ids.GIVEN and field.min == 1 else field.min
    native = field.native or _native(context, spec.name.text)
    return replace(
        field, id=kind, min=shortest, native=native, unique=True, in_update=False, required=True
    )


def _native(context: BuildContext, name: str) -> str:
    """Return the native type of the ids of a model; empty for the usual one."""
    return ids.native(name, context.specs) if context.app.database == "postgresql" else ""


def _reference(context: BuildContext, link: Link) -> Field:
    owner, tenant = context.owners.get(link.source), context.tenants.get(link.source)
    is_sent = link.key not in tenants.scope(tenant)
    return Field(
        link.key,
        "reference",
        doc=link.doc,
        optional=link.optional,
        unique=link.unique,
        in_create=is_sent,
        in_update=is_sent and not link.immutable and link.key != reserved.ID,
        required=is_sent and not link.optional,
        target=_target(context, link.target),
        relation=link.name,
        reads_parent=owner is not None and owner.through[:1] == (link.name,),
        native=_native(context, link.target),
        id=_id(context, link.target),
        external=link.external,
    )


def _references(context: BuildContext, link: Link) -> Field:
    return Field(
        link.key,
        "references",
        doc=link.doc,
        default=Default([]),
        target=_target(context, link.target),
        relation=link.name,
        id=_id(context, link.target),
        external=link.external,
    )


def _ids(context: BuildContext, relation: ThroughRelation) -> Field:
    return Field(
        relation.key,
        "references",
        doc=relation.relation.doc,
        in_create=False,
        in_update=False,
        target=_target(context, relation.far.target),
        relation=relation.name,
        id=_id(context, relation.far.target),
        external=relation.far.external,
    )


def _relation(context: BuildContext, link: Link) -> Relation:
    return Relation(
        name=link.name,
        key=link.key,
        optional=link.optional,
        unique=link.unique,
        doc=link.doc,
        target=_target(context, link.target),
        on_delete=link.on_delete or "Restrict",
        inverse=link.inverse,
        inverse_list=not link.unique,
        link=link.label,
        self=link.source == link.target,
        embed=link.embed,
        external=link.external,
    )


def _inverse(context: BuildContext, link: Link) -> InverseRelation:
    source = context.names[link.source]
    return InverseRelation(
        name=link.inverse,
        source=source.name,
        source_plural_label=source.plural_label,
        list=link.many or not link.unique,
        link=link.label,
        on_delete=link.on_delete,
        many=link.many,
        soft_delete=context.specs[link.source].soft_delete,
    )


def _many(context: BuildContext, link: Link) -> ManyToMany:
    target = _target(context, link.target)
    return ManyToMany(link.name, link.key, target, link.inverse, link.label, link.external)


def _linked(context: BuildContext, relation: ThroughRelation) -> ManyToManyThrough:
    near, far = relation.near, relation.far
    return ManyToManyThrough(
        relation.name,
        relation.key,
        near.inverse,
        near.key,
        far.key,
        far.name,
        near.source,
        context.specs[near.source].soft_delete,
        _target(context, far.target),
    )


def _target(context: BuildContext, name: str) -> Target:
    names = context.names[name]
    return Target(
        names.name,
        names.var,
        names.label,
        names.slug,
        names.folder,
        names.path,
        names.plural_label,
        _id(context, name),
        name in context.specs and context.specs[name].soft_delete,
        context.app.own[name].key if name in context.app.own else "id",
    )


def _id(context: BuildContext, name: str) -> str:
    """Return the kind of a model's ids as its keys hold them; `text` for the auth library's."""
    return ids.held(ids.kind(name, context.specs, context.app.own))
