"""The HTTP endpoints of resources, as spec files describe them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from t3gen.spec.defaults import BUILT_IN
from t3gen.spec.forms import Document, FieldName, formed
from t3gen.spec.vocabulary import names

Filter = Annotated[str, formed(rf"^{names.FIELD}(?:\.{names.FIELD})?$")]
Operation = Literal["list", "get", "create", "update", "delete"]


class PageDocument(Document):
    """The size of a page of a list."""

    size: int = Field(
        default=BUILT_IN.page_size, ge=1, le=1000, description="Rows per page without `?limit=`."
    )
    max: int = Field(
        default=BUILT_IN.page_max, ge=1, le=1000, description="The greatest `?limit=`."
    )

    @model_validator(mode="after")
    def _in_order(self) -> PageDocument:
        if self.size > self.max and {"size", "max"} <= self.model_fields_set:
            raise ValueError(f"a page has {self.size} rows, but no more than {self.max}")
        return self


Rate = Annotated[str, Field(pattern=r"^(?:off|[1-9][0-9]{0,5}/(?:s|min|h|d))$")]


class RateDocument(Document):
    """Rate limits, by caller and by address."""

    read: Rate | None = Field(
        default=None,
        description=f"`GET`; `{BUILT_IN.rate_read}` by default.",
        examples=["120/min", "5/s", "off"],
    )
    write: Rate | None = Field(
        default=None,
        description=f"`POST`, `PATCH` and `DELETE`; `{BUILT_IN.rate_write}` by default.",
        examples=["20/min", "1000/d", "off"],
    )


Duration = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}(?:s|min|h|d)$")]


class ApiDocument(Document):
    """The HTTP endpoints."""

    path: Annotated[str, formed(f"^{names.PATH}$", maxLength=names.LONGEST_PATH)] | None = Field(
        default=None,
        description="The path segment after `/api`; the plural by default.",
        examples=["order-items"],
    )
    operations: list[Operation] | None = Field(
        default=None, min_length=1, description="The operations that are served; all by default."
    )
    filter: list[Filter] = Field(
        default=[],
        description="Fields and relations to filter lists by, fields of a related resource, "
        "`id` and the timestamps.",
        examples=[["status", "customer", "customer.name", "createdAt"]],
    )
    sort: list[FieldName] = Field(
        default=[],
        description="Fields to sort lists by, `id` and the timestamps.",
        examples=[["createdAt"]],
    )
    search: list[FieldName] = Field(
        default=[], description="Text fields that `?q=` searches.", examples=[["number", "note"]]
    )
    include: list[FieldName] = Field(
        default=[], description="Relations that `?include=` adds.", examples=[["customer", "items"]]
    )
    fields: bool = Field(
        default=False, description="Allow clients to select fields with `?fields=`."
    )
    bulk: int | None = Field(
        default=None,
        ge=2,
        le=500,
        description="The greatest number of rows that one request may create, update or delete.",
        examples=[100],
    )
    export: bool = Field(
        default=False, description="Serve all rows of the list at once, as CSV or JSON lines."
    )
    import_: bool = Field(
        default=False, alias="import", description="Create rows from a file of CSV or JSON lines."
    )
    page: PageDocument = Field(default=PageDocument(), description="The size of a page.")
    rate: RateDocument = Field(default=RateDocument(), description="Rate limits.")
    cache: Duration | None = Field(
        default=None,
        description="The longest time that the server keeps answers of lists and single rows. "
        "A write drops those that it changes.",
        examples=["5min", "30s", "1d"],
    )


class ProjectApiDocument(Document):
    """Settings of the API, for resources that declare none."""

    operations: list[Operation] | None = Field(
        default=None, min_length=1, description="The operations that are served; all by default."
    )
    page: PageDocument = Field(default=PageDocument(), description="The size of a page.")
    rate: RateDocument = Field(default=RateDocument(), description="Rate limits.")
