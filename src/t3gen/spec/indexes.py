"""Indexes, as spec files hold them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from t3gen.spec import short_form
from t3gen.spec.forms import ColumnName, Document, formed
from t3gen.spec.vocabulary import names

IndexColumn = Annotated[str, formed(short_form.index_pattern())]
BTREE: Literal["btree"] = "btree"
IndexType = Literal["btree", "hash", "gin", "gist", "spgist", "brin"]
OperatorClass = Annotated[str, formed(f"^{names.OPERATOR_CLASS}$")]


class IndexDocument(Document):
    """An index of another type than the usual one, or with a name of its own."""

    fields: list[IndexColumn] = Field(
        min_length=1,
        description="The fields; `desc` after a name reverses it.",
        examples=[["tags"]],
    )
    type: IndexType = Field(
        default=BTREE, description="The type of the index; other than `btree` on PostgreSQL only."
    )
    ops: OperatorClass | None = Field(
        default=None,
        description="The operator class of its columns, where that is not the usual one.",
        examples=["jsonb_path_ops"],
    )
    name: ColumnName | None = Field(
        default=None,
        description="The name of the index in the database.",
        examples=["orders_by_tag"],
    )
