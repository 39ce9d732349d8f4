"""Access rules of single fields, for those who have access to the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import Field, RelatedFilter, Resource, Rule
from t3gen.spec import FieldSpec, ResourceSpec, RuleSpec, Word, suggestion
from t3gen.spec.access import HINT, WITHOUT_ROW, is_flag, parts

READS, WRITES = ("list", "get"), ("create", "update")
POINTLESS = {"hidden": "read", "readonly": "write", "updated": "write"}
"""Flags, and the rule that has no effect with them."""
DECIDED = ("public", "signed_in", "role")
"""Rules that the actor alone decides."""
Actor = str | None
"""The role of a signed-in user, which may be empty; None for an unauthenticated client."""


def of(spec: ResourceSpec, declaration: FieldSpec, findings: Findings) -> dict[str, Rule]:
    """Return the rules of a field; invalid ones are added to the findings."""
    for name, rule in declaration.rules.items():
        for part in parts(rule):
            word = Word(part.kind, part.place)
            if is_flag(part) and part.name and part.name.text not in _names(spec):
                what = f'unknown rule "{part.name}"'
                hint = suggestion.hint(part.name.text, WITHOUT_ROW, HINT)
                findings.add(spec, part.name, "RULE", what, hint)
            elif part.kind not in WITHOUT_ROW:
                shown = part.name.text if part.kind == "compare" and part.name else part.kind
                shown = {"relation_owner": f"{part.name}.owner"}.get(part.kind, shown)
                what = f'"{shown}" depends on the row, and the rule of a field applies to all rows'
                hint = f'Use roles, as in "{name}=role(staff)", or move the field to a resource of '
                hint += "its own that has an owner."
                findings.add(spec, word, "FIELD_RULE", what, hint)
            elif part.kind == "public":
                what = f'"public" allows everyone with access to the row, the same as no "{name}"'
                findings.add(spec, word, "FIELD_RULE", what, f'Remove "{name}", or use roles.')
    for flag, name in POINTLESS.items():
        if flag in declaration.flags and name in declaration.rules:
            what = f'"{name}" has no effect on a {flag} field'
            word = Word(name, declaration.rules[name].place)
            findings.add(spec, word, "FIELD_RULE", what, "Remove one of the two.")
    return {name: _rule(rule) for name, rule in declaration.rules.items()}


def unread(
    spec: ResourceSpec,
    queried: Sequence[str],
    through: Sequence[RelatedFilter],
    specs: Mapping[str, ResourceSpec],
) -> tuple[str, ...]:
    """Return the queryable names that not everyone may read: fields, and `customer.rating`."""
    names = (
        {declaration.name.text for declaration in spec.fields} if spec.api.fields else {*queried}
    )
    own = [one for one in _guarded(spec) if one in names]
    beyond = [
        f"{one.name}.{field}"
        for one in through
        for field in _guarded(specs[one.target])
        if field in one.fields
    ]
    return (*own, *beyond)


def reader_roles(spec: ResourceSpec) -> list[str]:
    """Return the roles that decide who may read fields; an empty text for any other rule."""
    rules = [one.rules["read"] for one in spec.fields if "read" in one.rules]
    return [part.role for rule in rules for part in parts(rule)]


def check(spec: ResourceSpec, resource: Resource, findings: Findings) -> None:
    """Add fields that nobody could read or write, or that a 409 would reveal."""
    judge = _RuleCheck(spec, resource, findings)
    declarations = {
        declaration.name.text: declaration
        for declaration in spec.fields
        if declaration.name.text not in spec.broken
    }
    for field in resource.fields:
        declaration = declarations.get(field.name)
        if declaration is not None and declaration.rules:
            judge.reach(field, declaration)
            judge.conflicts(field, declaration)
    judge.required(declarations)


class _RuleCheck:
    def __init__(self, spec: ResourceSpec, resource: Resource, findings: Findings) -> None:
        self.spec = spec
        self.fields = resource.fields
        self.uniques = {name for one in resource.uniques for name in one.fields}
        self.findings = findings
        self.access = {
            one.operation: one.rule
            for one in resource.access
            if one.operation in resource.operations
        }
        declared = [*self.access.values(), *(rule for one in self.fields for rule in _rules(one))]
        self.actors: list[Actor] = [None, "", *{role for rule in declared for role in _roles(rule)}]

    def reach(self, field: Field, declaration: FieldSpec) -> None:
        """Add rules that exclude everyone whom the resource allows."""
        for name, rule in (("read", field.read), ("write", field.write)):
            served = self._served(field, name)
            if rule is None or not served or any(self._who(served, rule)):
                continue
            what = f'nobody who may {name} the resource may {name} "{field.name}"'
            hint = "Use a role that both rules allow."
            self._add(declaration, name, what, hint)

    def conflicts(self, field: Field, declaration: FieldSpec) -> None:
        """Add unique fields whose values a 409 would reveal."""
        is_unique = field.unique or field.name in self.uniques
        if field.read is None or not is_unique or not field.in_create:
            return
        setters = self._who(self._served(field, "write"), field.write)
        if not all(admits(field.read, one) for one in setters):
            what = f'a 409 reveals values of "{field.name}" to those who may write but not read it'
            hint = 'Restrict "write" to those who may read it; or remove "unique".'
            self._add(declaration, "read", what, hint)

    def required(self, declarations: Mapping[str, FieldSpec]) -> None:
        """Add required fields that nobody may write who may create a row."""
        restricted = [
            one for one in self.fields if one.required and one.write and one.name in declarations
        ]
        served = ("create",) if "create" in self.access else ()
        if not restricted or not served:
            return
        combined = Rule("all", rules=tuple(one.write for one in restricted if one.write))
        if not any(self._who(served, combined)):
            names = " and ".join(f'"{one.name}"' for one in restricted)
            what = f"nobody who may create the resource may write {names}, which is required"
            hint = 'Make it optional with "?", add a default, or allow the role in "write".'
            self._add(declarations[restricted[-1].name], "write", what, hint)

    def _served(self, field: Field, name: str) -> tuple[str, ...]:
        sent = {"create": field.in_create, "update": field.in_update}
        operations = READS if name == "read" else [one for one in WRITES if sent[one]]
        return tuple(one for one in operations if one in self.access)

    def _who(self, operations: Sequence[str], rule: Rule | None) -> Iterator[Actor]:
        """Yield the actors who may do one of the operations and are allowed by the rule."""
        for actor in self.actors:
            may = any(admits(self.access[one], actor) for one in operations)
            if may and (rule is None or admits(rule, actor)):
                yield actor

    def _add(self, declaration: FieldSpec, name: str, what: str, hint: str) -> None:
        word = Word(name, declaration.rules[name].place)
        self.findings.add(self.spec, word, "FIELD_RULE", what, hint)


def admits(rule: Rule, actor: Actor) -> bool:
    """Return whether a rule allows an actor; conditions on the row are taken to be fulfilled."""
    if rule.kind == "role":
        return actor == rule.role
    if rule.kind in ("any", "all"):
        results = (admits(one, actor) for one in rule.rules)
        return any(results) if rule.kind == "any" else all(results)
    if rule.kind == "not":
        return rule.rules[0].kind not in DECIDED or not admits(rule.rules[0], actor)
    return rule.kind in ("public", "compare", "can") or actor is not None


def _rule(declared: RuleSpec) -> Rule:
    return Rule(declared.kind, declared.role, tuple(map(_rule, declared.rules)))


def _names(spec: ResourceSpec) -> set[str]:
    return {one.name.text for one in spec.fields}


def _rules(field: Field) -> list[Rule]:
    return [rule for rule in (field.read, field.write) if rule is not None]


def _roles(rule: Rule) -> Iterator[str]:
    if rule.role:
        yield rule.role
    for one in rule.rules:
        yield from _roles(one)


def _guarded(spec: ResourceSpec) -> list[str]:
    return [declaration.name.text for declaration in spec.fields if "read" in declaration.rules]
