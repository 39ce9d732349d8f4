"""The forms of names in documents, and what all documents have in common."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from t3gen.spec.vocabulary import names

Name = Annotated[str, Field(min_length=1)]


def formed(pattern: str, **others: Any) -> Any:
    """Return a text whose form only the JSON Schema has: t3gen judges it with words of its own."""
    return Field(min_length=1, json_schema_extra={"pattern": pattern, **others})


def named(pattern: str) -> dict[str, Any]:
    """Return the schema of a mapping whose keys have a form."""
    return {"propertyNames": {"pattern": f"^{pattern}$"}}


FieldName = Annotated[str, formed(f"^{names.FIELD}$")]
ColumnName = Annotated[str, formed(f"^{names.COLUMN}$")]
ModelName = Annotated[str, formed(f"^{names.MODEL}$")]
ResourceName = Annotated[str, formed(f"^{names.RESOURCE}$")]


class Document(BaseModel):
    """A part of a spec: keys that it does not define are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
