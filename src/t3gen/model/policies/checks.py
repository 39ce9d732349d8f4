"""Conditions that every row satisfies: comparisons of its fields with values or with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from t3gen.model.names import constraints
from t3gen.model.policies import clauses, conditions, truth
from t3gen.model.policies.conditions import ORDERED, RANGES, RuleContext
from t3gen.model.record import Check, Rule
from t3gen.spec import FieldSpec, RuleSpec, Word
from t3gen.spec.access import is_flag

KIND = "check"
ALIKE = (("int", "bigint"),)
"""Types whose values the database compares with each other, besides those of one type."""
PHRASES = {
    "=": "must be",
    "!=": "must not be",
    "<": "must be less than",
    "<=": "must be at most",
    ">": "must be greater than",
    ">=": "must be at least",
    "in": "must be one of",
    "not in": "must be none of",
    "is null": "must be null",
    "is not null": "must not be null",
}
TIMES = {"<": "must be before", ">": "must be after"}
_ROW = 'Compare fields of the row, as in "total >= paid" or "status = draft".'


def resolve(context: RuleContext, table: constraints.Table) -> tuple[Check, ...]:
    """Return the checks of a resource; problems are added to the findings."""
    checks = []
    for one in context.spec.invariants:
        rule = _rule(context, one.rule)
        if rule is None:
            continue
        fields = dict.fromkeys(
            name for atom in truth.atoms(rule) for name in (atom.field, atom.other) if name
        )
        constraint = table.constraint((one.name.text,), KIND)
        checks.append(Check(one.name.text, constraint, tuple(fields), rule, _message(rule)))
    return tuple(checks)


def _rule(context: RuleContext, declared: RuleSpec) -> Rule | None:
    if declared.kind in ("any", "all"):
        inner = [_rule(context, one) for one in declared.rules]
        rules = tuple(one for one in inner if one is not None)
        return Rule(declared.kind, rules=rules) if len(rules) == len(inner) else None
    if declared.kind != "compare" or declared.name is None:
        _refuse(context, declared)
        return None
    if other := _operand(context, declared):
        return _of_fields(context, declared, other)
    moments = [one for one in declared.values if one.text == "now" and one.kind == "word"]
    if moments and _field(context, declared.name.text, "datetime"):
        hint = "Compare with a fixed moment, or judge it in the service."
        what = '"now" changes, and the database judges a row only when it is written'
        context.add(Word("now", moments[0].place), what, hint)
        return None
    unknown = [one for one in declared.values if one.kind == "word" and one.text[:1].isalpha()]
    if unknown and any(_field(context, declared.name.text, kind) for kind in RANGES):
        word = Word(unknown[0].text, unknown[0].place)
        names = list(_comparable(context, declared.name.text))
        context.findings.unknown(context.spec, word, "field", names)
        return None
    rule = conditions.resolve(context, declared)
    # A field whose declaration has a problem is not compared, and not reported again.
    return rule if rule.kind == "compare" else None


def _comparable(context: RuleContext, name: str) -> Iterator[str]:
    """Yield the names of the fields that another one can be compared with."""
    kind = next((one.type.text for one in context.spec.fields if one.name.text == name), "")
    for one in context.spec.fields:
        if one.name.text != name and _is_alike(kind, one.type.text):
            yield one.name.text


def _is_alike(left: str, right: str) -> bool:
    return left == right or any({left, right} <= {*one} for one in ALIKE)


def _refuse(context: RuleContext, declared: RuleSpec) -> None:
    inner = declared.rules[0] if declared.kind == "not" else declared
    shown = f"{inner.name}.owner" if inner.kind == "relation_owner" else inner.kind
    if inner.kind == "can":
        shown = f"can({inner.operation}, {inner.name})"
    what = f'"{shown}" depends on who asks or on other rows, and a check on its row alone'
    context.add(Word(shown, inner.place), what, _ROW)


def _field(context: RuleContext, name: str, kind: str = "") -> FieldSpec | None:
    found = (one for one in context.spec.fields if one.name.text == name)
    return next((one for one in found if kind in ("", one.type.text)), None)


def _operand(context: RuleContext, declared: RuleSpec) -> Word | None:
    """Return the field that another one is compared with; None for a value."""
    values = declared.values
    if is_flag(declared) or len(values) != 1 or values[0].kind != "word" or not declared.name:
        return None
    (value,) = values
    field = _field(context, declared.name.text)
    choices = field.arguments if field and field.type.text == "enum" else ()
    is_field = _field(context, value.text) and value.text not in [one.text for one in choices]
    return Word(value.text, value.place) if is_field else None


def _of_fields(context: RuleContext, declared: RuleSpec, other: Word) -> Rule | None:
    """Return a comparison of two fields."""
    assert declared.name
    sides = (declared.name, other)
    left = _side(context, declared, declared.name)
    right = _side(context, declared, other) if left is not None else None
    if left is None or right is None:
        return None
    kinds = (left.type, right.type)
    if declared.name.text == other.text:
        context.add(other, f'"{other}" is compared with itself', "Name another field.")
    elif not _is_alike(*kinds):
        what = f'"{sides[0]}" is {kinds[0]} and "{other}" is {kinds[1]}: they cannot be compared'
        context.add(other, what, "Compare fields of the same type.")
    elif left.type == "enum":
        what = f'"{other}" is an enum, which is compared with its values only'
        context.add(other, what, f'Write a value, as in "{sides[0]} = ...".')
    elif left.scale != right.scale:
        what = f'"{sides[0]}" has {left.scale} decimals and "{other}" {right.scale}'
        context.add(other, what, "Give both the same number of decimals.")
    else:
        return replace(left, operator=declared.operator, values=(), other=other.text)
    return None


def _side(context: RuleContext, declared: RuleSpec, word: Word) -> Rule | None:
    """Return a comparison of a field with nothing; None, with a problem, if it has no order."""
    field = _field(context, word.text)
    if field is None:
        conditions.resolve(context, replace(declared, name=word, values=()))
        return None
    kind = field.type.text
    if declared.operator in ORDERED and kind not in RANGES:
        what = f'"{declared.operator}" does not apply to {kind}'
        context.add(word, what, 'Use "=" or "!=".')
        return None
    rule = conditions.resolve(context, RuleSpec("compare", word.place, name=word, operator="in"))
    return rule if rule.kind == "compare" else None


def holds(rule: Rule, row: Mapping[str, truth.Value]) -> bool | None:
    """Return whether a row satisfies a condition; None where null leaves it unknown, as in SQL."""
    if rule.rules:
        return _combined(rule, row)
    value = row[rule.field]
    if rule.operator.startswith("is "):
        return truth.holds(rule, value)
    if rule.other:
        return _compare(rule, value, row[rule.other])
    return None if value is None else truth.holds(rule, value)


def _compare(rule: Rule, value: truth.Value, other: truth.Value) -> bool | None:
    if value is None or other is None:
        return None
    sides = (truth.comparable(rule.type, one) for one in (value, other))
    return bool(truth.COMPARE[rule.operator](*sides))


def _combined(rule: Rule, row: Mapping[str, truth.Value]) -> bool | None:
    """Return the conjunction or disjunction of conditions, of which some may be unknown."""
    decisive = rule.kind == "any"
    results = [holds(one, row) for one in rule.rules]
    if decisive in results:
        return decisive
    return None if None in results else not decisive


def _message(rule: Rule) -> str:
    """Return what a check asks for, as a sentence."""
    if rule.rules:
        return f"This must hold: {_joined(rule, is_inner=False)}."
    phrase = (TIMES if rule.type in ("date", "datetime") else {}).get(rule.operator)
    phrase = phrase or PHRASES[rule.operator]
    operands = rule.other or ", ".join(_written(one) for one in rule.values)
    return f"{rule.field} {phrase} {operands}".rstrip() + "."


def _joined(rule: Rule, *, is_inner: bool = True) -> str:
    if not rule.rules:
        return clauses.text(rule)
    sign = " or " if rule.kind == "any" else " and "
    text = sign.join(map(_joined, rule.rules))
    return f"({text})" if is_inner else text


def _written(value: truth.Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
