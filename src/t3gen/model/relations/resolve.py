"""Relations across resources: which key is where, and what the way back is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.inflection import Names
from t3gen.model.relations import targets, through
from t3gen.model.relations.links import Link, labelled, with_inverse
from t3gen.spec import RelationSpec, ResourceSpec, Word

ON_DELETE = {
    "cascade": "Cascade",
    "restrict": "Restrict",
    "set_null": "SetNull",
    "no_action": "NoAction",
}


def resolve(
    specs: Mapping[str, ResourceSpec], names: Mapping[str, Names], app: App, findings: Findings
) -> list[Link]:
    """Return all relations of all specs, each once, in the order of the specs."""
    links: list[Link] = []
    lists: list[tuple[ResourceSpec, RelationSpec]] = []
    for spec in specs.values():
        for relation in _known(spec, specs, app, findings):
            if through.is_through(relation):
                continue
            if relation.is_list and "many" not in relation.flags:
                lists.append((spec, relation))
            else:
                external = relation.target.text not in specs
                links.append(_link(spec, relation, external=external))
    for spec, relation in lists:
        _pair(spec, relation, links, (names, findings))
    links = [with_inverse(link, names, links) for link in links]
    return labelled(_without_twins(links, findings))


def _known(
    spec: ResourceSpec, specs: Mapping[str, ResourceSpec], app: App, findings: Findings
) -> Iterator[RelationSpec]:
    for relation in spec.relations:
        _check_modifiers(spec, relation, findings)
        target = relation.target
        if target.text in specs:
            yield relation
        elif targets.is_external(target.text, app):
            refused = targets.refused(relation, app)
            if refused is None:
                yield relation
            else:
                findings.add(spec, target, *refused)
        elif not findings.incomplete and relation.name.text not in spec.broken:
            findings.unknown(spec, target, "resource", [*specs, *app.own])


def _check_modifiers(spec: ResourceSpec, relation: RelationSpec, findings: Findings) -> None:
    flags, settings = relation.flags, relation.settings
    if "many" in flags and not relation.is_list:
        what = f'"many" needs a list, "{relation.target}[]"'
        findings.add(spec, relation.target, "MANY", what, f'Write "{relation.target}[] many".')
    if relation.is_list:
        refused = {"unique", "backfill"} | (
            {"optional", "immutable", "on_delete", "embed"} if "many" in flags else set()
        )
        for name in sorted(refused & (set(flags) | set(settings))):
            word = settings.get(name) or Word(name, flags[name])
            what = f'"{name}" does not go with a list of "{relation.target}"'
            findings.add(spec, word, "MODIFIER_NOT_FOR_TYPE", what, "Remove it.")
    elif "embed" in flags:
        what = f'"embed" needs a list of what belongs to it, "{relation.target}[]"'
        hint = f'Write it behind the list, in the spec of "{relation.target}".'
        findings.add(spec, Word("embed", flags["embed"]), "EMBED", what, hint)
    action = settings.get("on_delete")
    if action and action.text == "set_null" and not relation.optional:
        what = "on_delete=set_null needs a relation that may be empty"
        hint = f'Write "{relation.target}?", or another on_delete.'
        findings.add(spec, action, "SET_NULL", what, hint)


def _link(spec: ResourceSpec, relation: RelationSpec, *, external: bool) -> Link:
    many = "many" in relation.flags
    inverse = relation.settings.get("inverse")
    return Link(
        source=spec.name.text,
        name=relation.name.text,
        target=relation.target.text,
        spec=spec,
        at=relation.name,
        inverse_at=inverse or relation.name,
        many=many,
        optional=relation.optional,
        unique="unique" in relation.flags,
        immutable="immutable" in relation.flags,
        on_delete=None if many else _on_delete(relation),
        inverse=inverse.text if inverse else "",
        doc=relation.doc,
        external=external,
    )


def _on_delete(relation: RelationSpec) -> str:
    action = relation.settings.get("on_delete")
    if action is not None:
        return ON_DELETE[action.text]
    return "SetNull" if relation.optional else "Restrict"


def _pair(
    spec: ResourceSpec,
    relation: RelationSpec,
    links: list[Link],
    context: tuple[Mapping[str, Names], Findings],
) -> None:
    names, findings = context
    found = _counterparts(spec, relation, links)
    if len(found) > 1:
        sides = " or ".join(f'"{links[at].name}"' for at in found)
        what = f'"{relation.name}" may be the way back of {sides} of {relation.target}'
        hint = f"Write inverse={relation.name} behind the one that is meant."
        findings.add(spec, relation.name, "AMBIGUOUS_RELATION", what, hint)
    elif found:
        links[found[0]] = _joined(links[found[0]], spec, relation, findings)
    else:
        links.append(_made(spec, relation, names))


def _counterparts(spec: ResourceSpec, relation: RelationSpec, links: list[Link]) -> list[int]:
    said = relation.settings.get("inverse")
    candidates = [
        at
        for at, link in enumerate(links)
        if (link.source, link.target) == (relation.target.text, spec.name.text) and not link.many
    ]
    if said is not None:
        return [at for at in candidates if links[at].name == said.text]
    named = [at for at in candidates if links[at].inverse == relation.name.text]
    return named or [at for at in candidates if not links[at].inverse]


def _joined(link: Link, spec: ResourceSpec, relation: RelationSpec, findings: Findings) -> Link:
    said = relation.settings.get("on_delete")
    if said is not None and ON_DELETE[said.text] != link.on_delete:
        what = f'on_delete is said here and by "{link.name}" of {link.source}'
        hint = f"Say it once, behind {link.source}.{link.name}, which has the key."
        findings.add(spec, said, "SAID_TWICE", what, hint)
    embed = "embed" in relation.flags
    return replace(link, inverse=relation.name.text, inverse_at=relation.name, embed=embed)


def _made(spec: ResourceSpec, relation: RelationSpec, names: Mapping[str, Names]) -> Link:
    said = relation.settings.get("inverse")
    made = _link(spec, relation, external=False)
    return replace(
        made,
        source=relation.target.text,
        name=said.text if said else names[spec.name.text].var,
        target=spec.name.text,
        at=said or relation.name,
        inverse=relation.name.text,
        inverse_at=relation.name,
        embed="embed" in relation.flags,
    )


def _without_twins(links: list[Link], findings: Findings) -> list[Link]:
    """Return the links without those many-to-many ones that say an earlier one from behind."""
    kept: list[Link] = []
    for link in links:
        twin = next((one for one in kept if _is_twin(link, one)), None) if link.many else None
        if twin is None:
            kept.append(link)
            continue
        what = f'{twin.source}.{twin.name} declares "{link.name}" already'
        hint = 'Remove one of the two; "inverse=..." behind the other names the way back.'
        findings.add(link.spec, link.at, "MANY", what, hint)
    return kept


def _is_twin(link: Link, one: Link) -> bool:
    ends = (link.source, link.target) == (one.target, one.source)
    return ends and link.many and one.many and one.inverse == link.name
