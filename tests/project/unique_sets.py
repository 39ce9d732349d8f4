"""Valid spec sets whose rows are in each other's way: all that can be unique, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from spec_sets import WORDS, Set, is_valid

from t3gen import model
from t3gen.model import inflection

TYPES = (
    "enum(solo)",
    "enum(low, high)",
    "enum(red, green, blue)",
    "boolean",
    "int",
    "int min=1 max=3",
    "int min=-2 max=40",
    "bigint",
    "bigint min=1 max=6",
    "decimal(3, 1)",
    "decimal(12, 2) min=0 max=0.05",
    "float",
    "float min=0 max=0.1",
    "date",
    "date min=2026-01-01 max=2026-01-05",
    "datetime",
    "datetime min=2026-01-01T00:00:00Z max=2026-01-02T00:00:00Z",
    "string(40)",
    "string(1)",
    "string len=2 upper",
    "string min=0 max=3 trim lower",
    "string(20) match=/^SO-[0-9]{4}$/",
    "string(9) match=/^[a-z]{4}$/",
    "slug",
    "email lower",
    "url",
    "uuid",
)
DEFAULTS = {"enum(low, high)": "low", "boolean": "false", "int": "7", "string(40)": "draft"}
RULES = ("signed_in", "owner", "role(admin)", "owner | role(admin)", "signed_in & role(editor)")
OPEN_RULES = ("public", "signed_in", "signed_in", "owner", "owner | role(admin)")
FIELD_RULES = ("signed_in", "role(admin)", "role(admin) | role(editor)")


def draw(seed: int, resources: int, app: model.App) -> Set:
    """Return a valid set; what does not fit to the others is drawn anew."""
    maker = _Maker(random.Random(seed), app)
    drawn = Set(app, maker.firm() if maker.has_tenants else {})
    while len(drawn.specs) < resources:
        name = inflection.pascal("-".join(maker.dice.sample(WORDS, 2)))
        candidate = Set(app, {**drawn.specs, name: maker.resource(name, list(drawn.specs))})
        if name not in drawn.specs and is_valid(candidate):
            drawn = candidate
    return drawn


class _Maker:
    def __init__(self, dice: random.Random, app: model.App) -> None:
        self.dice = dice
        self.app = app
        self.has_tenants = app.has_users and self.maybe(0.4)
        self.of_tenants: list[str] = []

    def maybe(self, chance: float) -> bool:
        return self.dice.random() < chance

    def firm(self) -> dict[str, dict[str, Any]]:
        """Return the resource that tenants are."""
        access = dict.fromkeys(("list", "create", "update", "delete"), "role(operator)")
        return {"Firm": {"resource": "Firm", "fields": {"name": "string(80)"}, "access": access}}

    def resource(self, name: str, others: list[str]) -> dict[str, Any]:
        names = [inflection.camel(one) for one in self.dice.sample(WORDS, self.dice.randint(1, 4))]
        fields = {one: self.field() for one in names}
        relations = dict(self.relations(name, [one for one in others if one != "Firm"]))
        owner = "user" if self.app.has_users and self.maybe(0.5) else None
        is_tenants = self.has_tenants and self.maybe(0.6)
        if is_tenants:
            relations["firm"] = "Firm"
        keys = [*names, *relations, *(["user"] if owner else [])]
        groups = [
            self.dice.sample(keys, self.dice.randint(2, min(3, len(keys))))
            for _ in range(self.dice.choice([0, 1, 1, 2]))
            if len(keys) > 1
        ]
        rules = RULES if is_tenants else OPEN_RULES
        access = {one: self.dice.choice(rules) for one in ("list", "create", "update", "delete")}
        return {
            "resource": name,
            "fields": fields,
            "relations": relations,
            "owner": owner,
            "unique": groups,
            "access": (access if self.maybe(0.5) else {})
            | ({"tenant": "firm"} if is_tenants else {}),
            "options": {
                "id": self.dice.choice(["uuid7", "serial", "cuid2", "ulid"]),
                "version": self.maybe(0.3),
                "soft_delete": self.maybe(0.3),
            },
            "api": {
                "filter": names[:1] if self.maybe(0.5) else [],
                "sort": names[-1:] if self.maybe(0.5) else [],
                "include": [one for one in relations if self.maybe(0.3)],
                "bulk": 20 if self.maybe(0.3) else None,
            },
        }

    def field(self) -> str:
        kind = self.dice.choice(TYPES)
        base, _, rest = (
            kind.partition(" ") if not kind.startswith(("enum", "dec")) else ("", "", "")
        )
        line = f"{base}? {rest}".strip() if base and self.maybe(0.2) else kind
        default = DEFAULTS.get(kind) if "?" not in line else None
        if default is not None and self.maybe(0.5):
            line += f" = {default}"
        elif self.maybe(0.3):
            line += " unique"
        if self.maybe(0.15):
            unset = ["readonly"] if "?" in line or "=" in line.split(" ") else []
            line += f" {self.dice.choice(['immutable', 'hidden', *unset])}"
        line += f" write={self.dice.choice(FIELD_RULES)}" if self.maybe(0.12) else ""
        line += f" read={self.dice.choice(FIELD_RULES)}" if self.maybe(0.08) else ""
        return line

    def relations(self, source: str, others: list[str]) -> Iterator[tuple[str, str]]:
        targets = [*others[-5:], *(["User", "User"] if self.app.has_users else [])]
        for at in range(self.dice.choice([0, 1, 1, 2])):
            if targets:
                target = self.dice.choice(targets)
                flags = ["", "", " unique", " immutable", " on_delete=restrict"]
                optional = self.dice.choice(["", "", "?"])
                line = f"{target}{optional}{self.dice.choice(flags)}"
                yield f"{self.dice.choice(WORDS)}{at + 1}", f"{line} inverse=of{source}{at + 1}"
