"""Which clause of a rule decides for whom, as text."""

from __future__ import annotations

from collections.abc import Sequence

from t3gen.model.policies import truth
from t3gen.model.policies.samples import Samples
from t3gen.model.policies.truth import Actor, Path, Row
from t3gen.model.record import Rule
from t3gen.spec.access import ORGANISATION

NOBODY, ANYBODY = "nobody", "signed in"
NEVER = "-"
Table = Sequence[Sequence[str]]


def table(samples: Samples, name: str, operations: Sequence[str]) -> Table:
    """Return the clauses of a resource: a line for each kind of caller, a cell for each operation.

    A cell has the clauses that open rows to the caller, with what they still ask of the row.
    """
    standing = sorted(samples.standing(name))
    roles = sorted({one.role for _, _, one in samples.reached(name) if one.kind == "role"})
    people = [(NOBODY, Actor(None)), (ANYBODY, Actor("user"))]
    people += [(".".join(path), Actor("user", frozenset([path]))) for path in standing]
    people += [(text(Rule("role", role)), Actor(role)) for role in roles]
    rules = samples.rules.policies[name]
    lines = [["", *operations]]
    for who, actor in people:
        lines.append([who, *(_deciding(samples, rules[one], name, actor) for one in operations)])
    return lines


def _deciding(samples: Samples, rule: Rule, name: str, actor: Actor) -> str:
    alternatives = rule.rules if rule.kind == "any" else (rule,)
    open_ = [one for one in alternatives if _can_open(samples, one, name, actor)]
    certain = [one for one in open_ if _is_certain(samples, one, name, actor)]
    return " | ".join(text(one, is_inner=False) for one in certain[:1] or open_) or NEVER


def _can_open(samples: Samples, rule: Rule, name: str, actor: Actor, path: Path = ()) -> bool:
    """Return whether a rule opens a row to an actor, if the fields of the row are as it asks."""
    if rule.kind in ("any", "all"):
        results = (_can_open(samples, one, name, actor, path) for one in rule.rules)
        return any(results) if rule.kind == "any" else all(results)
    if rule.kind == "not":
        return not _is_certain(samples, rule.rules[0], name, actor, path)
    if rule.kind == "can":
        followed = samples.rules.policies[rule.target][rule.operation]
        return _can_open(samples, followed, rule.target, actor, (*path, *rule.through))
    if rule.kind == "compare":
        return True
    return truth.opening(rule, actor, Row(name, {}, path), samples.rules).is_open


def _is_certain(samples: Samples, rule: Rule, name: str, actor: Actor, path: Path = ()) -> bool:
    """Return whether a rule opens a row to an actor, whatever its fields are."""
    if rule.kind in ("any", "all"):
        results = (_is_certain(samples, one, name, actor, path) for one in rule.rules)
        return any(results) if rule.kind == "any" else all(results)
    if rule.kind == "not":
        return not _can_open(samples, rule.rules[0], name, actor, path)
    if rule.kind == "can":
        followed = samples.rules.policies[rule.target][rule.operation]
        return _is_certain(samples, followed, rule.target, actor, (*path, *rule.through))
    return rule.kind != "compare" and _can_open(samples, rule, name, actor, path)


def text(rule: Rule, *, is_inner: bool = True) -> str:
    """Return a rule as a spec writes it."""
    if rule.kind in ("any", "all"):
        sign = " | " if rule.kind == "any" else " & "
        joined = sign.join(map(text, rule.rules))
        return f"({joined})" if is_inner else joined
    if rule.kind == "compare":
        return _comparison(rule)
    if rule.kind == "not":
        return f"not ({text(rule.rules[0], is_inner=False)})"
    if rule.role.startswith(ORGANISATION):
        return f"org.role({rule.role.removeprefix(ORGANISATION)})"
    arguments = {
        "role": f"role({rule.role})",
        "relation_owner": f"{rule.relation}.owner",
        "member": f"member({rule.relation})" if rule.relation else "member",
        "can": f"can({rule.operation}, {rule.relation})",
    }
    return arguments.get(rule.kind, rule.kind)


def _comparison(rule: Rule) -> str:
    if rule.type == "boolean" and rule.values and rule.operator == "=":
        return rule.field if rule.values[0] else f"not ({rule.field})"
    values = rule.other or ", ".join(map(str, rule.values))
    shown = f" ({values})" if rule.operator.endswith("in") else f" {values}" if values else ""
    return f"{rule.field} {rule.operator}{shown}"
