"""From specs to resources: every name, key and rule resolved, every contradiction reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from t3gen.errors import SpecErrors
from t3gen.model import constraints, fields, naming, owners, ranks, relations, rules
from t3gen.model.findings import Findings
from t3gen.model.relations import Link
from t3gen.model.reserved import OWNER, OWNER_KEY
from t3gen.model.resource import (
    Constraint,
    Default,
    Field,
    Index,
    Inverse,
    Many,
    Names,
    Options,
    Owner,
    Page,
    Part,
    Relation,
    Resource,
    Seed,
    Target,
    Unique,
)
from t3gen.spec import Reading, ResourceSpec, Word


def build(specs: Sequence[ResourceSpec]) -> tuple[Resource, ...]:
    """Return what the specs mean, sorted by slug.

    Raises:
        SpecErrors: With everything in the specs that makes no sense together.
    """
    return resolve(Reading(tuple(specs), ()))


def resolve(reading: Reading) -> tuple[Resource, ...]:
    """Return what was read means, sorted by slug.

    Raises:
        SpecErrors: With every problem of reading and of meaning.
    """
    findings = Findings(incomplete=reading.unnamed, problems=list(reading.problems))
    specs = {spec.name.text: spec for spec in reading.specs}
    names = {
        spec.name.text: naming.names(
            spec.name.text,
            spec.plural.text if spec.plural else None,
            spec.api.path.text if spec.api.path else None,
        )
        for spec in reading.specs
    }
    links = relations.resolve(specs, names, findings)
    world = _World(
        specs,
        names,
        links,
        owners.resolve(specs, links, findings),
        ranks.resolve(specs, links, findings),
        findings,
    )
    found = [_Builder(world, spec).resource() for spec in specs.values()]
    if findings.problems:
        raise SpecErrors(findings.problems)
    return tuple(sorted(found, key=lambda resource: resource.slug))


@dataclass(frozen=True)
class _World:
    specs: Mapping[str, ResourceSpec]
    names: Mapping[str, Names]
    links: Sequence[Link]
    owners: Mapping[str, Owner]
    ranks: Mapping[str, int]
    findings: Findings

    def target(self, name: str) -> Target:
        names = self.names[name]
        return Target(
            names.name,
            names.var,
            names.label,
            names.slug,
            names.folder,
            names.path,
            names.plural_label,
        )


@dataclass(frozen=True)
class _Builder:
    world: _World
    spec: ResourceSpec

    def resource(self) -> Resource:
        spec, name = self.spec, self.spec.name.text
        owner = self.world.owners.get(name)
        all_fields = self.fields(owner)
        uniques = tuple(Unique(tuple(map(self.column, row))) for row in spec.uniques)
        names = self.world.names[name]
        return Resource(
            **vars(names),
            doc=spec.doc,
            rank=self.world.ranks[name],
            options=Options(timestamps=spec.timestamps, version=spec.version),
            fields=all_fields,
            relations=tuple(self.relation(link) for link in self.keys()),
            inverses=tuple(self.inverse(link) for link in self.world.links if link.target == name),
            many=tuple(self.many(link) for link in self.manys()),
            owner=owner,
            access=rules.access(spec, owner, self.world.findings),
            operations=spec.api.operations,
            filters=tuple(map(self.column, spec.api.filters)),
            sorts=tuple(word.text for word in spec.api.sorts),
            page=Page(spec.api.page_size, spec.api.page_max),
            seed=Seed(spec.seed_count),
            uniques=uniques,
            indexes=self.indexes(all_fields, uniques),
            constraints=self.constraints(all_fields, uniques),
        )

    def keys(self) -> list[Link]:
        name = self.spec.name.text
        return [link for link in self.world.links if link.source == name and not link.many]

    def manys(self) -> list[Link]:
        name = self.spec.name.text
        return [link for link in self.world.links if link.source == name and link.many]

    def fields(self, owner: Owner | None) -> tuple[Field, ...]:
        found = [fields.field(self.spec, line, self.world.findings) for line in self.spec.fields]
        found += [self.reference(link, owner) for link in self.keys()]
        found += [self.references(link) for link in self.manys()]
        if owner is not None and not owner.through:
            found.append(Field(owner.key, "owner", in_create=False, in_update=False))
        return tuple(found)

    def reference(self, link: Link, owner: Owner | None) -> Field:
        return Field(
            link.key,
            "reference",
            doc=link.doc,
            optional=link.optional,
            unique=link.unique,
            immutable=link.immutable,
            in_update=not link.immutable,
            required=not link.optional,
            target=self.world.target(link.target),
            relation=link.name,
            reads_parent=owner is not None and owner.through[:1] == (link.name,),
        )

    def references(self, link: Link) -> Field:
        return Field(
            link.key,
            "references",
            doc=link.doc,
            default=Default([]),
            target=self.world.target(link.target),
            relation=link.name,
        )

    def relation(self, link: Link) -> Relation:
        return Relation(
            name=link.name,
            key=link.key,
            optional=link.optional,
            unique=link.unique,
            immutable=link.immutable,
            doc=link.doc,
            target=self.world.target(link.target),
            on_delete=link.on_delete or "Restrict",
            inverse=link.inverse,
            inverse_list=not link.unique,
            link=link.label,
            self=link.source == link.target,
        )

    def inverse(self, link: Link) -> Inverse:
        source = self.world.names[link.source]
        return Inverse(
            name=link.inverse,
            source=source.name,
            source_label=source.label,
            source_plural_label=source.plural_label,
            source_var=source.var,
            list=link.many or not link.unique,
            link=link.label,
            on_delete=link.on_delete,
            many=link.many,
        )

    def many(self, link: Link) -> Many:
        return Many(link.name, link.key, self.world.target(link.target), link.inverse, link.label)

    def column(self, word: Word) -> str:
        if word.text == OWNER and self.spec.owner is not None and self.spec.owner.text == OWNER:
            return OWNER_KEY
        return next((link.key for link in self.keys() if link.name == word.text), word.text)

    def indexes(self, found: Sequence[Field], uniques: Sequence[Unique]) -> tuple[Index, ...]:
        indexes = [
            Index(
                tuple(
                    Part(self.column(part.name), "desc" if part.descending else "asc")
                    for part in row
                )
            )
            for row in self.spec.indexes
        ]
        indexes += [
            Index((Part(line.name.text),)) for line in self.spec.fields if "index" in line.flags
        ]
        leading = {unique.fields[0] for unique in uniques}
        leading |= {index.parts[0].name for index in indexes}
        indexes += [
            Index((Part(one.name),))
            for one in found
            if one.type in ("reference", "owner") and not one.unique and one.name not in leading
        ]
        return tuple(indexes)

    def constraints(
        self, found: Sequence[Field], uniques: Sequence[Unique]
    ) -> tuple[Constraint, ...]:
        table = self.spec.name.text
        keys = [(one.name,) for one in found if one.unique] + [one.fields for one in uniques]
        foreign = [(one.name,) for one in found if one.type in ("reference", "owner")]
        return tuple(
            Constraint(constraints.name(table, names, kind), names)
            for kind, rows in (("key", keys), ("fkey", foreign))
            for names in rows
        )
