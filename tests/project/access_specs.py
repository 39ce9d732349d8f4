"""Random specs with random access rules, and random rows for them, drawn from a seed."""

from __future__ import annotations

import json
import random
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from access_model import OPERATIONS, OWN_TENANT, Person, Resource, Row, Rule, World
from databases import Database

from t3gen import model, spec
from t3gen.errors import SpecErrors

FIELDS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "flag": ("boolean", (True, False)),
    "state": ("enum(low, mid, top)", ("low", "mid", "top")),
    "level": ("int?", (None, 1, 2, 3)),
    "word": ("string(20)?", (None, "red", "Red", "two words")),
    "price": ("decimal(8, 2)?", (None, "1.00", "2.50", "99.50")),
    "at": ("datetime?", (None, "2020-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z")),
    "day": ("date?", (None, "2020-02-29", "2026-06-01")),
}
SIGNS = {
    "boolean": ("=",),
    "enum": ("=", "!=", "in", "not in"),
    "string": ("=", "!=", "in", "not in", "is null", "is not null"),
}
ORDERED = ("=", "!=", "<", "<=", ">", ">=", "in", "not in", "is null", "is not null")
ORGANISATIONS = (model.OwnModel("Organization", "schema.prisma", table="organization"),)
LINK = re.compile(r'CREATE TABLE "(_(\w+)(?:Members|ToUser))"')


