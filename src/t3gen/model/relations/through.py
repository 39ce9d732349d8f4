"""Many-to-many relations through a resource: read-only, written at that resource's endpoints."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from t3gen.model import inflection
from t3gen.model.findings import Findings
from t3gen.model.relations.links import Link
from t3gen.spec import RelationSpec, ResourceSpec, Word

REFUSED = ("inverse", "was")


@dataclass(frozen=True)
class ThroughRelation:
    """A many-to-many relation through the rows of another resource.

    Args:
        spec: The spec that declares it.
        relation: Its declaration.
        near: The link of those rows to this side.
        far: Their link to the other side.
    """

    spec: ResourceSpec
    relation: RelationSpec
    near: Link
    far: Link

    @property
    def name(self) -> str:
        """Its name."""
        return self.relation.name.text

    @property
    def key(self) -> str:
        """The field with the ids of the other side."""
        return f"{inflection.singular(self.name)}Ids"


def is_through(relation: RelationSpec) -> bool:
    """Return whether a relation is declared with `through`."""
    return "through" in relation.settings


def resolve(
    specs: Mapping[str, ResourceSpec],
    names: Container[str],
    links: Sequence[Link],
    findings: Findings,
) -> dict[str, tuple[ThroughRelation, ...]]:
    """Return the through relations of each resource; `names` are those of all models."""
    return {
        spec.name.text: tuple(_through_relations(spec, specs, names, (links, findings)))
        for spec in specs.values()
    }


def _through_relations(
    spec: ResourceSpec,
    specs: Mapping[str, ResourceSpec],
    names: Container[str],
    context: tuple[Sequence[Link], Findings],
) -> Iterator[ThroughRelation]:
    links, findings = context
    seen: dict[str, str] = {}
    for relation in spec.relations:
        if not is_through(relation) or not _is_valid(spec, relation, findings):
            continue
        if relation.target.text not in names:
            continue
        by = relation.settings["through"]
        if by.text not in specs:
            if not findings.incomplete:
                findings.unknown(spec, by, "resource", specs)
            continue
        first = seen.setdefault(by.text, relation.name.text)
        if first != relation.name.text:
            what = f'"{first}" already goes through {by}'
            findings.add(spec, by, "THROUGH", what, f"Use a list of {by} itself for more.")
            continue
        near = _key(spec, by, spec.name.text, links, findings)
        far = _key(spec, by, relation.target.text, links, findings)
        if near is not None and far is not None:
            yield ThroughRelation(spec, relation, near, far)


def _is_valid(spec: ResourceSpec, relation: RelationSpec, findings: Findings) -> bool:
    by, target = relation.settings["through"], relation.target
    for name in REFUSED:
        if (word := relation.settings.get(name)) is not None:
            what = f'"{name}" cannot be used with through=: {by} has the foreign keys'
            hint = f"Set it in the spec of {by}, or remove it."
            findings.add(spec, word, "MODIFIER_NOT_FOR_TYPE", what, hint)
    if not (relation.is_list and "many" in relation.flags):
        what = '"through" requires a many-to-many relation'
        findings.add(spec, target, "THROUGH", what, f'Write "{target}[] many through={by}".')
        return False
    if target.text == spec.name.text:
        what = f"{by} has two relations to {target}, and either could be this side"
        hint = f"Use a list of {by} itself: it has both relations."
        findings.add(spec, by, "THROUGH", what, hint)
        return False
    return True


def _key(
    spec: ResourceSpec, by: Word, target: str, links: Sequence[Link], findings: Findings
) -> Link | None:
    """Return the single required link of a resource to another; None with a problem otherwise."""
    matches = [
        link for link in links if (link.source, link.target, link.many) == (by.text, target, False)
    ]
    if not matches:
        what = f"{by} has no relation to {target}"
        line = f"{inflection.camel(target)}: {target} on_delete=cascade"
        hint = f'Add it to the relations of {by}: "{line}".'
    elif len(matches) > 1:
        what = f"{by} has several relations to {target}: {', '.join(one.name for one in matches)}"
        hint = "Add a resource for each of them, or use a list of it."
    elif matches[0].optional:
        what = f"{by}.{matches[0].name} is optional, and a link requires both sides"
        hint = f'Write "{target}" without "?" there.'
    else:
        return matches[0]
    findings.add(spec, by, "THROUGH", what, hint)
    return None
