"""What a resource means: frozen, plain data with every name that templates need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from t3gen.model.record.fields import (
    Access,
    Constraint,
    Field,
    Index,
    Owner,
    Rule,
    Shape,
    Tenant,
    Unique,
)
from t3gen.model.record.lists import Include, Page, Through
from t3gen.model.record.relations import Embed, Inverse, Linked, Many, Own, Parent, Relation
from t3gen.model.record.settings import Options, Rate, Seed
from t3gen.spec import OPERATIONS

RECORD_VERSION = 3
"""Raised with every change of what `Resource.record` returns that a template could notice; the
`_records` of copier.yml lists the versions that a template reads."""


@dataclass(frozen=True)
class Resource:
    """One resource, resolved against all others.

    Args:
        rank: Greater than the rank of everything that a row must or may point to.
        parents: What hides a row when it is marked as deleted.
        given: What lists are filtered by that is no field of the spec: the id, the timestamps.
        search: The fields that a search looks in.
        sparse: Whether clients choose the fields of answers.
        unread: What can be asked for, but not by everybody: fields, and those at the end of a
            relation, as in `customer.rating`.
        bulk: How many rows one request may create, change or delete; 0 where none does.
        multi_tenant: Whether any resource of the app has tenants.
        needs: What must be there for a row to be restored.
    """

    name: str
    var: str
    plural_var: str
    label: str
    plural_label: str
    slug: str
    folder: str
    path: str
    doc: str
    rank: int
    options: Options
    fields: tuple[Field, ...]
    shapes: tuple[Shape, ...]
    relations: tuple[Relation, ...]
    inverses: tuple[Inverse, ...]
    many: tuple[Many, ...]
    embeds: tuple[Embed, ...]
    linked: tuple[Linked, ...]
    parents: tuple[Parent, ...]
    needs: tuple[Parent, ...]
    own: tuple[Own, ...]
    owner: Owner | None
    tenant: Tenant | None
    multi_tenant: bool
    access: tuple[Access, ...]
    operations: tuple[str, ...]
    filters: tuple[str, ...]
    given: tuple[Field, ...]
    through: tuple[Through, ...]
    sorts: tuple[str, ...]
    search: tuple[str, ...]
    includes: tuple[Include, ...]
    sparse: bool
    unread: tuple[str, ...]
    bulk: int
    page: Page
    rate: Rate
    seed: Seed
    uniques: tuple[Unique, ...]
    indexes: tuple[Index, ...]
    constraints: tuple[Constraint, ...]

    def record(self) -> dict[str, Any]:
        """Return the resource as the plain data that is recorded and that templates read.

        The flags `can_list`, `can_get` and so on say again what `operations` lists, and `files`,
        `pointers` and `outside` which fields are files, which ones a body points to other rows by,
        and which of those lead to no resource, and `guarded` which fields not everybody may see or
        set: the path of a template can ask for them without a quote in a file name.
        """
        served = {f"can_{operation}": operation in self.operations for operation in OPERATIONS}
        served["can_restore"] = self.options.soft_delete and served["can_delete"]
        named = {
            "files": [one.name for one in self.fields if one.file],
            "pointers": [one.name for one in self.fields if one.points],
            "guarded": [one.name for one in self.fields if one.read or one.write],
            "outside": [one.name for one in self.fields if one.points and one.external],
        }
        return (
            {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}
            | served
            | named
        )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Rule):
        return _plain_rule(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    # Not by `dataclasses.fields`, which takes longer than all the rest.
    names = getattr(type(value), "__dataclass_fields__", None)
    return {name: _plain(getattr(value, name)) for name in names} if names else value


def _plain_rule(rule: Rule) -> dict[str, Any]:
    if rule.kind == "role":
        return {"kind": rule.kind, "role": rule.role}
    if rule.rules:
        return {"kind": rule.kind, "rules": [_plain_rule(one) for one in rule.rules]}
    return {"kind": rule.kind}