@dataclass
class Maker:
    """What draws specs and rows.

    Args:
        families: How many chains of three resources there are.
        organisations: Whether rows may belong to organisations.
    """

    dice: random.Random
    families: int = 3
    organisations: bool = False

    def resources(self) -> dict[str, Resource]:
        """Return resources whose specs are valid: rules that t3gen refuses are drawn anew."""
        drawn: dict[str, Resource] = {}
        for number in range(self.families):
            drawn |= {one.name: one for one in self.family("ABCDEFGHIJ"[number])}
        while refused := refused_by_name(drawn, organisations=self.organisations):
            for name in refused:
                drawn[name] = self.ruled(drawn[name], drawn)
        return drawn

    def family(self, letter: str) -> Iterator[Resource]:
        """Yield a team, its items and their notes."""
        parent: Resource | None = None
        for kind in ("Team", "Item", "Note"):
            optional = self.dice.random() < 0.4
            ends = ("cascade", "restrict", "set_null") if optional else ("cascade", "restrict")
            owners = ["user", "user", ""] if parent is None or optional else ["user", "", "parent"]
            if parent is not None and not parent.owner and "parent" in owners:
                owners.remove("parent")
            owner = self.dice.choice(owners)
            one = Resource(
                f"{kind}{letter}",
                f"{kind.lower()}-{letter.lower()}s",
                {name: FIELDS[name][0] for name in self.dice.sample(list(FIELDS), 4)},
                members=self.dice.random() < 0.7,
                is_soft=self.dice.random() < 0.4,
            )
            if parent is not None:
                relation = parent.name[:4].lower()
                one = replace(
                    one,
                    owner=relation if owner == "parent" else owner,
                    parent=relation,
                    target=parent.name,
                    optional=optional,
                    on_delete=self.dice.choice(ends),
                )
                if not optional and not one.members and owner != "user":
                    one = replace(one, embeds=self.dice.random() < 0.6)
            else:
                one = replace(one, owner=owner)
            one = self.of_tenant(one, parent)
            above = {parent.name: parent} if parent else {}
            parent = self.ruled(one, above)
            yield parent

    def of_tenant(self, one: Resource, parent: Resource | None) -> Resource:
        """Return a resource whose rows belong to organisations, or not."""
        if not self.organisations:
            return one
        tenants = ["", OWN_TENANT, OWN_TENANT]
        if parent and parent.tenant and not one.optional:
            tenants = ["", *[one.parent] * 3, *[OWN_TENANT] * (not one.embeds)]
        elif one.embeds:
            tenants = [""]
        return replace(one, tenant=self.dice.choice(tenants))

    def ruled(self, one: Resource, others: Mapping[str, Resource]) -> Resource:
        """Return a resource with other rules."""
        rules = {name: self.rule(one, others, 3) for name in OPERATIONS}
        if self.dice.random() < 0.3:
            rules["check"] = self.rule(one, others, 2)
        return replace(one, rules=rules, cached=self.dice.random() < 0.5)

    def rule(self, one: Resource, others: Mapping[str, Resource], depth: int) -> Rule:
        """Return a random rule."""
        roll = self.dice.random()
        if depth and roll < 0.45:
            inner = [self.rule(one, others, depth - 1) for _ in range(self.dice.randint(2, 3))]
            return Rule(self.dice.choice(("and", "or")), rules=tuple(inner))
        if depth and roll < 0.6:
            return Rule("not", rules=(self.rule(one, others, depth - 1),))
        return self.leaf(one, others.get(one.target))

    def leaf(self, one: Resource, above: Resource | None) -> Rule:
        """Return a rule that has no others within."""
        fitting = [self.comparison(one)] * 3
        fitting += [Rule("role", "admin")]
        fitting += [Rule(self.dice.choice(("signed_in", *["public"] * (not one.tenant))))]
        fitting += [Rule("org_role", "editor")] * 2 if one.tenant else []
        fitting += [Rule("owner")] if one.owner else []
        fitting += [Rule("member")] if one.members else []
        if above is not None:
            operation = self.dice.choice(("list", "get", "update", "delete"))
            fitting += [Rule("can", one.parent, operation)] * 2
            fitting += [Rule("member", one.parent)] if above.members else []
            fitting += [Rule("owner_of", one.parent)] if above.owner else []
        return self.dice.choice(fitting)

    def comparison(self, one: Resource) -> Rule:
        """Return a condition on a field."""
        if one.optional and self.dice.random() < 0.1:
            return Rule("compare", f"{one.parent}Id", self.dice.choice(("is null", "is not null")))
        name = self.dice.choice(list(one.fields))
        kind, values = FIELDS[name]
        sign = self.dice.choice(SIGNS.get(kind.partition("(")[0].rstrip("?"), ORDERED))
        given = [value for value in values if value is not None]
        if sign.startswith("is "):
            return Rule("compare", name, sign)
        if name == "at" and not sign.endswith("in"):
            given = ["now"] if sign[0] in "<>" else given
        count = self.dice.randint(1, 2) if sign.endswith("in") else 1
        return Rule("compare", name, sign, tuple(self.dice.sample(given, min(count, len(given)))))

    def world(self, resources: Mapping[str, Resource], people: Sequence[Person]) -> World:
        """Return random rows."""
        organisations = sorted({one for who in people for one in who.organisations})
        users_of = {
            it: [who.id for who in people if it in who.organisations] for it in organisations
        }
        world = World(resources, {name: {} for name in resources}, users_of)
        users = [one.id for one in people if one.id]
        for one in resources.values():
            for _ in range(self.dice.randint(1, 4)):
                row = self.body(world, one, users)
                members = set(row.pop("memberIds", ()))
                row |= {"id": self.id(), "userId": self.dice.choice(users), "members": members}
                if one.tenant:
                    row[f"{OWN_TENANT}Id"] = self.dice.choice([*world.members])
                row["isDeleted"] = one.is_soft and self.dice.random() < 0.3
                if one.optional or not one.parent or row[f"{one.parent}Id"]:
                    world.rows[one.name][row["id"]] = row
                    keep_restricting(world, one, row)
        return world

    def id(self) -> str:
        """Return a new id."""
        return str(uuid.UUID(int=self.dice.getrandbits(128), version=4))

    def body(self, world: World, one: Resource, users: Sequence[str]) -> Row:
        """Return the body of a request that creates a row."""
        row: Row = {name: self.dice.choice(FIELDS[name][1]) for name in one.fields}
        if one.parent:
            ids: list[str | None] = [*sorted(world.rows[one.target])]
            row[f"{one.parent}Id"] = self.dice.choice(
                [*ids, None] if one.optional else ids or [None]
            )
        if one.members:
            row["memberIds"] = self.dice.sample(users, self.dice.randint(0, 2))
        return row


def keep_restricting(world: World, one: Resource, row: Row) -> None:
    """Take back the delete of a row that another one, which is not deleted, keeps."""
    if one.on_delete == "restrict" and one.parent and not row["isDeleted"]:
        of = world.resources[one.target]
        above = world.rows[of.name].get(row[f"{one.parent}Id"])
        if above is not None:
            above["isDeleted"] = False
            keep_restricting(world, of, above)


