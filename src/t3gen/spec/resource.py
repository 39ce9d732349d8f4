"""A spec as it is declared, with the places of its words; not yet validated against others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from t3gen.spec.enums import EnumSpec
from t3gen.spec.yaml import Place, Source, Word

Timestamps = Literal[True, False, "created", "updated"]
"""Which timestamps a model has: both, none, or one of them."""

Naming = Literal["camel", "snake"]
"""How tables and columns are named: as models and fields, or in snake case."""

OPERATIONS = ("list", "get", "create", "update", "delete")


@dataclass(frozen=True)
class ValueSpec:
    """A default, bound or expression as written; `kind` is word, quoted or expression."""

    text: str
    kind: str
    place: Place
    flags: str = ""


@dataclass(frozen=True)
class FieldSpec:
    """A field as it is declared.

    Args:
        flags: The modifiers without a value (unique, index, trim, ...) with their places.
        bounds: The modifiers with a value: min, max, len, match, items.
        is_list: Whether the type is written with `[]`.
        was: Its previous name.
        backfill: The value of existing rows.
        previous_values: The previous names of an enum's values, by the values.
        rules: The rules `read` and `write`.
        enum: The enum that it names; `type` is `enum`, and `arguments` are its values.
        end: The place after the last character; None for a declaration of several lines.
    """

    name: Word
    type: Word
    arguments: tuple[Word, ...]
    optional: bool
    default: ValueSpec | None
    flags: Mapping[str, Place]
    bounds: Mapping[str, ValueSpec]
    doc: str = ""
    is_list: bool = False
    was: Word | None = None
    backfill: ValueSpec | None = None
    previous_values: Mapping[str, Word] = field(default_factory=dict)
    rules: Mapping[str, RuleSpec] = field(default_factory=dict)
    enum: EnumSpec | None = None
    end: Place | None = None


@dataclass(frozen=True)
class TypeSpec:
    """A shape of JSON below `types`; `broken` names the fields that have problems."""

    name: Word
    fields: tuple[FieldSpec, ...]
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RelationSpec:
    """A relation as it is declared.

    Args:
        is_list: Whether the target is written with `[]`.
        flags: unique, immutable, many with their places.
        settings: inverse, on_delete, was and backfill.
        end: The place after the last character; None for a declaration of several lines.
    """

    name: Word
    target: Word
    is_list: bool
    optional: bool
    flags: Mapping[str, Place]
    settings: Mapping[str, Word]
    doc: str = ""
    end: Place | None = None


@dataclass(frozen=True)
class IndexPart:
    """One column of an index; `order` is the word after its name."""

    name: Word
    order: Word | None = None


@dataclass(frozen=True)
class IndexSpec:
    """An index as it is declared: its columns, and the settings type, ops and name."""

    parts: tuple[IndexPart, ...]
    settings: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleSpec:
    """An access rule.

    Args:
        kind: public, signed_in, owner, role, any, all or not; compare, which compares a field;
            relation_owner, member or can, which follow a relation.
        rules: Of any and all, at least two; of not, the one that it negates.
        name: The field of compare, or the relation that is followed; None for `member`.
        operator: How a field is compared: a key of `access.OPPOSITES`.
        operation: The operation of can.
        values: The literals that a field is compared with.
    """

    kind: str
    place: Place
    role: str = ""
    rules: tuple[RuleSpec, ...] = ()
    name: Word | None = None
    operator: str = ""
    operation: Word | None = None
    values: tuple[ValueSpec, ...] = ()


@dataclass(frozen=True)
class UniqueSpec:
    """Fields that are unique together; among the rows that satisfy `where`, if it is given.

    Args:
        name: The name of the index in the database, where that is not the usual one.
    """

    fields: tuple[Word, ...]
    where: RuleSpec | None = None
    name: Word | None = None


@dataclass(frozen=True)
class CheckSpec:
    """A condition that every row satisfies, by its name."""

    name: Word
    rule: RuleSpec


@dataclass(frozen=True)
class TransitionSpec:
    """An action that changes the state of a row.

    Args:
        sources: The states from which it starts.
        target: The state that it leads to.
        access: The rule of the action; None for that of updates.
    """

    name: Word
    sources: tuple[Word, ...]
    target: Word
    access: RuleSpec | None = None


@dataclass(frozen=True)
class StatesSpec:
    """The transitions between the values of a field."""

    field: Word
    transitions: tuple[TransitionSpec, ...]


@dataclass(frozen=True)
class EventSpec:
    """An event, and the operations and transitions that emit it; none where its name is theirs."""

    name: Word
    sources: tuple[Word, ...] = ()


@dataclass(frozen=True)
class WebhooksSpec:
    """Who manages endpoints of webhooks: a role."""

    source: Source
    role: Word


@dataclass(frozen=True)
class ApiSpec:
    """The endpoints of a resource, and the options of its lists."""

    path: Word | None
    operations: tuple[str, ...]
    filters: tuple[Word, ...]
    sorts: tuple[Word, ...]
    search: tuple[Word, ...]
    includes: tuple[Word, ...]
    fields: bool
    bulk: Word | None
    page_size: int
    page_max: int
    rate_read: str
    rate_write: str
    cache: Word | None = None
    export: Word | None = None
    import_: Word | None = None


@dataclass(frozen=True)
class ResourceSpec:
    """One resource as its file describes it.

    Args:
        was: The previous name of the resource.
        losses: The columns and tables that a migration may drop with their values.
        assumptions: The constraints that existing rows satisfy already.
        owner_backfill: The user who becomes the owner of existing rows.
        states: The transitions between the values of fields.
        events: What its writes emit: `emit` in spec files.
        webhooks: Who manages webhooks, as `_project.yaml` declares.
        checks: Rules that rows have to satisfy after an operation, if not its own.
        invariants: Conditions that every row satisfies: `check` in spec files.
        enums: The enums that its fields may name, by name.
        id: The kind of its ids; `composite` where `key` names what they are made of.
        columns: The columns of standard fields, by field.
        broken: Names of fields and relations that have problems; they count as declared.
        unread: Names of fields and relations without a type; they are not among `fields`.
    """

    source: Source
    name: Word
    was: Word | None
    losses: tuple[Word, ...]
    assumptions: tuple[Word, ...]
    plural: Word | None
    table: Word | None
    doc: str
    fields: tuple[FieldSpec, ...]
    relations: tuple[RelationSpec, ...]
    types: tuple[TypeSpec, ...]
    uniques: tuple[UniqueSpec, ...]
    indexes: tuple[IndexSpec, ...]
    owner: Word | None
    owner_backfill: Word | None
    tenant: Word | None
    access: Mapping[str, RuleSpec]
    id: str
    naming: Naming
    columns: Mapping[str, Word]
    time_zone: bool
    timestamps: Timestamps
    updated_default: bool
    unique_id: bool
    version: bool
    soft_delete: bool
    api: ApiSpec
    seed_count: int
    broken: frozenset[str]
    unread: tuple[Word, ...]
    key: tuple[Word, ...] = ()
    states: tuple[StatesSpec, ...] = ()
    events: tuple[EventSpec, ...] = ()
    webhooks: WebhooksSpec | None = None
    checks: Mapping[str, RuleSpec] = field(default_factory=dict)
    invariants: tuple[CheckSpec, ...] = ()
    enums: Mapping[str, EnumSpec] = field(default_factory=dict)

    @property
    def timestamp_fields(self) -> tuple[str, ...]:
        """The names of its timestamps."""
        both = {"created": "createdAt", "updated": "updatedAt"}
        if isinstance(self.timestamps, str):
            return (both[self.timestamps],)
        return tuple(both.values()) if self.timestamps else ()
