"""Relations across resources: which key is where, and what the way back is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from t3gen.model import naming
from t3gen.model.findings import Findings
from t3gen.model.parts import Names
from t3gen.model.reserved import AUTH_MODELS
from t3gen.spec import RelationSpec, ResourceSpec, Word

ON_DELETE = {
    "cascade": "Cascade",
    "restrict": "Restrict",
    "set_null": "SetNull",
    "no_action": "NoAction",
}


@dataclass(frozen=True)
class Link:
    """One relation between two resources.

    Args:
        source: The resource that has the key, or that declares a many-to-many relation.
        many: Whether it is many-to-many, with a key on neither side.
        inverse: The name of the way back on the target.
        derived_inverse: Whether no spec says that name.
        label: The name that tells it from other relations of the pair, where it needs one.
        spec: The file that the relation is written in, and `at` the word to point to.
    """

    source: str
    name: str
    target: str
    spec: ResourceSpec
    at: Word
    inverse_at: Word
    many: bool = False
    optional: bool = False
    unique: bool = False
    immutable: bool = False
    on_delete: str | None = None
    inverse: str = ""
    derived_inverse: bool = False
    label: str | None = None
    doc: str = ""

    @property
    def key(self) -> str:
        """The field that holds the other side's id, or ids."""
        if self.many:
            return f"{naming.singular(self.name)}Ids"
        return f"{self.name}Id"


def resolve(
    specs: Mapping[str, ResourceSpec], names: Mapping[str, Names], findings: Findings
) -> list[Link]:
    """Return all relations of all specs, each once, in the order of the specs."""
    links: list[Link] = []
    lists: list[tuple[ResourceSpec, RelationSpec]] = []
    for spec in specs.values():
        for relation in _known(spec, specs, findings):
            if relation.is_list and "many" not in relation.flags:
                lists.append((spec, relation))
            else:
                links.append(_link(spec, relation))
    for spec, relation in lists:
        _pair(spec, relation, links, (names, findings))
    links = [_with_inverse(link, names) for link in links]
    return _labelled(_without_twins(links, findings))


def _known(
    spec: ResourceSpec, specs: Mapping[str, ResourceSpec], findings: Findings
) -> Iterator[RelationSpec]:
    for relation in spec.relations:
        _check_modifiers(spec, relation, findings)
        target = relation.target
        if target.text in specs:
            yield relation
        elif target.text in AUTH_MODELS:
            what = f'relations to "{target}", which is no resource, are not built yet'
            hint = 'For the user that a row belongs to, write "owner: user".'
            findings.add(spec, target, "NOT_BUILT", what, hint)
        elif not findings.incomplete and relation.name.text not in spec.broken:
            findings.unknown(spec, target, "resource", specs)


def _check_modifiers(spec: ResourceSpec, relation: RelationSpec, findings: Findings) -> None:
    flags, settings = relation.flags, relation.settings
    if "many" in flags and not relation.is_list:
        what = f'"many" needs a list, "{relation.target}[]"'
        findings.add(spec, relation.target, "MANY", what, f'Write "{relation.target}[] many".')
    if relation.is_list:
        refused = {"unique"} | (
            {"optional", "immutable", "on_delete"} if "many" in flags else set()
        )
        for name in sorted(refused & (set(flags) | set(settings))):
            word = settings.get(name) or Word(name, flags[name])
            what = f'"{name}" does not go with a list of "{relation.target}"'
            findings.add(spec, word, "MODIFIER_NOT_FOR_TYPE", what, "Remove it.")
    action = settings.get("on_delete")
    if action and action.text == "set_null" and not relation.optional:
        what = "on_delete=set_null needs a relation that may be empty"
        hint = f'Write "{relation.target}?", or another on_delete.'
        findings.add(spec, action, "SET_NULL", what, hint)


def _link(spec: ResourceSpec, relation: RelationSpec) -> Link:
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
    return replace(link, inverse=relation.name.text, inverse_at=relation.name)


def _made(spec: ResourceSpec, relation: RelationSpec, names: Mapping[str, Names]) -> Link:
    said = relation.settings.get("inverse")
    made = _link(spec, relation)
    return replace(
        made,
        source=relation.target.text,
        name=said.text if said else names[spec.name.text].var,
        target=spec.name.text,
        at=said or relation.name,
        inverse=relation.name.text,
        inverse_at=relation.name,
    )


def _with_inverse(link: Link, names: Mapping[str, Names]) -> Link:
    if link.inverse:
        return link
    source = names[link.source]
    name = source.var if link.unique else source.plural_var
    return replace(link, inverse=name, derived_inverse=True)


def _without_twins(links: list[Link], findings: Findings) -> list[Link]:
    """Return the links without those many-to-many ones that say an earlier one from behind."""
    kept: list[Link] = []
    for link in links:
        twin = next((one for one in kept if _is_twin(link, one)), None)
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


def _labelled(links: list[Link]) -> list[Link]:
    pairs: dict[frozenset[str], list[Link]] = {}
    for link in links:
        pairs.setdefault(frozenset((link.source, link.target)), []).append(link)
    return [_with_label(link, pairs[frozenset((link.source, link.target))]) for link in links]


def _with_label(link: Link, pair: list[Link]) -> Link:
    alone = len(pair) == 1 and link.source != link.target
    # A many-to-many label is part of its table's name: keep the plain one as long as Prisma can.
    only_many = link.many and link.source != link.target and sum(one.many for one in pair) == 1
    if alone or only_many:
        return link
    return replace(link, label=f"{link.source}{naming.upper_first(link.name)}")
