"""What all parts of a spec file have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1)]


class Document(BaseModel):
    """What all parts of a spec have in common: no key but the ones that mean something."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
