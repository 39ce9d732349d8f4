"""The defaults of `_project.yaml`, for all resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from t3gen.spec.enums import EnumSpec
from t3gen.spec.resource import Naming, ResourceSpec, RuleSpec, Timestamps, WebhooksSpec
from t3gen.spec.yaml import Place, Source, Word

FILE = "_project"
IdKind = Literal[
    "uuid7", "uuid4", "uuid7_text", "uuid4_text", "cuid", "cuid2", "ulid", "nanoid", "serial"
]
ID: IdKind = "uuid7"
SERIAL: IdKind = "serial"
COMPOSITE = "composite"
"""The kind of ids that are made of several columns."""


@dataclass(frozen=True)
class Defaults:
    """The settings of a resource that declares none."""

    access: Mapping[str, RuleSpec] = field(default_factory=dict)
    id: str = ID
    naming: Naming = "camel"
    columns: Mapping[str, Word] = field(default_factory=dict)
    time_zone: bool = True
    timestamps: Timestamps = True
    updated_default: bool = False
    unique_id: bool = False
    version: bool = False
    soft_delete: bool = False
    operations: tuple[str, ...] = ()
    page_size: int = 20
    page_max: int = 100
    rate_read: str = "600/min"
    rate_write: str = "120/min"
    seed_count: int = 25
    losses: tuple[Word, ...] = ()
    assumptions: tuple[Word, ...] = ()
    enums: Mapping[str, EnumSpec] = field(default_factory=dict)
    webhooks: WebhooksSpec | None = None
    source: Source = field(default_factory=lambda: Source("", ()))

    def rules(self, own: Mapping[str, RuleSpec], place: Place) -> dict[str, RuleSpec]:
        """Return the rules of a resource: its own, then these, with problems at `place`."""
        return {name: _moved(rule, place) for name, rule in self.access.items()} | dict(own)

    @classmethod
    def of(cls, spec: ResourceSpec) -> Defaults:
        """Return the settings of a spec as defaults."""
        return cls(
            spec.access,
            spec.id,
            spec.naming,
            spec.columns,
            spec.time_zone,
            spec.timestamps,
            spec.updated_default,
            spec.unique_id,
            spec.version,
            spec.soft_delete,
            spec.api.operations,
            spec.api.page_size,
            spec.api.page_max,
            spec.api.rate_read,
            spec.api.rate_write,
            spec.seed_count,
            spec.losses,
            spec.assumptions,
            spec.enums,
            spec.webhooks,
            spec.source,
        )


def _moved(rule: RuleSpec, place: Place) -> RuleSpec:
    return replace(rule, place=place, rules=tuple(_moved(one, place) for one in rule.rules))


BUILT_IN = Defaults()
"""The defaults where neither `_project.yaml` nor a resource declares any."""
