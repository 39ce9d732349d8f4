"""Access rules and conditions on rows, as spec files hold them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from t3gen.spec import short_form
from t3gen.spec.forms import ColumnName, Document, FieldName

RULES = 'Rules look like "public", "signed_in", "owner | role(admin)".'
CONDITIONS = 'Conditions look like "active" or "status != cancelled & closedAt is null".'

Rule = Annotated[
    str,
    Field(
        min_length=1,
        examples=["public", "signed_in", "owner", "role(admin)", "owner | role(admin)"],
        json_schema_extra={"pattern": short_form.rule_pattern(), "patternErrorMessage": RULES},
    ),
]
Condition = Annotated[
    str,
    Field(
        min_length=1,
        json_schema_extra={"pattern": short_form.rule_pattern(), "patternErrorMessage": CONDITIONS},
    ),
]


class UniqueDocument(Document):
    """Fields that are unique together, among some rows or with a name of their own."""

    fields: list[FieldName] = Field(
        min_length=1,
        description="The fields; no two of these rows have the same values in them.",
        examples=[["email"]],
    )
    where: Condition | None = Field(
        default=None,
        description="Which rows: comparisons by `=`, `!=`, `is null` or `is not null`, joined "
        "with `&`; all by default.",
        examples=["active", "status != cancelled & closedAt is null"],
    )
    name: ColumnName | None = Field(
        default=None,
        description="The name of the key in the database.",
        examples=["orders_customer_number"],
    )
