"""Links between models: where the key is, and what both ends are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from t3gen.model import inflection
from t3gen.model.inflection import Names
from t3gen.model.reserved import OWNER, USER
from t3gen.spec import ResourceSpec, Word


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
        embed: Whether the body that creates the target may hold rows of the source.
        external: Whether the target is no resource.
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
    embed: bool = False
    external: bool = False

    @property
    def key(self) -> str:
        """The field that holds the other side's id, or ids."""
        if self.many:
            return f"{inflection.singular(self.name)}Ids"
        return f"{self.name}Id"


def with_inverse(link: Link, names: Mapping[str, Names], links: Sequence[Link]) -> Link:
    """Return a link with a name for its way back; `links` are all that there are."""
    if link.inverse:
        return link
    source = names[link.source]
    name = source.var if link.unique else source.plural_var
    if link.external and (_is_owned(link) or sum(_is_pair(link, one) for one in links) > 1):
        # The plain name is what a user owns, or would be there twice.
        name = f"{link.name}{inflection.upper_first(name)}"
    return replace(link, inverse=name, derived_inverse=True)


def labelled(links: list[Link]) -> list[Link]:
    """Return the links with labels where the two models have several, or are one."""
    pairs: dict[frozenset[str], list[Link]] = {}
    for link in links:
        pairs.setdefault(frozenset((link.source, link.target)), []).append(link)
    return [_with_label(link, pairs[frozenset((link.source, link.target))]) for link in links]


def _is_pair(link: Link, one: Link) -> bool:
    return (link.source, link.target) == (one.source, one.target)


def _is_owned(link: Link) -> bool:
    """Return whether the rows have an owner, which is a relation to the same model."""
    owner = link.spec.owner.text if link.spec.owner else ""
    return link.external and (link.target, owner) == (USER, OWNER)


def _with_label(link: Link, pair: list[Link]) -> Link:
    # A many-to-many label is part of its table's name: keep the plain one as long as Prisma can.
    is_only = len(pair) == 1 or (link.many and sum(one.many for one in pair) == 1)
    if is_only and link.source != link.target and not _is_owned(link):
        return link
    return replace(link, label=f"{link.source}{inflection.upper_first(link.name)}")
