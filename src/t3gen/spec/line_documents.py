"""The long forms of a field and of a relation; the rest of a spec is in `documents`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Bound = int | float | str
Name = Annotated[str, Field(min_length=1)]


class Document(BaseModel):
    """What all parts of a spec have in common: no key but the ones that mean something."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FieldDocument(Document):
    """The long form of a field; every key is also a modifier of the short form."""

    type: Name = Field(
        description="The type; the short form may go on behind it.",
        examples=["string(32)", "decimal(12, 2)", "enum(draft, placed was ordered)"],
    )
    optional: bool | None = Field(
        default=None, description="The value may be null: `?`.", examples=[True]
    )
    default: bool | int | float | str | None = Field(
        default=None,
        description="What is stored when nothing is sent: `= value`.",
        examples=[0, "draft", "now"],
    )
    unique: bool | None = Field(default=None, description="No two rows have the same value.")
    index: bool | None = Field(default=None, description="The database keeps an index of it.")
    immutable: bool | None = Field(default=None, description="Set on create, never changed.")
    readonly: bool | None = Field(
        default=None, description="Answered, but never taken from a client."
    )
    hidden: bool | None = Field(default=None, description="Never part of an answer.")
    read: Name | None = Field(
        default=None,
        description="Who sees it, of those who see the row.",
        examples=["role(staff)", "role(staff) | role(admin)"],
    )
    write: Name | None = Field(
        default=None,
        description="Who sets it, of those who create or change the row.",
        examples=["role(staff)", "signed_in & (role(staff) | role(admin))"],
    )
    min: Bound | None = Field(
        default=None, description="The least value, or length of a text.", examples=[0, "0.01"]
    )
    max: Bound | None = Field(
        default=None,
        description="The greatest value, or length of a text.",
        examples=[100, "2026-12-31"],
    )
    len: int | None = Field(default=None, description="The exact length of a text.", examples=[2])
    match: Name | None = Field(
        default=None,
        description="A JavaScript regular expression.",
        examples=["/^[A-Z]+$/", "/^SO-\\d+$/i"],
    )
    trim: bool | None = Field(default=None, description="Spaces at both ends are removed.")
    lower: bool | None = Field(default=None, description="Letters become lower case.")
    upper: bool | None = Field(default=None, description="Letters become upper case.")
    items: int | None = Field(
        default=None, ge=0, description="How many a list may hold.", examples=[20]
    )
    was: Name | None = Field(
        default=None,
        description="What it was called before: a rename keeps the data.",
        examples=["orderNo"],
    )
    backfill: bool | int | float | str | None = Field(
        default=None,
        description="What rows that exist get, once: a value, or `$field` for that of another.",
        examples=["none", 0, "$title"],
    )
    doc: str | None = Field(default=None, description="What it means, for readers and OpenAPI.")


class RelationDocument(Document):
    """The long form of a relation; every key is also a modifier of the short form."""

    type: Name = Field(
        description="The resource that it leads to, `User`, or a model of your own; or several.",
        examples=["Customer", "Customer?", "OrderItem[]"],
    )
    optional: bool | None = Field(default=None, description="There may be none: `?`.")
    unique: bool | None = Field(default=None, description="One to one: no two rows have the same.")
    immutable: bool | None = Field(default=None, description="Set on create, never changed.")
    many: bool | None = Field(default=None, description="Many to many.")
    embed: bool | None = Field(
        default=None, description="The body that creates one may hold those that belong to it."
    )
    through: Name | None = Field(
        default=None,
        description="The resource that links the two, when the link has fields: it has the keys, "
        "and its endpoints make and change the links; here their ids are read.",
        examples=["OrderTag"],
    )
    inverse: Name | None = Field(
        default=None, description="The name of the way back.", examples=["children"]
    )
    on_delete: Literal["cascade", "restrict", "set_null", "no_action"] | None = Field(
        default=None, description="What becomes of this row when the other one is deleted."
    )
    was: Name | None = Field(
        default=None,
        description="What it was called before: a rename keeps the data.",
        examples=["buyer"],
    )
    backfill: str | None = Field(
        default=None,
        description="The id that rows that exist get, once; or `$relation`, for that of another.",
        examples=["0190b8e0-0000-7000-8000-000000000001"],
    )
    doc: str | None = Field(default=None, description="What it means, for readers and OpenAPI.")
