"""What rules with conditions become in the records of resources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from t3gen.model.policies import tables, truth
from t3gen.model.policies.related import RelatedRows
from t3gen.model.policies.representatives import OTHER
from t3gen.model.policies.rules import Policy
from t3gen.model.policies.samples import Samples
from t3gen.model.record import (
    Access,
    CascadeParent,
    Conditions,
    Field,
    Followed,
    Owner,
    Resource,
    Rule,
    Setting,
    Transition,
)
from t3gen.model.relations import Link

WRITES = ("create", "update")
Parents = tuple[CascadeParent, ...]


def applied(
    resources: Sequence[Resource],
    policies: Mapping[str, Policy],
    links: Mapping[str, Sequence[Link]],
    owners: Mapping[str, Owner],
) -> list[Resource]:
    """Return the resources with the conditions of their rules; others are unchanged."""
    samples = samples_of(resources, policies, links, owners)
    members = _members(samples, policies)
    negated = _negated(policies)
    parents = {one.name: one.parents for one in resources}
    by_name = {one.name: one for one in resources}
    related = RelatedRows(by_name, policies, links, owners)
    results = [
        _applied(
            one, samples, _emitted(one, policies[one.name], negated), members.get(one.name), parents
        )
        for one in resources
    ]
    return [_with_related(one, related, policies[one.name]) for one in results]


def samples_of(
    resources: Sequence[Resource],
    policies: Mapping[str, Policy],
    links: Mapping[str, Sequence[Link]],
    owners: Mapping[str, Owner],
) -> Samples:
    """Return what rules decide about rows of resources."""
    rules = truth.Rules({name: one.all for name, one in policies.items()}, owners)
    named = {name: {link.name: link for link in some} for name, some in links.items()}
    by_name = {one.name: {field.name: field for field in one.fields} for one in resources}
    return Samples(rules, by_name, {one.name: named.get(one.name, {}) for one in resources})


def listed_by(policy: Policy) -> list[str]:
    """Return the fields that the rule of lists compares, which need an index."""
    return [one.field for one in truth.atoms(policy.rules["list"]) if one.kind == "compare"]


def _negated(policies: Mapping[str, Policy]) -> set[tuple[str, str]]:
    """Return the resources and operations whose rule is followed by a `can` within a `not`."""
    rules = [rule for one in policies.values() for rule in one.all.values()]
    found: set[tuple[str, str]] = set()
    left = [one for rule in rules for one in _within_not(rule)]
    while left:
        step = (left[-1].target, left.pop().operation)
        if step not in found:
            found.add(step)
            followed = truth.atoms(policies[step[0]].rules[step[1]])
            left += [one for one in followed if one.kind == "can"]
    return found


def _within_not(rule: Rule) -> Iterator[Rule]:
    if rule.kind == "not":
        yield from (one for one in truth.atoms(rule) if one.kind == "can")
    for inner in rule.rules:
        yield from _within_not(inner)


def _emitted(resource: Resource, policy: Policy, negated: set[tuple[str, str]]) -> Policy:
    """Return a policy as it is emitted: rules that are negated are never null, as SQL has it.

    `not (can(get, task))` opens a row whose task is not open because it has no value to compare.
    """
    optional = {one.name for one in resource.fields if one.optional}
    rules = {
        operation: _without_null(rule, optional) if (resource.name, operation) in negated else rule
        for operation, rule in policy.rules.items()
    }
    return replace(policy, rules=rules)


def _without_null(rule: Rule, optional: set[str]) -> Rule:
    if rule.rules:
        return replace(rule, rules=tuple(_without_null(one, optional) for one in rule.rules))
    if rule.kind != "compare" or rule.field not in optional or rule.operator.startswith("is "):
        return rule
    return Rule("all", rules=(replace(rule, operator="is not null", values=()), rule))


def _applied(
    resource: Resource,
    samples: Samples,
    policy: Policy,
    members: str | None,
    parents: Mapping[str, Parents],
) -> Resource:
    rules = list(policy.all.values())
    if not any(map(truth.is_conditional, rules)):
        if members is None:
            return resource
        return replace(resource, conditions=Conditions(functions=(), members=members))
    name = resource.name
    declared = {
        operation: Access(
            operation,
            rule,
            check=policy.check if operation == "update" else None,
            checked=_is_checked(resource, operation, rule, policy.check),
        )
        for operation, rule in policy.rules.items()
    }
    access = tuple(
        replace(
            one,
            rule=samples.based(one.rule, name),
            policy=one.rule if truth.is_conditional(one.rule) else None,
        )
        for one in declared.values()
    )
    transitions = [_transition(one, samples, name) for one in resource.transitions]
    fixed = [Setting(key, value) for key, value in samples.fixed(name).items() if value != OTHER]
    conditions = replace(
        tables.table(resource, samples, declared, policy.actions),
        functions=_functions(resource, declared, rules),
        followed=tuple(_followed(rules, samples.links[name], parents)),
        fixed=tuple(one for one in fixed if samples.fields[name][one.field].in_create),
        members=members,
    )
    return replace(resource, access=access, conditions=conditions, transitions=tuple(transitions))


def _with_related(resource: Resource, related: RelatedRows, policy: Policy) -> Resource:
    """Return a resource with the ids that its list fetches first, and its own that lists fetch."""
    prefetched = related.of_list(resource.name)
    own = tuple(one for one in related.sets.values() if one.target == resource.name)
    conditions = resource.conditions or Conditions(functions=())
    found = {
        atom.name: related.found_by(resource.name, atom)
        for rule in policy.all.values()
        for atom in truth.atoms(rule)
        if atom.kind in truth.ALONG
    }
    followed = tuple(replace(one, ids=found[one.name]) for one in conditions.followed)
    if not prefetched and not own and followed == conditions.followed:
        return resource
    changed = replace(conditions, followed=followed, prefetched=prefetched, related=own)
    return replace(resource, conditions=changed)


def _transition(one: Transition, samples: Samples, name: str) -> Transition:
    rule = samples.based(one.rule, name)
    starting = samples.based(one.rule, name, changes={one.field: one.sources[0]})
    return replace(
        one,
        rule=rule,
        policy=one.rule if one.declared and truth.is_conditional(one.rule) else None,
        starting=starting if starting != rule else None,
        closed=samples.closed(one, name),
    )


def _is_checked(resource: Resource, operation: str, rule: Rule, check: Rule | None) -> bool:
    """Return whether a write can leave a row that its rule does not open."""
    if operation not in WRITES or operation not in resource.operations:
        return False
    if operation == "create":
        return truth.is_conditional(rule)
    fields = {one.name: one for one in resource.fields}
    keys = {one.relation: one for one in resource.fields if one.relation}
    for atom in truth.atoms(check or rule):
        if atom.kind == "compare":
            column: Field | None = fields[atom.field]
        elif atom.kind in truth.ALONG:
            column = keys.get(atom.through[0])
        else:
            continue
        if column is not None and column.in_update:
            return True
    return check is not None


def _followed(
    rules: Sequence[Rule], links: Mapping[str, Link], parents: Mapping[str, Parents]
) -> Iterator[Followed]:
    atoms = dict.fromkeys(one for rule in rules for one in truth.atoms(rule))
    for atom in atoms:
        if atom.kind in truth.ALONG:
            keys = [
                one.name for one in dataclasses.fields(Followed) if one.name not in ("above", "ids")
            ]
            link = links.get(atom.relation)
            # What a cascade hides is hidden with the row that is followed from.
            is_kept = link is not None and link.on_delete != "Cascade"
            above = parents.get(link.target, ()) if link is not None and is_kept else ()
            yield Followed(**{key: getattr(atom, key) for key in keys}, above=above)


def _functions(
    resource: Resource, access: Mapping[str, Access], rules: Sequence[Rule]
) -> tuple[str, ...]:
    compared = [one for rule in rules for one in truth.atoms(rule) if one.kind == "compare"]
    found = {"rowsNow" if "now" in one.values else "rows" for one in compared}
    found |= {"not" for rule in rules if _negates(rule)}
    found |= {"checked" for one in access.values() if one.checked}
    if access["create"].checked and any(one.embed for one in resource.relations):
        found.add("assertWritten")
    return tuple(sorted(found))


def _negates(rule: Rule) -> bool:
    return rule.kind == "not" or any(map(_negates, rule.rules))


def _members(samples: Samples, policies: Mapping[str, Policy]) -> dict[str, str]:
    """Return the key of the members of each resource that some rule asks for."""
    found = {}
    for name, policy in policies.items():
        for rule in policy.all.values():
            for atom in truth.atoms(rule):
                if atom.kind == "member":
                    of = samples.links[name][atom.relation].target if atom.relation else name
                    found[of] = atom.key
    return found
