"""Who may see and write what, as `docs/explanation/access.md` says, over rows in memory.

Written from the documentation: nothing of it is shared with t3gen.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
NOW = "2026-11-30"
"""The present, between the past and the future of all moments that are drawn."""
OWN_TENANT = "organization"
OPERATIONS = ("list", "get", "create", "update", "delete")


@dataclass(frozen=True)
class Rule:
    """A rule, or a part of one.

    Args:
        kind: `public`, `signed_in`, `owner`, `role`, `org_role`, `member`, `owner_of`, `can`,
            `compare`, `not`, `and` or `or`.
        name: The role, the relation or the field; nothing of `member` of the row itself.
        sign: The operator of `compare`, the operation of `can`.
    """

    kind: str
    name: str = ""
    sign: str = ""
    values: tuple[Any, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        if self.kind in ("and", "or"):
            return f"({(' & ' if self.kind == 'and' else ' | ').join(map(str, self.rules))})"
        texts = {
            "not": f"not ({', '.join(map(str, self.rules))})",
            "role": f"role({self.name})",
            "org_role": f"org.role({self.name})",
            "member": f"member({self.name})" if self.name else "member",
            "owner_of": f"{self.name}.owner",
            "can": f"can({self.sign}, {self.name})",
        }
        return self.compared() if self.kind == "compare" else texts.get(self.kind, self.kind)

    def compared(self) -> str:
        """Return a comparison as a spec writes it."""
        values = [_literal(one) for one in self.values]
        if self.sign.endswith("in"):
            return f"{self.name} {self.sign} ({', '.join(values)})"
        if self.sign == "=" and self.values[0] is True:
            return self.name
        return " ".join([self.name, self.sign, *values])


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if " " in str(value) else str(value)


@dataclass(frozen=True)
class Resource:
    """A resource of a random spec.

    Args:
        fields: The types of fields by name.
        owner: `user`, a relation, or nothing.
        parent: Its relation to one row of another resource, if it has one.
        target: That other resource.
        optional: Whether there may be no such row.
        on_delete: What becomes of it when that row is deleted.
        members: Whether users are its members.
        rules: By operation; `check` is that of rows as an update leaves them.
        embeds: Whether it is part of the body that creates the other row.
        is_soft: Whether a delete marks its rows, which are hidden from then on.
        cached: Whether the server caches its answers.
        tenant: The relation to the organisation of its rows: `organization`, or that of the parent
            that has one; nothing where rows belong to none.
    """

    name: str
    path: str
    fields: Mapping[str, str]
    owner: str = ""
    parent: str = ""
    target: str = ""
    optional: bool = False
    on_delete: str = "cascade"
    members: bool = False
    rules: Mapping[str, Rule] = field(default_factory=dict)
    embeds: bool = False
    is_soft: bool = False
    cached: bool = False
    tenant: str = ""


@dataclass(frozen=True)
class Person:
    """Who calls; without an id nobody is signed in.

    Args:
        organisations: The ids of the organisations of which this user is a member.
        tenant: The active one, if there is one.
        tenant_role: The role in it.
    """

    name: str
    id: str = ""
    role: str = ""
    organisations: tuple[str, ...] = ()
    tenant: str = ""
    tenant_role: str = ""


class RefusedError(Exception):
    """A write that is not allowed; its argument is the statuses that may tell so."""

    def __init__(self, *statuses: int) -> None:
        super().__init__(statuses)
        self.statuses = statuses


@dataclass
class World:
    """All rows, by resource and id, and what people may do with them.

    Args:
        members: The ids of the users of each organisation.
    """

    resources: Mapping[str, Resource]
    rows: dict[str, dict[str, Row]]
    members: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def copy(self) -> World:
        """Return the same rows, which changes of these leave as they are."""
        return World(self.resources, copy.deepcopy(self.rows), self.members)

    def rule(self, name: str, operation: str) -> Rule:
        """Return the rule of an operation."""
        return self.resources[name].rules[operation]

    def parent(self, name: str, row: Row) -> Row | None:
        """Return the row that a row belongs to."""
        of = self.resources[name]
        key = row.get(f"{of.parent}Id") if of.parent else None
        return self.found(of.target, key) if key else None

    def found(self, name: str, id_: str) -> Row | None:
        """Return a row that is there: neither it nor what it is hidden with is deleted."""
        row = self.rows[name].get(id_)
        return row if row is not None and self.is_there(name, row) else None

    def is_there(self, name: str, row: Row) -> bool:
        """Return whether a row is neither deleted nor hidden with one above it."""
        of = self.resources[name]
        key = row.get(f"{of.parent}Id") if of.parent and of.on_delete == "cascade" else None
        return not row.get("isDeleted") and (not key or self.found(of.target, key) is not None)

    def owner(self, name: str, row: Row) -> str:
        """Return the id of the user who owns a row."""
        of = self.resources[name]
        if of.owner in ("", "user"):
            return str(row["userId"]) if of.owner else ""
        parent = self.parent(name, row)
        return self.owner(of.target, parent) if parent else ""

    def tenant(self, name: str, row: Row) -> str:
        """Return the id of the organisation that a row belongs to, itself or with its parent."""
        of = self.resources[name]
        if of.tenant in ("", OWN_TENANT):
            return str(row[f"{OWN_TENANT}Id"]) if of.tenant else ""
        # Whether the parent is deleted does not matter.
        return self.tenant(of.target, self.rows[of.target][row[f"{of.parent}Id"]])

    def may(self, who: Person, operation: str, name: str, row: Row) -> bool:
        """Return whether the rule of an operation opens a row to somebody."""
        return self.shares(who, name, row) and self.opens(
            self.rule(name, operation), who, name, row
        )

    def shares(self, who: Person, name: str, row: Row) -> bool:
        """Return whether a row belongs to the active organisation of somebody, or to none."""
        if not self.resources[name].tenant:
            return True
        return bool(who.tenant) and self.tenant(name, row) == who.tenant

    def opens(self, rule: Rule, who: Person, name: str, row: Row) -> bool:
        """Return whether a rule opens a row to somebody."""
        if rule.kind == "not":
            return self.opens_not(rule.rules[0], who, name, row)
        if rule.kind in ("and", "or"):
            inner = [self.opens(one, who, name, row) for one in rule.rules]
            return all(inner) if rule.kind == "and" else any(inner)
        if rule.kind == "compare":
            return compares(rule, row[rule.name])
        if rule.kind == "public":
            return True
        if rule.kind == "can":
            parent = self.parent(name, row)
            of = self.resources[name].target
            return parent is not None and self.may(who, rule.sign, of, parent)
        return bool(who.id) and self.stands(rule, who, name, row)

    def opens_not(self, rule: Rule, who: Person, name: str, row: Row) -> bool:
        """Return what `not (...)` of a rule opens: of null, a comparison opens nothing either."""
        if rule.kind == "not":
            return self.opens(rule.rules[0], who, name, row)
        if rule.kind in ("and", "or"):
            inner = [self.opens_not(one, who, name, row) for one in rule.rules]
            return any(inner) if rule.kind == "and" else all(inner)
        if rule.kind == "compare" and not rule.sign.startswith("is ") and row[rule.name] is None:
            return False
        return not self.opens(rule, who, name, row)

    def stands(self, rule: Rule, who: Person, name: str, row: Row) -> bool:
        """Return whether somebody who is signed in is what a rule asks for."""
        if rule.kind in ("signed_in", "role"):
            return rule.kind == "signed_in" or who.role == rule.name
        if rule.kind == "org_role":
            return who.tenant_role == rule.name
        if rule.kind == "owner":
            return self.owner(name, row) == who.id
        of, one = name, row
        if rule.name:
            of, parent = self.resources[name].target, self.parent(name, row)
            if parent is None:
                return False
            one = parent
        return (
            self.owner(of, one) == who.id if rule.kind == "owner_of" else who.id in one["members"]
        )

    def seen(self, who: Person, operation: str, name: str) -> list[Row]:
        """Return the rows that a rule opens, by their ids."""
        rows = self.rows[name]
        there = [rows[one] for one in sorted(rows) if self.is_there(name, rows[one])]
        return [row for row in there if self.may(who, operation, name, row)]

    def children(self, name: str, id_: str) -> Iterator[tuple[Resource, Row]]:
        """Yield the rows that belong to a row."""
        for one in self.resources.values():
            if one.target == name:
                for row in list(self.rows[one.name].values()):
                    if row[f"{one.parent}Id"] == id_:
                        yield one, row

    def check_reference(self, who: Person, name: str, body: Mapping[str, Any]) -> None:
        """Refuse a row that the caller may not read; of an owner, one they may not update.

        Users of other organisations are refused as well.
        """
        of = self.resources[name]
        if of.tenant and not set(body.get("memberIds", ())) <= set(self.members[who.tenant]):
            raise RefusedError(422, *closed(who))
        id_ = body.get(f"{of.parent}Id") if of.parent else None
        if id_ is None:
            return
        row = self.found(of.target, id_)
        operation = "update" if of.owner == of.parent else "get"
        if row is None or not self.may(who, operation, of.target, row):
            raise RefusedError(422, *closed(who))

    def create(self, who: Person, name: str, body: Mapping[str, Any], id_: str) -> None:
        """Create a row with what is nested in it."""
        of = self.resources[name]
        if of.owner == "user" and not who.id:
            raise RefusedError(401, 422)
        if of.tenant and not who.tenant:
            raise RefusedError(422, *closed(who))
        self.check_reference(who, name, body)
        row = {key: value for key, value in body.items() if key not in ("memberIds", "nested")}
        row |= {"id": id_, "userId": who.id, "isDeleted": False}
        row[f"{OWN_TENANT}Id"] = who.tenant
        row["members"] = set(body.get("memberIds", ()))
        self.rows[name][id_] = row
        nested = body.get("nested", ())
        for child in (one for one in self.resources.values() if one.target == name and nested):
            for number, one in enumerate(nested):
                key = f"{id_}/{number}"
                inner = {**one, f"{child.parent}Id": id_, "id": key, "userId": who.id}
                self.rows[child.name][key] = {**inner, "members": set(), "isDeleted": False}
                if not self.leaves(who, "create", child.name, self.rows[child.name][key]):
                    raise RefusedError(*closed(who))
        if not self.leaves(who, "create", name, row):
            raise RefusedError(*closed(who))

    def update(self, who: Person, name: str, id_: str, body: Mapping[str, Any]) -> None:
        """Update a row that is open before, and after."""
        row = self.found(name, id_)
        if row is None or not self.may(who, "update", name, row):
            # What is wrong with the body may be told first: it is the same for any id.
            raise RefusedError(404, 422, *closed(who))
        self.check_reference(who, name, body)
        row |= {key: value for key, value in body.items() if key != "memberIds"}
        if "memberIds" in body:
            row["members"] = set(body["memberIds"])
        if not self.leaves(who, "check", name, row):
            raise RefusedError(*closed(who))

    def leaves(self, who: Person, operation: str, name: str, row: Row) -> bool:
        """Return whether somebody may leave a row as it is written.

        A rule without conditions is not asked again: for `owner: order`, a row is added to whatever
        order the caller may update.
        """
        of = self.resources[name]
        rule = of.rules.get(operation, of.rules["update"])
        if of.owner == of.parent and of.owner and is_plain(rule):
            return self.opens(without_owner(rule), who, name, row)
        return self.opens(rule, who, name, row)

    def delete(self, who: Person, name: str, id_: str) -> None:
        """Delete a row, and what follows it."""
        row = self.found(name, id_)
        if row is None or not self.may(who, "delete", name, row):
            raise RefusedError(404, *closed(who))
        if not self.resources[name].is_soft:
            self.drop(name, id_)
        elif any(
            child.on_delete == "restrict" and not below.get("isDeleted")
            for child, below in self.children(name, id_)
        ):
            raise RefusedError(409)
        row["isDeleted"] = True

    def drop(self, name: str, id_: str) -> None:
        """Remove a row as the database does."""
        for child, row in self.children(name, id_):
            if child.on_delete == "restrict":
                raise RefusedError(409)
            if child.on_delete == "set_null":
                row[f"{child.parent}Id"] = None
            else:
                self.drop(child.name, row["id"])
        del self.rows[name][id_]


def is_plain(rule: Rule) -> bool:
    """Return whether a rule has no conditions, which are checked after a write."""
    plain = rule.kind in ("public", "signed_in", "role", "org_role", "owner", "and", "or")
    return plain and all(map(is_plain, rule.rules))


def without_owner(rule: Rule) -> Rule:
    """Return a rule with everybody who is signed in in place of the owner."""
    kind = "signed_in" if rule.kind == "owner" else rule.kind
    return replace(rule, kind=kind, rules=tuple(map(without_owner, rule.rules)))


def closed(who: Person) -> Sequence[int]:
    """Return the status of what somebody may not do."""
    return (403,) if who.id else (401,)


def compares(rule: Rule, value: Any) -> bool:
    """Return whether a value satisfies a comparison."""
    if rule.sign.startswith("is "):
        return (value is None) == (rule.sign == "is null")
    if value is None:
        return False
    operands = [_ordered(NOW if one == "now" else one) for one in rule.values]
    own, first = _ordered(value), operands[0]
    results: dict[str, bool] = {
        "=": own == first,
        "!=": own != first,
        "in": own in operands,
        "not in": own not in operands,
        "<": own < first,
        "<=": own <= first,
        ">": own > first,
        ">=": own >= first,
    }
    return results[rule.sign]


def _ordered(value: Any) -> Any:
    """Return a value as it is ordered: numbers by their size, moments and days by their text."""
    text = str(value)
    is_number = text.replace(".", "").isdigit()
    return (Decimal(text), "") if is_number else (Decimal(0), text)
