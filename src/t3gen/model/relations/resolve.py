"""Resolution of relations across specs: foreign keys and inverse fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.model.inflection import Names
from t3gen.model.relations import ids, targets, through
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
    """Return the links of all specs, each once, in the order of the specs."""
    links: list[Link] = []
    lists: list[tuple[ResourceSpec, RelationSpec]] = []
    for spec in specs.values():
        for relation in _valid_relations(spec, specs, app, findings):
            if through.is_through(relation):
                continue
            if relation.is_list and "many" not in relation.flags:
                lists.append((spec, relation))
            else:
                external = relation.target.text not in specs
                links.append(_link(spec, relation, external=external))
    for spec, relation in lists:
        _resolve_list(spec, relation, links, (names, findings))
    links = [with_inverse(link, names, links) for link in links]
    return labelled(_without_duplicates(links, findings))


def _valid_relations(
    spec: ResourceSpec, specs: Mapping[str, ResourceSpec], app: App, findings: Findings
) -> Iterator[RelationSpec]:
    for relation in spec.relations:
        _check_modifiers(spec, relation, findings)
        target = relation.target
        if target.text in specs:
            yield relation
        elif targets.is_external(target.text, app):
            rejection = targets.rejection(relation, app)
            if rejection is None:
                yield relation
            else:
                findings.add(spec, target, *rejection)
        elif not findings.incomplete and relation.name.text not in spec.broken:
            findings.unknown(spec, target, "resource", [*specs, *app.own])


def _check_modifiers(spec: ResourceSpec, relation: RelationSpec, findings: Findings) -> None:
    flags, settings = relation.flags, relation.settings
    if "many" in flags and not relation.is_list:
        what = f'"many" requires a list, "{relation.target}[]"'
        findings.add(spec, relation.target, "MANY", what, f'Write "{relation.target}[] many".')
    if relation.is_list:
        rejected = {"unique", "backfill", "column", "key", "no_index"} | (
            {"optional", "immutable", "on_delete", "embed"} if "many" in flags else set()
        )
        for name in sorted(rejected & (set(flags) | set(settings))):
            word = settings.get(name) or Word(name, flags[name])
            what = f'"{name}" cannot be used with a list of "{relation.target}"'
            findings.add(spec, word, "MODIFIER_NOT_FOR_TYPE", what, "Remove it.")
    elif "embed" in flags:
        what = f'"embed" requires a list, "{relation.target}[]"'
        hint = f'Write it after the list, in the spec of "{relation.target}".'
        findings.add(spec, Word("embed", flags["embed"]), "EMBED", what, hint)
    if {"unique", "no_index"} <= flags.keys():
        word = Word("no_index", flags["no_index"])
        findings.add(spec, word, "SAID_TWICE", '"unique" is an index', 'Remove "no_index".')
    action = settings.get("on_delete")
    if action and action.text == "set_null" and not relation.optional:
        what = "on_delete=set_null requires an optional relation"
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
        unique="unique" in relation.flags or ids.shared(spec) is relation,
        immutable="immutable" in relation.flags,
        indexed="no_index" not in relation.flags,
        on_delete=None if many else _on_delete(relation),
        inverse=inverse.text if inverse else "",
        doc=relation.doc,
        external=external,
        foreign_key=relation.settings.get("key"),
    )


def _on_delete(relation: RelationSpec) -> str:
    action = relation.settings.get("on_delete")
    if action is not None:
        return ON_DELETE[action.text]
    return "SetNull" if relation.optional else "Restrict"


def _resolve_list(
    spec: ResourceSpec,
    relation: RelationSpec,
    links: list[Link],
    context: tuple[Mapping[str, Names], Findings],
) -> None:
    names, findings = context
    matches = _counterparts(spec, relation, links)
    if len(matches) > 1:
        sides = " or ".join(f'"{links[at].name}"' for at in matches)
        what = f'"{relation.name}" could be the inverse of {sides} of {relation.target}'
        hint = f"Write inverse={relation.name} after the intended relation."
        findings.add(spec, relation.name, "AMBIGUOUS_RELATION", what, hint)
    elif matches:
        links[matches[0]] = _with_list(links[matches[0]], spec, relation, findings)
    else:
        links.append(_link_of_list(spec, relation, names))


def _counterparts(spec: ResourceSpec, relation: RelationSpec, links: list[Link]) -> list[int]:
    declared = relation.settings.get("inverse")
    candidates = [
        at
        for at, link in enumerate(links)
        if (link.source, link.target) == (relation.target.text, spec.name.text) and not link.many
    ]
    if declared is not None:
        return [at for at in candidates if links[at].name == declared.text]
    named = [at for at in candidates if links[at].inverse == relation.name.text]
    return named or [at for at in candidates if not links[at].inverse]


def _with_list(link: Link, spec: ResourceSpec, relation: RelationSpec, findings: Findings) -> Link:
    declared = relation.settings.get("on_delete")
    if declared is not None and ON_DELETE[declared.text] != link.on_delete:
        what = f'on_delete is set both here and by "{link.name}" of {link.source}'
        hint = f"Set it once, in {link.source}.{link.name}, which has the foreign key."
        findings.add(spec, declared, "SAID_TWICE", what, hint)
    embed = "embed" in relation.flags
    return replace(link, inverse=relation.name.text, inverse_at=relation.name, embed=embed)


def _link_of_list(spec: ResourceSpec, relation: RelationSpec, names: Mapping[str, Names]) -> Link:
    declared = relation.settings.get("inverse")
    link = _link(spec, relation, external=False)
    return replace(
        link,
        source=relation.target.text,
        name=declared.text if declared else names[spec.name.text].var,
        target=spec.name.text,
        at=declared or relation.name,
        inverse=relation.name.text,
        inverse_at=relation.name,
        embed="embed" in relation.flags,
    )


def _without_duplicates(links: list[Link], findings: Findings) -> list[Link]:
    """Return the links without many-to-many ones that repeat another from the other side."""
    kept: list[Link] = []
    for link in links:
        repeats = (one for one in kept if _is_duplicate(link, one)) if link.many else iter(())
        duplicate = next(repeats, None)
        if duplicate is None:
            kept.append(link)
            continue
        what = f'{duplicate.source}.{duplicate.name} already declares "{link.name}"'
        hint = 'Remove one of the two; "inverse=..." of the other names the inverse.'
        findings.add(link.spec, link.at, "MANY", what, hint)
    return kept


def _is_duplicate(link: Link, one: Link) -> bool:
    is_reverse = (link.source, link.target) == (one.target, one.source)
    return is_reverse and link.many and one.many and one.inverse == link.name
