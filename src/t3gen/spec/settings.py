"""The shape of the settings of a resource: how it is kept, who may use it, and how much of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from t3gen.spec.document import Document


class OptionsDocument(Document):
    """How the model is kept."""

    id: Literal["uuid7", "uuid4", "cuid2", "ulid", "nanoid"] = Field(
        default="uuid7", description="How ids are made."
    )
    timestamps: bool = Field(default=True, description="Keep createdAt and updatedAt.")
    version: bool = Field(default=False, description="Count changes, for ETag and If-Match.")
    soft_delete: bool = Field(
        default=False, description="Deleting marks a row, which can be restored."
    )


Rule = Annotated[
    str,
    Field(
        min_length=1,
        examples=["public", "signed_in", "owner", "role(admin)", "owner | role(admin)"],
    ),
]


class AccessDocument(Document):
    """Who may do what, as in `owner | role(admin)`."""

    list: Rule | None = Field(default=None, description="Who sees which rows in lists.")
    get: Rule | None = Field(default=None, description="Who sees one row; as `list` by default.")
    create: Rule | None = Field(default=None, description="Who creates.")
    update: Rule | None = Field(default=None, description="Who changes.")
    delete: Rule | None = Field(default=None, description="Who deletes.")


class PageDocument(Document):
    """How long a page of a list is."""

    size: int = Field(default=20, ge=1, le=1000, description="Rows when the client does not say.")
    max: int = Field(default=100, ge=1, le=1000, description="Rows that a client may ask for.")

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
        description="GET; `600/min` where nobody says otherwise.",
        examples=["120/min", "5/s", "off"],
    )
    write: Rate | None = Field(
        default=None,
        description="POST, PATCH and DELETE; `120/min` where nobody says otherwise.",
        examples=["20/min", "1000/d", "off"],
    )


class SeedDocument(Document):
    """What `db:seed` fills in."""

    count: int = Field(default=25, ge=0, le=10_000, description="How many rows.")
