"""Unique keys of some rows: their conditions, as Prisma's `where` holds them, and rows of tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from t3gen.model.policies import representatives, truth
from t3gen.model.policies.conditions import RuleContext, resolve
from t3gen.model.policies.truth import Value
from t3gen.model.record import Comparison, Field, Rule, Setting, Unique
from t3gen.spec import RuleSpec, Word

OPERATORS = ("=", "!=", "is null", "is not null")
COMPARED = ("boolean", "enum", "int", "text", "email", "url", "slug")
"""Types that PostgreSQL compares in a condition as Prisma writes it: without a cast."""
_BY_HAND = " An index of your own can have other conditions: `t3gen migrate new NAME`."


def conditions(context: RuleContext, declared: RuleSpec) -> tuple[Comparison, ...]:
    """Return the condition of a unique key; problems are added to the findings."""
    compared: dict[str, Comparison] = {}
    for part in declared.rules if declared.kind == "all" else (declared,):
        if part.kind != "compare" or part.operator not in OPERATORS:
            _refuse(context, part)
            continue
        count = len(context.findings.problems)
        rule = resolve(context, part)
        if len(context.findings.problems) > count or part.name is None or rule.kind != "compare":
            continue
        if rule.values and rule.type not in COMPARED:
            what = f'"{part.name}" is {rule.type}, which a unique key cannot compare'
            hint = f'Use "is null" or "is not null", or another field.{_BY_HAND}'
            context.add(part.name, what, hint)
        elif any(str(value).startswith("-") for value in rule.values if rule.type == "int"):
            # PostgreSQL keeps it in a form that Prisma takes for another one.
            what = f'"{part.name}" is compared with a negative number'
            context.add(part.name, what, f"Use another field, such as a flag.{_BY_HAND}")
        elif rule.field in compared:
            what = f'"{part.name}" is compared twice'
            context.add(part.name, what, f"Remove one of the two.{_BY_HAND}")
        else:
            compared[rule.field] = _comparison(rule)
    return tuple(compared.values())


def with_samples(uniques: Sequence[Unique], fields: Sequence[Field]) -> tuple[Unique, ...]:
    """Return unique keys with values of rows inside and outside of their conditions.

    There are none where a second row cannot be in conflict with this key alone.
    """
    by_name = {one.name: one for one in fields}
    rows = [{one.name} for one in fields if one.unique] + [{*one.fields} for one in uniques]
    return tuple(
        _with_samples(one, by_name)
        if one.where and [row for row in rows if row <= {*one.fields}] == [{*one.fields}]
        else one
        for one in uniques
    )


def _refuse(context: RuleContext, part: RuleSpec) -> None:
    operator = {"any": "|", "not": "not"}.get(part.kind, part.operator)
    what = f'"{operator}" cannot be in the condition of a unique key'
    hint = f'Use "=", "!=", "is null" and "is not null", joined with "&".{_BY_HAND}'
    if not operator:
        shown = f"{part.name}.owner" if part.kind == "relation_owner" else part.kind
        what = f'"{shown}" depends on who asks, and a unique key on the row alone'
        hint = 'Compare fields of the row, as in "active" or "status = draft".'
    context.add(Word(operator or part.kind, part.place), what, hint)


def _comparison(rule: Rule) -> Comparison:
    return Comparison(rule.field, rule.operator, rule.values[0] if rule.values else None)


def _with_samples(unique: Unique, fields: Mapping[str, Field]) -> Unique:
    """Return a unique key with values of its rows; without any if tests cannot set them."""
    compared = [fields[one.field] for one in unique.where if _is_free(fields[one.field], unique)]
    given = [name for name in unique.fields if name in fields and _is_given(fields[name])]
    if len(compared) < len(unique.where) or len(given) < len(unique.fields):
        return unique
    inside, outside = [], []
    for one, field in zip(unique.where, compared, strict=True):
        rule = _rule(one, field)
        values = list(_values(rule, field))
        inside += [Setting(one.field, value) for value in values if truth.holds(rule, value)][:1]
        outside += [Setting(one.field, value) for value in values if not truth.holds(rule, value)]
    if len(inside) < len(unique.where) or not outside:
        return unique
    others = [one for one in inside if one.field != outside[0].field]
    return replace(unique, inside=tuple(inside), outside=(outside[0], *others))


def _is_free(field: Field, unique: Unique) -> bool:
    """Return whether tests may give a field any value, whatever is unique."""
    is_value = field.type not in ("reference", "owner") and field.name not in unique.fields
    return is_value and field.in_create and field.write is None


def _is_given(field: Field) -> bool:
    """Return whether bodies of tests decide a field; null would be in no conflict."""
    is_sent = field.in_create and field.write is None
    return field.type == "owner" or (is_sent and (field.required or field.type != "reference"))


def _values(rule: Rule, field: Field) -> Iterator[Value]:
    for value in representatives.values_of([rule], field):
        known = representatives.other(field) if value == representatives.OTHER else value
        if known is not None or field.optional:
            yield known


def _rule(one: Comparison, field: Field) -> Rule:
    values = () if one.value is None else (one.value,)
    return Rule("compare", field=one.field, operator=one.operator, values=values, type=field.type)