def refused_by_name(resources: Mapping[str, Resource], *, organisations: bool) -> set[str]:
    """Return the resources with a rule that t3gen refuses."""
    try:
        texts = {f"resources/{name}": text for name, text in specs(resources).items()}
        app = model.App(models=ORGANISATIONS * organisations, organisations=organisations)
        model.resolve(spec.read(texts), app)
    except SpecErrors as error:
        assert {one.code for one in error.problems} <= {"SPEC.RULE", "SPEC.CACHE"}, error
        files = {one.file.rpartition("/")[2] for one in error.problems}
        return {name for name in resources if f"{name.lower()}.yaml" in files}
    return set()


def specs(resources: Mapping[str, Resource]) -> dict[str, bytes]:
    """Return the texts of specs by file name."""
    return {f"{one.name.lower()}.yaml": _spec(one, resources) for one in resources.values()}


def _spec(one: Resource, resources: Mapping[str, Resource]) -> bytes:
    relations, through = {}, []
    if one.parent:
        relations[one.parent] = f"{one.target}{'?' * one.optional} on_delete={one.on_delete}"
        through = [f"{one.parent}.{name}" for name in resources[one.target].fields]
    children = [other for other in resources.values() if other.target == one.name]
    for other in children:
        relations["parts"] = f"{other.name}[]{' embed' if other.embeds else ''}"
    if one.members:
        relations["members"] = f"User[] many inverse=of{one.name}"
    rules: dict[str, Any] = {name: _shown(one.rules[name]) for name in OPERATIONS}
    if "check" in one.rules:
        rules["update"] = {"using": rules["update"], "check": _shown(one.rules["check"])}
    if one.tenant:
        rules["tenant"] = one.tenant
    if one.tenant == OWN_TENANT:
        relations[OWN_TENANT] = "Organization on_delete=cascade"
    included = [name for name in relations if name in (one.parent, "parts")]
    keys = [one.parent] if one.parent else []
    api: dict[str, Any] = {
        "path": one.path,
        "filter": [*one.fields, *keys, *through],
        "sort": sortable(one),
        "include": included,
        "bulk": 10,
    }
    if one.cached:
        api["cache"] = "5min"
    document = {
        "resource": one.name,
        "fields": dict(one.fields),
        "relations": relations,
        "owner": one.owner,
        "access": rules,
        "api": api,
        "options": {"timestamps": False, "soft_delete": one.is_soft},
    }
    return json.dumps({key: value for key, value in document.items() if value}, indent=1).encode()


def sortable(one: Resource) -> list[str]:
    """Return the fields that lists are sorted by."""
    return [name for name in one.fields if name not in ("flag", "state")]


def _shown(rule: Rule) -> str:
    """Return a rule as a spec has it: keys of relations are named as the relation."""
    return str(rule).replace("Id is ", " is ")


def insert(database: Database, world: World, migration: str) -> None:
    """Replace all rows of the database, whose tables a migration has made."""
    links = {name: table for table, name in LINK.findall(migration)}
    lines = [f'delete from "{name}"' for name in reversed(list(world.resources))]
    for one in world.resources.values():
        for row in world.rows[one.name].values():
            values = {name: _sql(database, name, row[name]) for name in one.fields}
            values["id"] = _sql(database, "", row["id"])
            if row["isDeleted"]:
                values["deletedAt"] = _sql(database, "at", "2026-01-01T00:00:00.000Z")
            if one.tenant == OWN_TENANT:
                values[f"{OWN_TENANT}Id"] = _sql(database, "", row[f"{OWN_TENANT}Id"])
            if one.owner == "user":
                values["userId"] = _sql(database, "", row["userId"])
            if one.parent:
                values[f"{one.parent}Id"] = _sql(database, "", row[f"{one.parent}Id"])
            names = ", ".join(f'"{name}"' for name in values)
            lines.append(f'insert into "{one.name}"({names}) values ({", ".join(values.values())})')
            lines += [
                f"""insert into "{links[one.name]}"("A", "B") values ('{row["id"]}', '{user}')"""
                for user in sorted(row["members"])
            ]
    database.script(lines)


def _sql(database: Database, name: str, value: Any) -> str:
    if value is None:
        return "null"
    if database.provider == "sqlite":
        if name == "price":
            return str(round(float(value) * 100))
        if name == "day":
            value = f"{value}T00:00:00.000Z"
        if name in ("at", "day"):
            value = value.replace("Z", "+00:00")
    return f"'{value}'" if isinstance(value, str) else str(value).lower()
