"""The record of a resource: frozen, plain data with all names that templates need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from t3gen.model.record.conditions import Conditions
from t3gen.model.record.fields import (
    Access,
    Check,
    Constraint,
    Event,
    Field,
    Index,
    Owner,
    Rule,
    Setting,
    Shape,
    Tenant,
    Transition,
    Unique,
)
from t3gen.model.record.lists import Cache, Import, Include, Page, RelatedFilter
from t3gen.model.record.relations import (
    CascadeParent,
    Dependent,
    InverseRelation,
    ManyToMany,
    ManyToManyThrough,
    NestedCreate,
    OwnModelRecord,
    Relation,
)
from t3gen.model.record.settings import Options, Rate, Seed
from t3gen.spec import OPERATIONS
from t3gen.spec.access import ORGANISATION

RECORD_VERSION = 5
"""Incremented with every change of `Resource.record` that a template could notice; `_records`
in copier.yml lists the versions that a template supports."""

MOST_ROWS = 1000
"""The greatest capacity that is recorded: tests insert fewer rows."""


@dataclass(frozen=True)
class Resource:
    """One resource, resolved against all others.

    Args:
        table: The name of its table; empty where it is that of the model.
        columns: The columns whose names are not those of their fields, by field.
        rank: The position in the insert order; greater than that of all referenced resources.
        parents: The parents that hide a row while they are soft-deleted.
        given: Built-in columns to filter by: the id, the timestamps.
        search: The fields to search in.
        sparse: Whether clients can choose the fields of responses.
        unread: Queryable names that not everyone may read: fields, and those of relations such as
            `customer.rating`.
        bulk: The maximum number of rows of a bulk request; 0 without bulk operations.
        multi_tenant: Whether any resource of the app has tenants.
        needs: The parents that must not be deleted for a row to be restored.
        capacity: The maximum number of rows of one user at once, up to MOST_ROWS.
        dependents: What tests delete before a row, in this order, if the capacity is smaller.
        conditions: What conditions of access rules add; None, and not recorded, without any.
        cache: How its answers are cached; None, and not recorded, where they are not.
        checks: The conditions that every row satisfies.
        valid: Values of rows of tests, so that they satisfy all of them.
        mixed_ids: Whether the ids of other resources of the app are numbers.
        transitions: Actions that change states; not recorded without any.
        key_parts: The columns of a key of several; empty, and not recorded, where there is one id.
        emits: The events of its writes; not recorded without any.
        webhooks: The role that manages webhooks; not recorded where there are none.
        writes: Whether its writes emit events, or the rows that are created nested do.
    """

    name: str
    var: str
    plural_var: str
    label: str
    plural_label: str
    slug: str
    folder: str
    path: str
    table: str
    columns: Mapping[str, str]
    doc: str
    rank: int
    options: Options
    fields: tuple[Field, ...]
    shapes: tuple[Shape, ...]
    relations: tuple[Relation, ...]
    inverses: tuple[InverseRelation, ...]
    many: tuple[ManyToMany, ...]
    embeds: tuple[NestedCreate, ...]
    linked: tuple[ManyToManyThrough, ...]
    parents: tuple[CascadeParent, ...]
    needs: tuple[CascadeParent, ...]
    own: tuple[OwnModelRecord, ...]
    owner: Owner | None
    tenant: Tenant | None
    multi_tenant: bool
    access: tuple[Access, ...]
    operations: tuple[str, ...]
    filters: tuple[str, ...]
    given: tuple[Field, ...]
    through: tuple[RelatedFilter, ...]
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
    capacity: int = MOST_ROWS
    dependents: tuple[Dependent, ...] = ()
    conditions: Conditions | None = None
    cache: Cache | None = None
    checks: tuple[Check, ...] = ()
    valid: tuple[Setting, ...] = ()
    mixed_ids: bool = False
    transitions: tuple[Transition, ...] = ()
    exported: bool = False
    imported: Import | None = None
    key_parts: tuple[str, ...] = ()
    emits: tuple[Event, ...] = ()
    webhooks: str = ""
    writes: bool = False

    def record(self) -> dict[str, Any]:
        """Return the resource as plain data, as it is recorded and read by templates.

        Some keys repeat data for the paths of templates, which cannot contain quotes: `can_list`,
        `can_get` and so on for `operations`; `files` for file fields; `pointers` for fields that
        reference other rows in a request body, and `outside` for those to other models than
        resources; `guarded` for fields with access rules; `merged` for JSON that a change is
        merged with.
        """
        served = {f"can_{operation}": operation in self.operations for operation in OPERATIONS}
        served["can_restore"] = self.options.soft_delete and served["can_delete"]
        named = {
            "files": [one.name for one in self.fields if one.file],
            "pointers": [one.name for one in self.fields if one.points],
            "guarded": [one.name for one in self.fields if one.read or one.write],
            "merged": [one.name for one in self.fields if one.type == "json" and one.in_update],
            "outside": [one.name for one in self.fields if one.points and one.external],
        }
        plain: dict[str, Any] = _plain(self)
        return plain | served | named


_WHERE_SET = frozenset({"conditions", "named_enum", "native", "updated", "updated_default"})
_WHERE_SET |= {"where", "inside", "outside", "avoided", "checks", "valid", "breaks", "other"}
_WHERE_SET |= {"key_parts", "primary", "cache", "ops", "map", "given_id", "mixed_ids", "above"}
_WHERE_SET |= {"ids", "prefetched", "related", "exported", "imported", "unique_id", "generated"}
_WHERE_SET |= {"state", "transitions", "policy", "starting", "closed"}
_WHERE_SET |= {"emits", "webhooks", "writes"}
"""Keys that are recorded only where they have a value."""
_KEYS = {
    "compare": ("field", "operator", "values", "type", "scale", "other"),
    "relation_owner": ("name",),
    "member": ("name",),
    "can": ("name",),
}
"""What a rule of a kind has, besides its kind."""


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Rule):
        return _plain_rule(value)
    if isinstance(value, Access):
        optional = {"policy": value.policy, "check": value.check, "checked": value.checked}
        declared = {name: _plain(one) for name, one in optional.items() if one}
        return {"operation": value.operation, "rule": _plain(value.rule)} | declared
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    # Not by `dataclasses.fields`, which takes longer than all the rest.
    names = getattr(type(value), "__dataclass_fields__", None)
    if not names:
        return value
    plain = {name: _plain(getattr(value, name)) for name in names}
    return {name: one for name, one in plain.items() if one or name not in _WHERE_SET}


def _plain_rule(rule: Rule) -> dict[str, Any]:
    if rule.kind == "role":
        kind = "organisation_role" if rule.role.startswith(ORGANISATION) else rule.kind
        return {"kind": kind, "role": rule.role}
    if rule.rules:
        return {"kind": rule.kind, "rules": [_plain_rule(one) for one in rule.rules]}
    keys = [name for name in _KEYS.get(rule.kind, ()) if name not in _WHERE_SET or rule.other]
    return {"kind": rule.kind} | {name: _plain(getattr(rule, name)) for name in keys}
