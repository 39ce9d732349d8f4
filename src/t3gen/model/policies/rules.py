"""Access rules of operations, with defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from t3gen.model.findings import Findings
from t3gen.model.policies import conditions
from t3gen.model.policies.conditions import RuleContext
from t3gen.model.record import Owner, Rule, Tenant
from t3gen.model.relations import Link
from t3gen.spec import OPERATIONS, ResourceSpec

TENANT = Rule("tenant")


@dataclass(frozen=True)
class Policy:
    """The rules of a resource.

    Args:
        rules: The rule of each operation.
        check: The rule for rows as an update leaves them, if it is not that of `update`.
        actions: The rules of transitions; that of updates where they declare none.
    """

    rules: Mapping[str, Rule]
    check: Rule | None = None
    actions: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def all(self) -> Mapping[str, Rule]:
        """The rules of operations, the one of `check`, and those of transitions."""
        return {**self.rules, **({"check": self.check} if self.check else {}), **self.actions}


def policies(
    specs: Mapping[str, ResourceSpec],
    links: Mapping[str, Sequence[Link]],
    owners: Mapping[str, Owner],
    tenants: Mapping[str, Tenant],
    findings: Findings,
) -> dict[str, Policy]:
    """Return the rules of each resource; problems are added to the findings."""
    return {
        name: _policy(RuleContext(spec, specs, links, owners, findings), tenants.get(name))
        for name, spec in specs.items()
    }


def _policy(context: RuleContext, tenant: Tenant | None) -> Policy:
    """Return the rules of a resource.

    The default is the owner if there is one, otherwise everyone signed in. `get` defaults to the
    rule of `list`. With a tenant, every rule applies to rows of the actor's tenant only. A public
    `create` requires an actor if that is the owner of the new row.
    """
    spec = context.spec
    owner = context.owners.get(spec.name.text)
    default = Rule("owner" if owner else "signed_in")
    declared = {name: conditions.resolve(context, one) for name, one in spec.access.items()}
    checks = {name: conditions.resolve(context, one) for name, one in spec.checks.items()}
    transitions = [one for states in spec.states for one in states.transitions]
    actions = {
        one.name.text: conditions.resolve(context, one.access)
        for one in transitions
        if one.access is not None
    }
    if "list" in declared:
        declared.setdefault("get", declared["list"])
    rules = {name: declared.get(name, default) for name in OPERATIONS}
    if owner is not None and not owner.through and _admits_everyone(rules["create"]):
        rules["create"] = Rule("signed_in")
    if tenant is not None:
        rules = {name: _within(one) for name, one in rules.items()}
        checks = {name: _within(one) for name, one in checks.items()}
        actions = {name: _within(one) for name, one in actions.items()}
    actions = {one.name.text: actions.get(one.name.text, rules["update"]) for one in transitions}
    return Policy(rules, checks.get("update"), actions)


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
