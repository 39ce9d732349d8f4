"""Access rules of operations, with defaults."""

from __future__ import annotations

from t3gen.model.findings import Findings
from t3gen.model.record import Access, Owner, Rule, Tenant
from t3gen.spec import OPERATIONS, ResourceSpec, RuleSpec, Word

TENANT = Rule("tenant")


def access(
    spec: ResourceSpec, owner: Owner | None, tenant: Tenant | None, findings: Findings
) -> tuple[Access, ...]:
    """Return the rule of each operation.

    The default is the owner if there is one, otherwise everyone signed in. `get` defaults to the
    rule of `list`. With a tenant, every rule applies to rows of the actor's tenant only. A public
    `create` requires an actor if that is the owner of the new row.
    """
    default = Rule("owner" if owner else "signed_in")
    declared = {name: rule(one) for name, one in spec.access.items()}
    if spec.owner is None:
        for one in spec.access.values():
            _check(spec, one, findings)
    if "list" in declared:
        declared.setdefault("get", declared["list"])
    rules = {name: declared.get(name, default) for name in OPERATIONS}
    if owner is not None and not owner.through and _admits_everyone(rules["create"]):
        rules["create"] = Rule("signed_in")
    if tenant is not None:
        rules = {name: _within(one) for name, one in rules.items()}
    return tuple(Access(name, one) for name, one in rules.items())


def _admits_everyone(one: Rule) -> bool:
    """Return whether unauthenticated clients have access to some row, whatever it is."""
    if one.kind in ("any", "all"):
        admits = any if one.kind == "any" else all
        return admits(map(_admits_everyone, one.rules))
    return one.kind == "public"


def _within(one: Rule) -> Rule:
    """Return a rule restricted to the actor's tenant, which implies being signed in."""
    if one.kind == "signed_in":
        return TENANT
    return Rule("all", rules=(TENANT, *(one.rules if one.kind == "all" else (one,))))


def rule(declared: RuleSpec) -> Rule:
    """Return the rule of a spec."""
    return Rule(declared.kind, declared.role, tuple(map(rule, declared.rules)))


def _check(spec: ResourceSpec, declared: RuleSpec, findings: Findings) -> None:
    if declared.kind == "owner":
        what = f"{spec.name} has no owner"
        hint = 'Add "owner: user", or name who may: "signed_in" or "role(admin)".'
        findings.add(spec, Word("owner", declared.place), "RULE", what, hint)
    for part in declared.rules:
        _check(spec, part, findings)
