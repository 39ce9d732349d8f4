"""Relations in the record: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """The target of a relation.

    Args:
        id: The kind of its ids.
        soft_delete: Whether its rows are soft-deleted.
        key: Its id field.
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
    """A to-one relation, whose foreign key is in this model.

    Args:
        inverse: The inverse field on the target.
        inverse_list: Whether the inverse is to-many.
        link: The name of Prisma's `@relation`, if it needs one.
        embed: Whether rows can be created nested in the target.
        external: Whether the target is not a resource.
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
class InverseRelation:
    """A relation whose foreign key is in another model.

    Args:
        soft_delete: Whether the rows of the other model are soft-deleted.
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
class NestedCreate:
    """Rows that can be created nested in a row of this model.

    Args:
        name: Their field in the request body.
        key: Their foreign key to the parent.
        target: Their model.
        embeds: Their own nested creates, which are not available here.
    """

    name: str
    key: str
    target: Target
    embeds: tuple[str, ...]


@dataclass(frozen=True)
class ManyToMany:
    """A many-to-many relation that is declared in this model; `external` as in `Relation`."""

    name: str
    key: str
    target: Target
    inverse: str
    link: str | None
    external: bool


@dataclass(frozen=True)
class ManyToManyThrough:
    """A many-to-many relation that is read through the rows of another resource.

    Args:
        key: The field with the ids of the other side.
        rows: The inverse field with those rows.
        near: Their foreign key to this side, and `far` the one to the other side.
        relation: Their relation to the other side.
        source: Their resource.
        soft_delete: Whether they are soft-deleted.
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
class RequiredColumn:
    """A column that a new row of a model of the user's own requires.

    Args:
        kind: A type of column; or user, own or resource for a foreign key.
        of: The value of an enum, or the target of the foreign key.
        max: The maximum length of a text.
    """

    name: str
    kind: str
    of: str = ""
    max: int | None = None


@dataclass(frozen=True)
class OwnModelRecord:
    """A model of the user's own that is the target of relations.

    Args:
        key: Its id field, and `id` the kind of its ids.
        given: The columns that a new row requires.
        complete: Whether values for all of them can be generated.
    """

    name: str
    var: str
    label: str
    key: str
    id: str
    given: tuple[RequiredColumn, ...]
    complete: bool


@dataclass(frozen=True)
class CascadeParent:
    """The target of a cascade, which hides rows while it is soft-deleted.

    Args:
        name: The relation, and `key` its foreign key.
        soft_delete: Whether its own rows are soft-deleted.
        parents: The parents that hide it in turn.
    """

    name: str
    key: str
    optional: bool
    soft_delete: bool
    parents: tuple[CascadeParent, ...]


@dataclass(frozen=True)
class Dependent:
    """A model whose rows have to be deleted before those of a resource.

    Args:
        var: The name of the model in Prisma's client.
        path: The relations from it to the resource.
    """

    var: str
    path: tuple[str, ...]
