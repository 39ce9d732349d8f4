"""Links: relations resolved across specs, with the foreign key and the names of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from t3gen.model import inflection
from t3gen.model.inflection import Names
from t3gen.model.reserved import OWNER, USER
from t3gen.spec import ResourceSpec, Word


@dataclass(frozen=True)
class Link:
    """A relation between two models.

    Args:
        source: The model with the foreign key, or that declares a many-to-many relation.
        name: The relation field of the source.
        target: The other model.
        spec: The spec that declares it, and `at` the word of the relation there.
        inverse_at: The word of the inverse field.
        many: Whether it is many-to-many, without a foreign key on either side.
        indexed: Whether the foreign key has an index, if no other key or index starts with it.
        on_delete: The referential action, as Prisma calls it.
        inverse: The inverse field on the target.
        derived_inverse: Whether that name is derived, not declared.
        label: The name of Prisma's `@relation`, if it needs one to be unambiguous.
        embed: Whether rows of the source can be created nested in the target.
        external: Whether the target is not a resource.
        foreign_key: The word that names the foreign key; None for the usual name.
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
    indexed: bool = True
    on_delete: str | None = None
    inverse: str = ""
    derived_inverse: bool = False
    label: str | None = None
    doc: str = ""
    embed: bool = False
    external: bool = False
    foreign_key: Word | None = None

    @property
    def key(self) -> str:
        """The foreign key, or for many-to-many the field with the ids."""
        if self.many:
            return f"{inflection.singular(self.name)}Ids"
        return self.foreign_key.text if self.foreign_key else f"{self.name}Id"


def by_source(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Return the links of each source."""
    outgoing: dict[str, list[Link]] = {}
    for link in links:
        outgoing.setdefault(link.source, []).append(link)
    return outgoing


def by_target(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Return the links of each target."""
    incoming: dict[str, list[Link]] = {}
    for link in links:
        incoming.setdefault(link.target, []).append(link)
    return incoming


def with_inverse(link: Link, names: Mapping[str, Names], links: Sequence[Link]) -> Link:
    """Return a link with the name of its inverse field; `links` are all links."""
    if link.inverse:
        return link
    source = names[link.source]
    name = source.var if link.unique else source.plural_var
    if link.external and (_is_owned(link) or sum(_is_pair(link, one) for one in links) > 1):
        # The plain name is that of owned rows, or would be a duplicate.
        name = f"{link.name}{inflection.upper_first(name)}"
    return replace(link, inverse=name, derived_inverse=True)


def labelled(links: list[Link]) -> list[Link]:
    """Return the links with labels if two models have several, or for self-relations."""
    pairs: dict[frozenset[str], list[Link]] = {}
    for link in links:
        pairs.setdefault(frozenset((link.source, link.target)), []).append(link)
    return [_with_label(link, pairs[frozenset((link.source, link.target))]) for link in links]


def _is_pair(link: Link, one: Link) -> bool:
    return (link.source, link.target) == (one.source, one.target)


def _is_owned(link: Link) -> bool:
    """Return whether the rows have an owner, which is another relation to the same model."""
    owner = link.spec.owner.text if link.spec.owner else ""
    return link.external and (link.target, owner) == (USER, OWNER)


def _with_label(link: Link, pair: list[Link]) -> Link:
    # The label of many-to-many is part of the table's name, so it is added only if needed.
    is_only = len(pair) == 1 or (link.many and sum(one.many for one in pair) == 1)
    if is_only and link.source != link.target and not _is_owned(link):
        return link
    return replace(link, label=f"{link.source}{inflection.upper_first(link.name)}")
