"""Conditions on rows in access rules: fields, owners and members along relations, other rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from t3gen.model.fields import values
from t3gen.model.findings import Findings
from t3gen.model.record import Owner, Rule
from t3gen.model.relations import Link
from t3gen.model.reserved import USER
from t3gen.spec import FieldSpec, ResourceSpec, RuleSpec, ValueSpec, Word, suggestion
from t3gen.spec.access import ATOMS, ROW_HINT, is_flag, parts
from t3gen.spec.vocabulary import TYPES

RANGES = ("int", "bigint", "float", "decimal", "date", "datetime")
ORDERED = ("<", "<=", ">", ">=")
PREFERRED = "members"


@dataclass(frozen=True)
class RuleContext:
    """What the rules of a resource are resolved against.

    Args:
        links: The relations of each resource, by its name.
        owners: The owner of each resource that has one.
    """

    spec: ResourceSpec
    specs: Mapping[str, ResourceSpec]
    links: Mapping[str, Sequence[Link]]
    owners: Mapping[str, Owner]
    findings: Findings

    def add(self, word: Word, what: str, hint: str) -> None:
        """Add a problem of a rule."""
        self.findings.add(self.spec, word, "RULE", what, hint)

    def link(self, word: Word) -> Link | None:
        """Return a to-one relation of the resource by name; a problem is added without it."""
        own = self.links.get(self.spec.name.text, ())
        link = next((one for one in own if one.name == word.text), None)
        if link is None and word.text in {one.name.text for one in self.spec.relations}:
            self.add(word, f'"{word}" has many rows', 'Use a relation to one row, without "[]".')
        elif link is None:
            self.findings.unknown(self.spec, word, "relation", [one.name for one in own])
        elif link.many:
            self.add(word, f'"{word}" has many rows', 'Use a relation to one row, without "[]".')
        else:
            return link
        return None


def resolve(context: RuleContext, declared: RuleSpec) -> Rule:
    """Return the rule of a spec; problems are added to the findings."""
    if declared.kind == "compare":
        return _comparison(context, declared) or Rule("public")
    if declared.kind == "owner" and context.spec.owner is None:
        what = f"{context.spec.name} has no owner"
        hint = 'Add "owner: user", or name who may: "signed_in" or "role(admin)".'
        context.add(Word("owner", declared.place), what, hint)
    if declared.kind == "relation_owner":
        return _relation_owner(context, declared) or Rule("public")
    if declared.kind == "member":
        return _member(context, declared) or Rule("public")
    if declared.kind == "can":
        return _can(context, declared) or Rule("public")
    inner = tuple(resolve(context, one) for one in declared.rules)
    return Rule(declared.kind, declared.role, inner)


def _relation_owner(context: RuleContext, declared: RuleSpec) -> Rule | None:
    link = context.link(declared.name) if declared.name else None
    if link is None or declared.name is None:
        return None
    owner = context.owners.get(link.target)
    if link.external or owner is None:
        what = f"{link.target} has no owner"
        hint = f'Add "owner: user" to the spec of {link.target}.'
        if link.external:
            hint = "Use a relation to a resource that has an owner."
        context.add(declared.name, what, hint)
        return None
    path = (link.name, *owner.through)
    is_soft = _may_be_deleted(context, link)
    return Rule(
        "relation_owner", relation=link.name, through=path, key=owner.key, soft_delete=is_soft
    )


def _may_be_deleted(context: RuleContext, link: Link) -> bool:
    """Return whether a row is there while the one that a relation leads to is marked as deleted."""
    target = context.specs.get(link.target)
    return target is not None and target.soft_delete and link.on_delete != "Cascade"


def _member(context: RuleContext, declared: RuleSpec) -> Rule | None:
    word = declared.name or Word("member", declared.place)
    source, relation = context.spec.name.text, ""
    path: tuple[str, ...] = ()
    is_soft = False
    if declared.name is not None:
        link = context.link(declared.name)
        if link is None:
            return None
        source, path, relation = link.target, (link.name,), link.name
        is_soft = _may_be_deleted(context, link)
    of_users = [one for one in context.links.get(source, ()) if one.many and (one.target == USER)]
    many = of_users[0] if len(of_users) == 1 else None
    many = next((one for one in of_users if one.name == PREFERRED), many)
    if many is None:
        what = f"{source} has no members: no many-to-many relation with User"
        hint = f'Add "members: User[] many" to the relations of {source}.'
        if of_users:
            what = f"{source} has several many-to-many relations with User"
            hint = 'Rename the one of its members to "members".'
        context.add(word, what, hint)
        return None
    through = (*path, many.name)
    return Rule("member", relation=relation, through=through, key=many.key, soft_delete=is_soft)


def _can(context: RuleContext, declared: RuleSpec) -> Rule | None:
    link = context.link(declared.name) if declared.name else None
    if link is None or declared.name is None or declared.operation is None:
        return None
    if link.external:
        what = f"{link.target} is not a resource, so it has no access rules"
        context.add(declared.name, what, "Use a relation to a resource.")
        return None
    return Rule(
        "can",
        relation=link.name,
        through=(link.name,),
        operation=declared.operation.text,
        target=link.target,
        soft_delete=context.specs[link.target].soft_delete,
    )


def _comparison(context: RuleContext, declared: RuleSpec) -> Rule | None:
    word = declared.name
    if word is None:
        return None
    fields = {one.name.text: one for one in context.spec.fields}
    links = {one.name: one for one in context.links.get(context.spec.name.text, ())}
    if word.text in fields:
        return _of_field(context, declared, word, fields[word.text])
    if word.text in links and not links[word.text].many:
        return _of_relation(context, declared, word, links[word.text])
    if is_flag(declared):
        if word.text not in context.spec.broken:
            flags = [name for name, one in fields.items() if one.type.text == "boolean"]
            hint = suggestion.hint(word.text, [*ATOMS, *flags], ROW_HINT)
            context.add(word, f'unknown rule "{word}"', hint)
        return None
    context.findings.unknown(context.spec, word, "field", [*fields])
    return None


def _of_field(
    context: RuleContext, declared: RuleSpec, word: Word, field: FieldSpec
) -> Rule | None:
    if word.text in context.spec.broken or field.type.text not in TYPES:
        return None
    if "read" in field.rules:
        what = f'"{word}" may not be read by everybody, and the rule would reveal its values'
        context.add(word, what, 'Use another field, or remove its "read".')
        return None
    if field.is_list or not TYPES[field.type.text].ordered:
        kind = "a list" if field.is_list else field.type.text
        context.add(word, f'"{word}" is {kind}, which a rule cannot compare', ROW_HINT)
        return None
    return _typed(context, declared, word, field.type.text, field)


def _of_relation(context: RuleContext, declared: RuleSpec, word: Word, link: Link) -> Rule | None:
    if not declared.operator.startswith("is "):
        what = f'"{word}" is a relation: conditions are on the row itself'
        hint = f'Write "{word}.owner", "member({word})" or "can(get, {word})".'
        context.add(word, what, hint)
        return None
    if not link.optional:
        context.add(word, f'"{word}" is never null', 'Remove the condition, or add "?".')
        return None
    return Rule("compare", field=link.key, operator=declared.operator, type="reference")


def _typed(
    context: RuleContext, declared: RuleSpec, word: Word, kind: str, field: FieldSpec
) -> Rule | None:
    operator = declared.operator
    if is_flag(declared) and kind != "boolean":
        what = f'"{word}" is {kind}, not boolean'
        context.add(word, what, f'Write a condition, as in "{word} {_example(kind, field)}".')
        return None
    if operator in ORDERED and kind not in RANGES:
        what = f'"{operator}" does not apply to {kind}'
        context.add(word, what, 'Use "=", "!=" or "in (...)".')
        return None
    if operator.startswith("is ") and (not field.optional):
        context.add(word, f'"{word}" is never null', 'Remove the condition, or add "?".')
        return None
    literals = [_literal(context, one, kind, field) for one in declared.values]
    if None in literals:
        return None
    operands = tuple(one for one in literals if one is not None)
    if kind == "boolean" and operator == "!=":
        operator, operands = "=", (not operands[0],)
    scale = _scale(field) if kind == "decimal" else None
    return Rule(
        "compare", field=word.text, operator=operator, values=operands, type=kind, scale=scale
    )


def _example(kind: str, field: FieldSpec) -> str:
    if kind == "enum" and field.arguments:
        return f"= {field.arguments[0]}"
    return "> 0" if kind in RANGES[:4] else '= "a"'


def _literal(
    context: RuleContext, literal: ValueSpec, kind: str, field: FieldSpec
) -> bool | int | float | str | None:
    word = Word(literal.text, literal.place)
    if kind == "enum":
        known = [one.text for one in field.arguments]
        if literal.text in known:
            return literal.text
        what = f'"{word}" is not a value of "{field.name}"'
        context.add(word, what, suggestion.hint(literal.text, known))
        return None
    try:
        value = values.parse(kind, literal)
    except values.WrongValueError as error:
        what = f'"{word}" is not a value of "{field.name}": {error}'
        context.add(word, what, "Write another value.")
        return None
    return _fitting(context, word, value, kind, field)


def _fitting(
    context: RuleContext, word: Word, value: values.Value, kind: str, field: FieldSpec
) -> values.Value | None:
    if kind != "decimal":
        return value
    precision = int(field.arguments[0].text)
    if not values.fits(str(value), precision, _scale(field)):
        what = f'"{word}" has more digits than "{field.name}"'
        context.add(word, what, f"It is {kind}({precision}, {_scale(field)}).")
        return None
    return f"{Decimal(str(value)):.{_scale(field)}f}"


def _scale(field: FieldSpec) -> int:
    """Return the decimals of a field."""
    if len(field.arguments) < len(("precision", "scale")):
        return 0
    return int(field.arguments[1].text)


def check_cycles(
    specs: Mapping[str, ResourceSpec],
    links: Mapping[str, Sequence[Link]],
    findings: Findings,
) -> None:
    """Add rules that lead back to themselves: `can(get, parent)` in the rule of `get`."""
    followed = {
        (name, operation): list(_followed(rule, {one.name: one for one in links.get(name, ())}))
        for name, spec in specs.items()
        for operation, rule in _with_get(spec.access).items()
    }
    for (name, operation), steps in followed.items():
        for word, target in steps:
            if (name, operation) in _reached(target, followed):
                what = f"the rule of {operation} leads back to itself"
                hint = 'Use "owner" or "member" along the relation, or another operation.'
                findings.add(specs[name], word, "RULE", what, hint)


Step = tuple[str, str]


def _with_get(access: Mapping[str, RuleSpec]) -> dict[str, RuleSpec]:
    return {"get": access["list"], **access} if "list" in access else dict(access)


def _followed(rule: RuleSpec, links: Mapping[str, Link]) -> Iterator[tuple[Word, Step]]:
    for part in parts(rule):
        link = links.get(part.name.text) if part.kind == "can" and part.name else None
        if link is not None and part.name and part.operation:
            yield part.name, (link.target, part.operation.text)


def _reached(start: Step, followed: Mapping[Step, Sequence[tuple[Word, Step]]]) -> set[Step]:
    reached, left = {start}, [start]
    while left:
        further = {target for _, target in followed.get(left.pop(), ())} - reached
        reached |= further
        left += further
    return reached
