"""The ends of relations: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """The resource at the other end of a relation.

    Args:
        id: The kind of its ids.
        soft_delete: Whether its rows are marked instead of deleted.
        key: The field that is its id.
    """

    name: str
    var: str
    label: str
    slug: str
    folder: str
    path: str
    plural_label: str
    id: str
    soft_delete: bool
    key: str = "id"


@dataclass(frozen=True)
class Relation:
    """A relation whose key is on this model.

    Args:
        inverse: The name of the way back, on the target.
        inverse_list: Whether the way back leads to many.
        link: The name that tells it from other relations of the two models, where it needs one.
        embed: Whether rows can be created within the target.
        external: Whether the target is no resource.
    """

    name: str
    key: str
    optional: bool
    unique: bool
    doc: str
    target: Target
    on_delete: str
    inverse: str
    inverse_list: bool
    link: str | None
    self: bool
    embed: bool
    external: bool


@dataclass(frozen=True)
class Inverse:
    """A relation line of this model whose key is on another one.

    Args:
        soft_delete: Whether the rows of the other one are marked instead of deleted.
    """

    name: str
    source: str
    source_plural_label: str
    list: bool
    link: str | None
    on_delete: str | None
    many: bool
    soft_delete: bool


@dataclass(frozen=True)
class Embed:
    """Rows that may be part of the body that creates one.

    Args:
        name: What they are called in the body.
        key: Their field that points to the one that they belong to.
        embeds: What could be part of them, were they created by themselves.
    """

    name: str
    key: str
    target: Target
    embeds: tuple[str, ...]


@dataclass(frozen=True)
class Many:
    """A many-to-many relation that is declared here; `external` as with Relation."""

    name: str
    key: str
    target: Target
    inverse: str
    link: str | None
    external: bool


@dataclass(frozen=True)
class Linked:
    """A many-to-many relation that is read through the rows of another resource.

    Args:
        key: The field with the ids of the other side.
        rows: The way back that leads to those rows.
        near: Their key to this side, and `far` the one to the other.
        relation: Their relation to the other side.
        source: The resource that they are of.
        soft_delete: Whether they are marked instead of deleted.
    """

    name: str
    key: str
    rows: str
    near: str
    far: str
    relation: str
    source: str
    soft_delete: bool
    target: Target


@dataclass(frozen=True)
class Given:
    """A value that a row of a model of the user's own needs.

    Args:
        kind: A type of column; or user, own or resource for the key of a row of another model.
        of: The value of an enum, or that other model.
        max: The length of a text, where it has one.
    """

    name: str
    kind: str
    of: str = ""
    max: int | None = None


@dataclass(frozen=True)
class Own:
    """A model of the user's own that relations lead to, and what makes a row of it.

    Args:
        key: The field that is its id, and `id` the kind of its ids.
        complete: Whether `given` is all that a row needs.
    """

    name: str
    var: str
    label: str
    key: str
    id: str
    given: tuple[Given, ...]
    complete: bool


@dataclass(frozen=True)
class Parent:
    """What takes rows along when it is marked as deleted: the other end of a cascade.

    Args:
        name: The relation, and `key` its field.
        soft_delete: Whether its own rows are marked.
        parents: What takes them along.
    """

    name: str
    key: str
    optional: bool
    soft_delete: bool
    parents: tuple[Parent, ...]
