"""The shape of a spec file; editors learn it from here, as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, create_model

from t3gen.spec.defaults import BUILT_IN, ID, IdKind
from t3gen.spec.endpoints import ApiDocument, ProjectApiDocument
from t3gen.spec.events import EXAMPLES, Events
from t3gen.spec.forms import (
    ColumnName,
    Document,
    FieldName,
    ModelName,
    Name,
    ResourceName,
    formed,
    named,
)
from t3gen.spec.indexes import IndexColumn, IndexDocument
from t3gen.spec.resource import Naming, Timestamps
from t3gen.spec.rules import Condition, Rule, UniqueDocument
from t3gen.spec.states import StatesOfFields
from t3gen.spec.vocabulary import keys, names

KINDS: dict[str, Any] = {
    keys.FLAG: bool,
    keys.NAME: Name,
    keys.COLUMN: ColumnName,
    keys.FIELD_NAME: FieldName,
    keys.MODEL_NAME: ModelName,
    keys.RULE: Name,
    keys.TEXT_VALUE: str,
    keys.LENGTH: int,
    keys.COUNT: Annotated[int, Field(ge=0)],
    keys.BOUND: int | float | str,
    keys.ANY: bool | int | float | str,
    keys.ACTION: Literal[keys.ON_DELETE],
}
"""The values of the long form, by the kind of the key."""


def _long_form(name: str, doc: str, type_: Any, table: tuple[keys.Key, ...]) -> Any:
    """Return the document of a long form: its type, the keys of a table, and `doc`."""
    definitions: dict[str, Any] = {"type": (Name, type_)}
    for key in table:
        about = Field(default=None, description=key.meaning, examples=list(key.values) or None)
        definitions[key.name] = (KINDS[key.kind] | None, about)
    about = Field(default=None, description="A description, for code and OpenAPI.")
    definitions["doc"] = (str | None, about)
    return create_model(name, __base__=Document, __doc__=doc, __module__=__name__, **definitions)


if TYPE_CHECKING:  # mypy cannot follow create_model

    class FieldDocument(Document):
        """The long form of a field."""

    class RelationDocument(Document):
        """The long form of a relation."""

else:
    FieldDocument = _long_form(
        "FieldDocument",
        "The long form of a field; every key is also a modifier of the short form.",
        Field(
            description="The type; the rest of the short form may follow.",
            examples=["string(32)", "decimal(12, 2)", "enum(draft, placed was ordered)"],
        ),
        keys.FIELD_KEYS,
    )
    RelationDocument = _long_form(
        "RelationDocument",
        "The long form of a relation; every key is also a modifier of the short form.",
        Field(
            description="The resource that it refers to, `User`, or a model of your own; "
            "`[]` for several.",
            examples=["Customer", "Customer?", "OrderItem[]"],
        ),
        keys.RELATION_KEYS,
    )


class ColumnsDocument(Document):
    """The names of standard columns, where those are not the names of their fields."""

    id: ColumnName | None = Field(default=None, description="That of the id.")
    createdAt: ColumnName | None = Field(default=None, description="That of the creation.")
    updatedAt: ColumnName | None = Field(default=None, description="That of the last update.")
    deletedAt: ColumnName | None = Field(default=None, description="That of soft deletion.")
    version: ColumnName | None = Field(default=None, description="That of the version.")


def _no_number(value: object) -> object:
    """Return a number as text: pydantic takes 0 and 1 for false and true among literals."""
    return str(value) if type(value) is int else value


class OptionsDocument(Document):
    """Options of the model."""

    id: IdKind | list[FieldName] = Field(
        default=ID,
        description="The kind of generated ids, or the relations and fields that are the key "
        "together, as `[order, product]`. Ids of `serial` are numbers that the database "
        "counts: they can be guessed, and reveal the number of rows. With `_text`, the column of "
        "UUIDs is a text on PostgreSQL too, as Prisma has it by default.",
    )
    naming: Naming = Field(
        default=BUILT_IN.naming,
        description="The names of tables and columns: as in Prisma, or in snake case.",
    )
    columns: ColumnsDocument = Field(
        default=ColumnsDocument(), description="The columns of standard fields by other names."
    )
    time_zone: bool = Field(
        default=BUILT_IN.time_zone,
        description="Whether PostgreSQL stores times with their time zone; `false` is the type "
        "that Prisma chooses by itself. It stays as it is once there is a table.",
    )
    timestamps: Annotated[Timestamps, BeforeValidator(_no_number)] = Field(
        default=BUILT_IN.timestamps,
        description="Add `createdAt` and `updatedAt`; or one of them, or none.",
    )
    updated_default: bool = Field(
        default=BUILT_IN.updated_default,
        description="Whether `updatedAt` has a default in the database, for rows that other "
        "programs insert.",
    )
    unique_id: bool = Field(
        default=BUILT_IN.unique_id,
        description="Whether the id has a unique index beside the primary key, as `@id @unique` "
        "makes one.",
    )
    version: bool = Field(
        default=BUILT_IN.version, description="Count updates, for `ETag` and `If-Match`."
    )
    soft_delete: bool = Field(
        default=BUILT_IN.soft_delete, description="`DELETE` marks a row, which can be restored."
    )


class ProjectOptionsDocument(OptionsDocument):
    """Options of models: of all resources, none can be a key of several fields."""

    id: IdKind = Field(default=ID, description="The kind of generated ids.")


class UpdateRuleDocument(Document):
    """The rule for updates in two: for rows as they are, and as an update leaves them."""

    using: Rule = Field(description="Who may update rows, and which.")
    check: Rule = Field(description="What a row must be afterwards; as `using` by default.")


class AccessDocument(Document):
    """Access rules by operation, as in `owner | role(admin)`."""

    list: Rule | None = Field(default=None, description="Who may list rows, and which.")
    get: Rule | None = Field(default=None, description="Who may get a row; as `list` by default.")
    create: Rule | None = Field(default=None, description="Who may create rows.")
    update: Rule | UpdateRuleDocument | None = Field(
        default=None, description="Who may update rows, before and after the update."
    )
    delete: Rule | None = Field(default=None, description="Who may delete rows.")


class ResourceAccessDocument(AccessDocument):
    """Access rules by operation, as in `owner | role(admin)`, and the tenant."""

    tenant: FieldName | None = Field(
        default=None,
        description="The relation to the tenant of the rows; no other tenant has access.",
        examples=["organisation", "order"],
    )


class SeedDocument(Document):
    """Rows of `npm run db:seed`."""

    count: int = Field(
        default=BUILT_IN.seed_count, ge=0, le=10_000, description="The number of rows."
    )


class MigrateDocument(Document):
    """Consent to what the next migration does to existing rows; remove it afterwards."""

    allow_loss: list[Name] = Field(
        default=[],
        description="Fields, relations and values of enums to drop with their data.",
        examples=[["note", "status.draft", "items"]],
    )
    assume: list[Name] = Field(
        default=[],
        description="Constraints that existing rows satisfy: unique values, foreign keys.",
        examples=[["email", "customer+number"]],
    )


class ProjectMigrateDocument(Document):
    """Consent to what the next migration does to tables that no spec describes."""

    allow_loss: list[Name] = Field(
        default=[],
        description="Resources, and their fields, to drop with their data.",
        examples=[["Order", "Order.note"]],
    )
    assume: list[Name] = Field(
        default=[],
        description="Constraints that existing rows of your own models satisfy.",
        examples=[["User.email"]],
    )


Values = Annotated[list[Name], Field(min_length=1)]
Enums = Annotated[dict[str, Values], Field(json_schema_extra=named(names.RESOURCE))]


class ProjectDocument(Document):
    """`resources/_project.yaml`: the defaults of all resources."""

    enums: Enums = Field(default={}, description="Enums that fields of all resources may name.")
    access: AccessDocument = Field(default=AccessDocument(), description="Access rules.")
    options: ProjectOptionsDocument = Field(
        default=ProjectOptionsDocument(), description="Options of models."
    )
    api: ProjectApiDocument = Field(default=ProjectApiDocument(), description="The HTTP endpoints.")
    seed: SeedDocument = Field(
        default=SeedDocument(), description="The rows that `npm run db:seed` creates."
    )
    webhooks: Rule | None = Field(
        default=None,
        description="The role that manages endpoints of webhooks, to which events are sent.",
        examples=["role(admin)"],
    )
    migrate: ProjectMigrateDocument = Field(
        default=ProjectMigrateDocument(), description="Consent to what migrations do to rows."
    )


class ResourceDocument(Document):
    """A resource: a model, its endpoints and its access rules."""

    resource: ResourceName = Field(
        description="The name, in PascalCase and singular.", examples=["OrderItem"]
    )
    was: Name | None = Field(
        default=None,
        description="The previous name, in PascalCase: a rename keeps the rows.",
        examples=["Purchase"],
    )
    plural: Annotated[str, formed(f"^{names.PLURAL}$")] | None = Field(
        default=None, description="The plural, where English is irregular.", examples=["Media"]
    )
    table: ColumnName | None = Field(
        default=None,
        description="The name of its table, where that is not the name of the resource.",
        examples=["orders"],
    )
    doc: str | None = Field(
        default=None,
        description="A description, in a sentence.",
        examples=["A customer's purchase."],
    )
    fields: dict[str, Annotated[str | FieldDocument, Field(union_mode="left_to_right")]] = Field(
        default={},
        description="The fields.",
        examples=[{"number": "string(32) unique"}],
        json_schema_extra=named(names.FIELD),
    )
    relations: dict[str, Annotated[str | RelationDocument, Field(union_mode="left_to_right")]] = (
        Field(
            default={},
            description="Relations to other resources, to `User`, and to your own models.",
            json_schema_extra=named(names.FIELD),
            examples=[{"customer": "Customer"}],
        )
    )
    types: dict[
        str,
        Annotated[
            dict[str, Annotated[str | FieldDocument, Field(union_mode="left_to_right")]],
            Field(json_schema_extra=named(names.FIELD)),
        ],
    ] = Field(
        default={},
        json_schema_extra=named(names.RESOURCE),
        description="JSON types, for fields of the type `json(Name)`.",
        examples=[{"Address": {"street": "string", "zip": "string(10)?"}}],
    )
    enums: Enums = Field(
        default={},
        description="Enums by their own names, for fields of the type `Status`; "
        "those of several resources are in `_project.yaml`.",
        examples=[{"Status": ["draft", "placed"]}],
    )
    states: StatesOfFields = Field(
        default={},
        description="Actions that change the states of a row, by the field of the states.",
        examples=[{"status": {"place": "draft -> placed", "cancel": "draft -> cancelled"}}],
    )
    emit: Events | None = Field(
        default=None,
        description="Events that its writes emit: `created`, `updated`, `deleted`, `restored`, "
        "transitions and the states that they lead to; or by name, what emits them.",
        examples=list(EXAMPLES),
    )
    unique: list[list[FieldName] | UniqueDocument] = Field(
        default=[],
        description="Fields that are unique together; with `where`, among some rows.",
        examples=[[["customer", "number"], {"fields": ["email"], "where": "active"}]],
    )
    check: dict[str, Condition] = Field(
        default={},
        description="Conditions that every row satisfies, by name: comparisons of its fields with "
        "values or with each other.",
        examples=[{"paid": "total >= paid"}],
        json_schema_extra=named(names.FIELD),
    )
    index: list[list[IndexColumn] | IndexDocument] = Field(
        default=[],
        description="Indexes, on `id` and the timestamps too; `desc` after a name reverses it.",
        examples=[[["status", "createdAt desc"], {"fields": ["tags"], "type": "gin"}]],
    )
    owner: Annotated[str, formed(rf"^{names.FIELD}(?: backfill=\S+)?$")] | None = Field(
        default=None,
        description="`user`, or the relation to the owner; `backfill=` is the user who owns "
        "existing rows.",
        examples=["user", "order", "user backfill=3f2a"],
    )
    access: ResourceAccessDocument = Field(
        default=ResourceAccessDocument(), description="Access rules."
    )
    options: OptionsDocument = Field(
        default=OptionsDocument(), description="Options of the model: its id and standard columns."
    )
    api: ApiDocument = Field(
        default=ApiDocument(), description="The HTTP endpoints of the resource."
    )
    seed: SeedDocument = Field(
        default=SeedDocument(), description="The rows that `npm run db:seed` creates."
    )
    migrate: MigrateDocument = Field(
        default=MigrateDocument(), description="Consent to what migrations do to its rows."
    )
