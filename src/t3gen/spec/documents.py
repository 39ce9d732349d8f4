"""The shape of a spec file; editors learn it from here, as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from t3gen.spec import short_form
from t3gen.spec.defaults import BUILT_IN, ID, IdKind
from t3gen.spec.vocabulary import keys, names

Name = Annotated[str, Field(min_length=1)]


def _formed(pattern: str, **others: Any) -> Any:
    """Return a text whose form only the JSON Schema has: t3gen judges it with words of its own."""
    return Field(min_length=1, json_schema_extra={"pattern": pattern, **others})


def _named(pattern: str) -> dict[str, Any]:
    return {"propertyNames": {"pattern": f"^{pattern}$"}}


FieldName = Annotated[str, _formed(f"^{names.FIELD}$")]
ModelName = Annotated[str, _formed(f"^{names.MODEL}$")]
ResourceName = Annotated[str, _formed(f"^{names.RESOURCE}$")]
Filter = Annotated[str, _formed(rf"^{names.FIELD}(?:\.{names.FIELD})?$")]
IndexColumn = Annotated[str, _formed(short_form.index_pattern())]
RULES = 'Rules look like "public", "signed_in", "owner | role(admin)".'
KINDS: dict[str, Any] = {
    keys.FLAG: bool,
    keys.NAME: Name,
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


class Document(BaseModel):
    """A part of a spec: keys that it does not define are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _long_form(name: str, doc: str, type_: Any, table: tuple[keys.Key, ...]) -> Any:
    """Return the document of a long form: its type, the keys of a table, and `doc`."""
    definitions: dict[str, Any] = {"type": (Name, type_)}
    for key in table:
        about = Field(default=None, description=key.meaning, examples=list(key.values) or None)
        definitions[key.name] = (KINDS[key.kind] | None, about)
    about = Field(default=None, description="What it means, for readers and OpenAPI.")
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
            description="The type; the short form may go on behind it.",
            examples=["string(32)", "decimal(12, 2)", "enum(draft, placed was ordered)"],
        ),
        keys.FIELD_KEYS,
    )
    RelationDocument = _long_form(
        "RelationDocument",
        "The long form of a relation; every key is also a modifier of the short form.",
        Field(
            description="The resource that it leads to, `User`, or a model of your own; "
            "or several.",
            examples=["Customer", "Customer?", "OrderItem[]"],
        ),
        keys.RELATION_KEYS,
    )

Operation = Literal["list", "get", "create", "update", "delete"]


class OptionsDocument(Document):
    """How the model is kept."""

    id: IdKind = Field(default=ID, description="How ids are made.")
    timestamps: bool = Field(
        default=BUILT_IN.timestamps, description="Keep createdAt and updatedAt."
    )
    version: bool = Field(
        default=BUILT_IN.version, description="Count changes, for ETag and If-Match."
    )
    soft_delete: bool = Field(
        default=BUILT_IN.soft_delete, description="Deleting marks a row, which can be restored."
    )


Rule = Annotated[
    str,
    Field(
        min_length=1,
        examples=["public", "signed_in", "owner", "role(admin)", "owner | role(admin)"],
        json_schema_extra={"pattern": short_form.rule_pattern(), "patternErrorMessage": RULES},
    ),
]


class AccessDocument(Document):
    """Who may do what, as in `owner | role(admin)`."""

    list: Rule | None = Field(default=None, description="Who sees which rows in lists.")
    get: Rule | None = Field(default=None, description="Who sees one row; as `list` by default.")
    create: Rule | None = Field(default=None, description="Who creates.")
    update: Rule | None = Field(default=None, description="Who changes.")
    delete: Rule | None = Field(default=None, description="Who deletes.")


class ResourceAccessDocument(AccessDocument):
    """Who may do what, as in `owner | role(admin)`, and within what."""

    tenant: FieldName | None = Field(
        default=None,
        description="The relation to the tenant whose rows they are, which nobody else reaches.",
        examples=["organisation", "order"],
    )


class PageDocument(Document):
    """How long a page of a list is."""

    size: int = Field(
        default=BUILT_IN.page_size, ge=1, le=1000, description="Rows when the client does not say."
    )
    max: int = Field(
        default=BUILT_IN.page_max, ge=1, le=1000, description="Rows that a client may ask for."
    )

    @model_validator(mode="after")
    def _in_order(self) -> PageDocument:
        if self.size > self.max and {"size", "max"} <= self.model_fields_set:
            raise ValueError(f"a page has {self.size} rows, but no more than {self.max}")
        return self


Rate = Annotated[str, Field(pattern=r"^(?:off|[1-9][0-9]{0,5}/(?:s|min|h|d))$")]


class RateDocument(Document):
    """How often one caller, or one address, may call."""

    read: Rate | None = Field(
        default=None,
        description=f"GET; `{BUILT_IN.rate_read}` where nobody says otherwise.",
        examples=["120/min", "5/s", "off"],
    )
    write: Rate | None = Field(
        default=None,
        description=f"POST, PATCH and DELETE; `{BUILT_IN.rate_write}` where nobody says otherwise.",
        examples=["20/min", "1000/d", "off"],
    )


