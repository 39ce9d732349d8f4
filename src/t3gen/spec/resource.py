"""What one spec says, read and with its places, but not yet judged against other specs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from t3gen.spec.yaml import Place, Source, Word

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
    """A line below `fields`.

    Args:
        flags: The modifiers without a value (unique, index, trim, ...) with their places.
        bounds: The modifiers with a value: min, max, len, match, items.
        is_list: Whether the type is written with `[]`.
        was: Its name before.
        backfill: What rows that exist get.
        formerly: The names before of an enum's values, by the values.
        rules: Who may read and write it, by those two words.
        end: Behind the last character of the line; None when it goes over several.
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
    formerly: Mapping[str, Word] = field(default_factory=dict)
    rules: Mapping[str, RuleSpec] = field(default_factory=dict)
    end: Place | None = None


@dataclass(frozen=True)
class TypeSpec:
    """A shape of JSON below `types`; `broken` names the lines that have a problem."""

    name: Word
    fields: tuple[FieldSpec, ...]
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RelationSpec:
    """A line below `relations`.

    Args:
        is_list: Whether the target is written with `[]`.
        flags: unique, immutable, many with their places.
        settings: inverse, on_delete, was and backfill.
        end: Behind the last character of the line; None when it goes over several.
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
    """One column of an index; `order` is the word behind its name, if there is one."""

    name: Word
    order: Word | None = None


@dataclass(frozen=True)
class RuleSpec:
    """Who may: `kind` is public, signed_in, owner, role, any or all."""

    kind: str
    place: Place
    role: str = ""
    rules: tuple[RuleSpec, ...] = ()


@dataclass(frozen=True)
class ApiSpec:
    """What is served, and what can be asked of it."""

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


@dataclass(frozen=True)
class ResourceSpec:
    """One resource as its file describes it.

    Args:
        broken: Names of fields and relations whose line has a problem; nothing is concluded from
            their absence.
        unread: The names of those lines that say so little that they are not among the fields.
        was: The name of the resource before.
        losses: What may go with its values.
        assumptions: What the rows that exist fulfil already.
        owner_backfill: The user whom the rows that exist get as their owner.
    """

    source: Source
    name: Word
    was: Word | None
    losses: tuple[Word, ...]
    assumptions: tuple[Word, ...]
    plural: Word | None
    doc: str
    fields: tuple[FieldSpec, ...]
    relations: tuple[RelationSpec, ...]
    types: tuple[TypeSpec, ...]
    uniques: tuple[tuple[Word, ...], ...]
    indexes: tuple[tuple[IndexPart, ...], ...]
    owner: Word | None
    owner_backfill: Word | None
    tenant: Word | None
    access: Mapping[str, RuleSpec]
    id: str
    timestamps: bool
    version: bool
    soft_delete: bool
    api: ApiSpec
    seed_count: int
    broken: frozenset[str]
    unread: tuple[Word, ...]
