"""The fields of a resource in the record: frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass

from t3gen.model.record.relations import Target

Bound = int | float | str
Scalar = bool | int | float | str | None


@dataclass(frozen=True)
class Default:
    """A default value; decimals, bigints and times as text."""

    value: bool | int | float | str | list[bool | int | float | str]


@dataclass(frozen=True)
class Rule:
    """An access rule.

    Args:
        kind: public, signed_in, owner, tenant, role (with a role), any, all or not (with rules);
            compare (a field), relation_owner, member and can (along relations). In rules about
            the rows of tests, others opens rows, but not this one.
        operator: How a field is compared, as the spec writes it.
        values: What it is compared with; decimals, bigints and times as text.
        type: The type of the field, and `scale` the decimals that it has.
        other: The field whose value it is compared with, in place of `values`.
        relation: The first relation; empty for members of the row itself.
        through: The relations up to what the key belongs to.
        key: The foreign key of the owner, or the ids of the members.
        operation: The operation of can, and `target` the resource whose rule it is.
    """

    kind: str
    role: str = ""
    rules: tuple[Rule, ...] = ()
    field: str = ""
    operator: str = ""
    values: tuple[bool | int | float | str, ...] = ()
    type: str = ""
    scale: int | None = None
    other: str = ""
    relation: str = ""
    through: tuple[str, ...] = ()
    key: str = ""
    operation: str = ""
    target: str = ""
    soft_delete: bool = False

    @property
    def name(self) -> str:
        """The function of a rule that follows a relation: `projectOwner`, `canGetProject`."""
        if self.kind == "relation_owner":
            return f"{self.relation}Owner"
        if self.kind == "member":
            return f"{self.relation}Member" if self.relation else "member"
        return f"can{self.operation.title()}{self.relation[:1].upper()}{self.relation[1:]}"


@dataclass(frozen=True)
class FileRule:
    """The media types and largest size, in bytes, of a file; `removable` allows its deletion."""

    types: tuple[str, ...]
    max: int
    removable: bool


@dataclass(frozen=True)
class Field:
    """A value that clients see or send.

    Args:
        type: A type of the spec, or reference (the key of a to-one relation), references (the
            ids of a many-to-many one), owner (the key of the session's user).
        optional: Whether it may be null.
        generated: The function of Prisma that makes its default, such as `cuid()`.
        in_create: Whether a client may send it when it creates.
        in_update: Whether a client may send it when it changes.
        in_answer: Whether a client sees it.
        required: Whether a client must send it when it creates.
        length: The exact length of a text.
        match: The source of a JavaScript regular expression.
        enum: The name of its enum; `named_enum` tells that the spec has named it.
        native: The native type of its column, where it is another one than that of the type.
        updated: Whether each update sets it to its time.
        state: Whether only transitions change it.
        relation: For reference and references, the relation that it belongs to.
        reads_parent: Whether the resource is owned through this relation.
        list: Whether it is a list; bounds are those of its values.
        max_items: How many values a list may hold.
        shape: The name of the shape that JSON has.
        id: For reference and references, the kind of the ids that it holds.
        external: Whether it is the key of a model that is no resource.
        file: For a file, what may be uploaded.
        read: The rule for reading it, if it is stricter than that of the row.
        write: The rule for setting it, if it is stricter than that of the row.
    """

    name: str
    type: str
    doc: str = ""
    optional: bool = False
    default: Default | None = None
    generated: str = ""
    unique: bool = False
    hidden: bool = False
    in_create: bool = True
    in_update: bool = True
    in_answer: bool = True
    required: bool = False
    min: Bound | None = None
    max: Bound | None = None
    length: int | None = None
    match: str | None = None
    match_flags: str = ""
    trim: bool = False
    lower: bool = False
    upper: bool = False
    precision: int | None = None
    scale: int | None = None
    enum: str | None = None
    named_enum: bool = False
    native: str = ""
    updated: bool = False
    state: bool = False
    choices: tuple[str, ...] = ()
    target: Target | None = None
    relation: str | None = None
    reads_parent: bool = False
    list: bool = False
    max_items: int | None = None
    shape: str | None = None
    id: str | None = None
    external: bool = False
    file: FileRule | None = None
    read: Rule | None = None
    write: Rule | None = None

    @property
    def points(self) -> bool:
        """Return whether request bodies reference other rows by it."""
        return self.type in ("reference", "references") and self.in_create


@dataclass(frozen=True)
class Shape:
    """A JSON type."""

    name: str
    doc: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Owner:
    """The owner of a row: a user, directly or through relations."""

    name: str
    key: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tenant:
    """The tenant of a row: a key, directly or through relations.

    Args:
        name: The relation to the tenant, and `key` its field.
        target: The resource that is the tenant.
    """

    name: str
    key: str
    target: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Access:
    """The rule of an operation.

    Args:
        rule: The rule; one with conditions as it decides about rows that factories make.
        policy: The rule with its conditions, if it has any.
        check: The rule for rows as an update leaves them, if it is another one.
        checked: Whether what is written has to be checked.
    """

    operation: str
    rule: Rule
    policy: Rule | None = None
    check: Rule | None = None
    checked: bool = False


@dataclass(frozen=True)
class Transition:
    """An action that changes the state of a row.

    Args:
        name: The action.
        field: The field of the states.
        sources: The states from which it starts.
        target: The state that it leads to.
        rule: Who may do it; one with conditions as it decides about rows that factories make.
        declared: Whether the rule is its own, and not that of updates.
        policy: The rule with its conditions, if it has any.
        starting: The rule as it decides about rows in the first of the states from which it starts,
            if that is another one.
        closed: The states in which the rule opens no row.
    """

    name: str
    field: str
    sources: tuple[str, ...]
    target: str
    rule: Rule
    declared: bool = False
    policy: Rule | None = None
    starting: Rule | None = None
    closed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """An event that a write emits.

    Args:
        type: The resource and the name: `order.placed`.
        operation: The operation, or the transition.
    """

    type: str
    operation: str


@dataclass(frozen=True)
class Comparison:
    """A condition on rows that a database can keep with an index.

    Args:
        operator: `=`, `!=`, `is null` or `is not null`.
        value: What the field is compared with; None for null.
    """

    field: str
    operator: str
    value: Scalar = None


@dataclass(frozen=True)
class Setting:
    """A field with a value, as request bodies write it."""

    field: str
    value: Scalar


@dataclass(frozen=True)
class Unique:
    """Fields that are unique together.

    Args:
        where: The conditions of the rows among which they are; empty for all rows.
        inside: Values with which a row satisfies all conditions, and `outside` those with which
            it does not; empty where tests cannot set them.
        avoided: Values that rows of factories have, so that they satisfy no condition that leaves a
            user few rows.
        map: Its name in the database; empty for the usual one.
        primary: Whether it is the key of the table.
    """

    fields: tuple[str, ...]
    where: tuple[Comparison, ...] = ()
    inside: tuple[Setting, ...] = ()
    outside: tuple[Setting, ...] = ()
    avoided: tuple[Setting, ...] = ()
    map: str = ""
    primary: bool = False


@dataclass(frozen=True)
class Check:
    """A condition that every row satisfies, in the database too.

    Args:
        constraint: Its name in the database.
        fields: The fields that it compares.
        rule: The condition; null satisfies every comparison, as in SQL.
        message: What it asks for, as a sentence.
        breaks: Values with which a row of tests violates it alone; empty if there are none.
    """

    name: str
    constraint: str
    fields: tuple[str, ...]
    rule: Rule
    message: str
    breaks: tuple[Setting, ...] = ()


@dataclass(frozen=True)
class Part:
    """One column of an index; `order` is asc or desc."""

    name: str
    order: str = "asc"


@dataclass(frozen=True)
class Index:
    """An index of the table.

    Args:
        kind: Its type, such as btree or gin; trigram for searches in texts.
        ops: The operator class of its columns; empty for the usual one.
        map: Its name in the database; empty for the usual one.
    """

    parts: tuple[Part, ...]
    kind: str = "btree"
    ops: str = ""
    map: str = ""


@dataclass(frozen=True)
class Constraint:
    """A unique or foreign key of the table, by the name that Prisma gives it on PostgreSQL."""

    name: str
    fields: tuple[str, ...]
