"""Conditions of access rules in the record: what emitted code and its tests need for them."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.model.record.fields import Setting
from t3gen.model.record.relations import CascadeParent


@dataclass(frozen=True)
class RowPart:
    """Values of a row, or of the row at the end of a path such as `task.project`."""

    path: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class SampleRow:
    """A row of the access table: values that some rule tells from others."""

    name: str
    parts: tuple[RowPart, ...]


@dataclass(frozen=True)
class Step:
    """A relation on the way to an owner or to members.

    Args:
        path: The relations up to it, such as `task.project`.
        key: Its foreign key.
        target: The resource that it leads to.
        members: The ids of members of that resource, if a rule asks for them.
    """

    path: str
    key: str
    target: str
    members: str | None = None


@dataclass(frozen=True)
class Related:
    """Rows that callers are members or owners of, whose ids lists fetch first.

    Args:
        name: The name of the ids, such as `projectMember`.
        word: member or owner.
        target: The resource.
        through: The relations of the resource up to what the key belongs to, or to the members.
        key: The key of the owner.
    """

    name: str
    word: str
    target: str
    through: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class FoundBy:
    """How a list finds rows by ids that it has fetched first.

    Args:
        name: The name of the ids.
        key: The column that is one of them.
        optional: Whether it can be null.
    """

    name: str
    key: str
    optional: bool = False


@dataclass(frozen=True)
class Followed:
    """A rule that follows relations, which is a function of `policy.ts`.

    Args:
        name: The name of the function.
        kind: relation_owner, member or can.
        relation: The first relation; empty for members of the row itself.
        through: The relations up to what the key belongs to, or to the members.
        key: The key of the owner.
        operation: For can, the rule of `target`.
        soft_delete: Whether what it leads to may be deleted while the row is there.
        above: What hides that while it is soft-deleted.
        ids: By which ids lists find the same rows, where they fetch these first.
    """

    name: str
    kind: str
    relation: str
    through: tuple[str, ...]
    key: str
    operation: str
    target: str
    soft_delete: bool
    above: tuple[CascadeParent, ...] = ()
    ids: FoundBy | None = None


@dataclass(frozen=True)
class Conditions:
    """What conditions of access rules add to a resource.

    Args:
        functions: The functions of `auth/conditions.ts` that its files call.
        followed: The rules that follow relations.
        fixed: The values that its rows in tests have, so that rules decide alike about them.
        members: The ids of the members that its rules, or those of others, ask for.
        steps: The relations that rules follow.
        rows: Rows that rules tell apart.
        table: Who may do what with each of them, as lines of cells.
        prefetched: The names of the ids that its list fetches first.
        related: Its rows whose ids lists fetch first.
    """

    functions: tuple[str, ...]
    followed: tuple[Followed, ...] = ()
    fixed: tuple[Setting, ...] = ()
    members: str | None = None
    steps: tuple[Step, ...] = ()
    rows: tuple[SampleRow, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    prefetched: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
