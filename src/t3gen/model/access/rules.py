"""Who may do what, with the rules that a spec leaves unsaid."""

from __future__ import annotations

from t3gen.model.findings import Findings
from t3gen.model.record import Access, Owner, Rule, Tenant
from t3gen.spec import OPERATIONS, ResourceSpec, RuleSpec, Word

TENANT = Rule("tenant")


def access(
    spec: ResourceSpec, owner: Owner | None, tenant: Tenant | None, findings: Findings
) -> tuple[Access, ...]:
    """Return a rule for each operation.

    What is not said is the owner's where there is one, else for everyone signed in. Reading one
    row follows the rule of reading many. Where rows have a tenant, whoever may do something may do
    it within theirs.
    """
    unsaid = Rule("owner" if owner else "signed_in")
    said = {name: rule(said) for name, said in spec.access.items()}
    if spec.owner is None:
        for one in spec.access.values():
            _check(spec, one, findings)
    if "list" in said:
        said.setdefault("get", said["list"])
    rules = {name: said.get(name, unsaid) for name in OPERATIONS}
    if tenant is not None:
        rules = {name: _within(one) for name, one in rules.items()}
    return tuple(Access(name, one) for name, one in rules.items())


def _within(one: Rule) -> Rule:
    """Return the rule for rows of the actor's tenant; whoever has one is signed in."""
    if one.kind == "signed_in":
        return TENANT
    return Rule("all", rules=(TENANT, *(one.rules if one.kind == "all" else (one,))))


def rule(said: RuleSpec) -> Rule:
    """Return the rule that a spec says."""
    return Rule(said.kind, said.role, tuple(map(rule, said.rules)))


def _check(spec: ResourceSpec, said: RuleSpec, findings: Findings) -> None:
    if said.kind == "owner":
        what = f"{spec.name} has no owner"
        hint = 'Add "owner: user", or name who may: "signed_in" or "role(admin)".'
        findings.add(spec, Word("owner", said.place), "RULE", what, hint)
    for part in said.rules:
        _check(spec, part, findings)