class ApiDocument(Document):
    """What is served over HTTP."""

    path: Annotated[str, _formed(f"^{names.PATH}$", maxLength=names.LONGEST_PATH)] | None = Field(
        default=None,
        description="The segment below /api; the plural by default.",
        examples=["order-items"],
    )
    operations: list[Operation] | None = Field(
        default=None, min_length=1, description="What is served; all by default."
    )
    filter: list[Filter] = Field(
        default=[],
        description="Fields and relations that narrow lists, fields of a related resource, "
        "`id` and the timestamps.",
        examples=[["status", "customer", "customer.name", "createdAt"]],
    )
    sort: list[FieldName] = Field(
        default=[],
        description="Fields that order lists, `id` and the timestamps.",
        examples=[["createdAt"]],
    )
    search: list[FieldName] = Field(
        default=[], description="Texts that `?q=` looks in.", examples=[["number", "note"]]
    )
    include: list[FieldName] = Field(
        default=[], description="Relations to show with it.", examples=[["customer", "items"]]
    )
    fields: bool = Field(default=False, description="Clients may choose the fields of answers.")
    bulk: int | None = Field(
        default=None,
        ge=2,
        le=500,
        description="How many rows may be created, changed and deleted by one request.",
        examples=[100],
    )
    page: PageDocument = Field(default=PageDocument(), description="How long a page is.")
    rate: RateDocument = Field(default=RateDocument(), description="How often one may call.")


class SeedDocument(Document):
    """What `db:seed` fills in."""

    count: int = Field(default=BUILT_IN.seed_count, ge=0, le=10_000, description="How many rows.")


class MigrateDocument(Document):
    """What a migration may do to rows that exist. Nothing of it lasts: it may be removed later."""

    allow_loss: list[Name] = Field(
        default=[],
        description="What may go with its values: fields, relations, values of enums.",
        examples=[["note", "status.draft", "items"]],
    )
    assume: list[Name] = Field(
        default=[],
        description="What rows fulfil already: unique values, keys that lead to a row.",
        examples=[["email", "customer+number"]],
    )


class ProjectMigrateDocument(Document):
    """What a migration may do to rows of what no spec describes any more."""

    allow_loss: list[Name] = Field(
        default=[],
        description="What may go with its values: resources, and what is theirs.",
        examples=[["Order", "Order.note"]],
    )
    assume: list[Name] = Field(
        default=[],
        description="What rows fulfil already, of models that are yours.",
        examples=[["User.email"]],
    )


class ProjectApiDocument(Document):
    """What all resources serve, where they say nothing else."""

    operations: list[Operation] | None = Field(
        default=None, min_length=1, description="What is served; all by default."
    )
    page: PageDocument = Field(default=PageDocument(), description="How long a page is.")
    rate: RateDocument = Field(default=RateDocument(), description="How often one may call.")


class ProjectDocument(Document):
    """`resources/_project.yaml`: what holds for every resource that does not say otherwise."""

    access: AccessDocument = Field(default=AccessDocument(), description="Who may do what.")
    options: OptionsDocument = Field(default=OptionsDocument(), description="How models are kept.")
    api: ProjectApiDocument = Field(
        default=ProjectApiDocument(), description="What is served over HTTP."
    )
    seed: SeedDocument = Field(default=SeedDocument(), description="What db:seed fills in.")
    migrate: ProjectMigrateDocument = Field(
        default=ProjectMigrateDocument(), description="What migrations may do to rows."
    )


class ResourceDocument(Document):
    """One resource: a model, its endpoints and its rules."""

    resource: ResourceName = Field(
        description="The name, in PascalCase and singular.", examples=["OrderItem"]
    )
    was: Name | None = Field(
        default=None,
        description="The name before, in PascalCase: a rename keeps the rows.",
        examples=["Purchase"],
    )
    plural: Annotated[str, _formed(f"^{names.PLURAL}$")] | None = Field(
        default=None, description="The plural, where English is irregular.", examples=["Media"]
    )
    doc: str | None = Field(
        default=None, description="What it is, in a sentence.", examples=["A customer's purchase."]
    )
    fields: dict[str, Annotated[str | FieldDocument, Field(union_mode="left_to_right")]] = Field(
        default={},
        description="Its values.",
        examples=[{"number": "string(32) unique"}],
        json_schema_extra=_named(names.FIELD),
    )
    relations: dict[str, Annotated[str | RelationDocument, Field(union_mode="left_to_right")]] = (
        Field(
            default={},
            description="What it belongs to and what belongs to it.",
            json_schema_extra=_named(names.FIELD),
            examples=[{"customer": "Customer"}],
        )
    )
    types: dict[
        str,
        Annotated[
            dict[str, Annotated[str | FieldDocument, Field(union_mode="left_to_right")]],
            Field(json_schema_extra=_named(names.FIELD)),
        ],
    ] = Field(
        default={},
        json_schema_extra=_named(names.RESOURCE),
        description="Shapes of JSON, for fields of the type `json(Name)`.",
        examples=[{"Address": {"street": "string", "zip": "string(10)?"}}],
    )
    unique: list[list[FieldName]] = Field(
        default=[],
        description="Fields that are unique together.",
        examples=[[["customer", "number"]]],
    )
    index: list[list[IndexColumn]] = Field(
        default=[],
        description="Indexes, over `id` and the timestamps too; `desc` behind a name turns it.",
        examples=[[["status", "createdAt desc"]]],
    )
    owner: Annotated[str, _formed(rf"^{names.FIELD}(?: backfill=\S+)?$")] | None = Field(
        default=None,
        description="`user`, or the relation it is owned through; `backfill=` names the user who "
        "gets the rows that exist.",
        examples=["user", "order", "user backfill=3f2a"],
    )
    access: ResourceAccessDocument = Field(
        default=ResourceAccessDocument(), description="Who may do what."
    )
    options: OptionsDocument = Field(default=OptionsDocument(), description="How it is kept.")
    api: ApiDocument = Field(default=ApiDocument(), description="Its endpoints.")
    seed: SeedDocument = Field(default=SeedDocument(), description="What db:seed fills in.")
    migrate: MigrateDocument = Field(
        default=MigrateDocument(), description="What migrations may do to its rows."
    )
