"""Rows of tests and their checks: values that satisfy all of them, and one that violates one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product
from math import prod
from typing import Any

from t3gen.model.fields import values
from t3gen.model.findings import Findings
from t3gen.model.policies import representatives, truth
from t3gen.model.policies.checks import holds
from t3gen.model.policies.representatives import NUMBERS, OTHER, TIMES, near, written
from t3gen.model.policies.truth import Value
from t3gen.model.record import Check, Field, Resource, Setting
from t3gen.spec import ResourceSpec

MOST = 20_000
"""The number of rows that are tried."""
LONG = 8
TEXTS = ("string", "text", "email", "url", "slug")
LIMITS = {"int": 2**31, "bigint": 2**63}
SAMPLED: Mapping[str, tuple[Value, Value]] = {
    "int": (0, 1_000_000),
    "bigint": ("0", "1000000"),
    "float": (0, 1_000_000),
    "decimal": ("0", "10000"),
    "date": ("1000-01-01", "9000-01-01"),
    "datetime": ("1000-01-01T00:00:00.000Z", "9000-01-01T00:00:00.000Z"),
}
"""The least and the greatest value that factories give a field without bounds."""
ID = "id"
"""Stands for the id of a related row."""
UNKNOWN = (OTHER, "\1")
"""Stand for two texts where it is not certain which ones are valid."""

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Choice:
    """What the rows of tests have in a field.

    Args:
        values: The values that there may be.
        is_set: Whether factories set the only one.
    """

    values: tuple[Value, ...]
    is_set: bool = False


def check(spec: ResourceSpec, resource: Resource, findings: Findings) -> None:
    """Add checks that no row or every row satisfies."""
    fields = {one.name: one for one in resource.fields}
    words = {one.name.text: one.name for one in spec.invariants}
    for one in resource.checks:
        results = _outcomes(one, fields)
        if results is not None and False not in results:
            what = f'"{one.name}" is true for every row'
            findings.add(spec, words[one.name], "CHECK", what, "Remove it, or change it.")
        if results == {False}:
            what = f'no row satisfies "{one.name}"'
            hint = 'Use "|" between alternatives, or remove a condition.'
            findings.add(spec, words[one.name], "CHECK", what, hint)


def with_samples(spec: ResourceSpec, resource: Resource, findings: Findings) -> Resource:
    """Return a resource with the values of test rows that its checks compare."""
    if not resource.checks:
        return resource
    fields = {one.name: one for one in resource.fields}
    solution: Mapping[str, Choice] | None = None
    for count, name in enumerate((one.name for one in spec.invariants), 1):
        solution = _solution(replace(resource, checks=resource.checks[:count]), fields)
        if solution is None:
            others = " and the checks before it" if count > 1 else ""
            what = f'tests can make no row that satisfies "{name}"{others}'
            hint = "Compare fields that a create may set and that are neither unique nor compared "
            hint += "by access rules, or remove a check."
            findings.add(spec, name, "CHECK", what, hint)
            return resource
    assert solution is not None
    valid = tuple(Setting(name, one.values[0]) for name, one in solution.items() if one.is_set)
    checks = tuple(
        replace(one, breaks=_breaking(one, resource, solution, fields)) for one in resource.checks
    )
    return replace(resource, checks=checks, valid=valid)


def _outcomes(check: Check, fields: Mapping[str, Field]) -> set[bool | None] | None:
    """Return what a check can be; None if there are too many rows to try."""
    choices = [
        [*_candidates(fields[name], [check], fields), *([None] if fields[name].optional else [])]
        for name in check.fields
    ]
    results = set()
    for count, row in enumerate(product(*choices)):
        if count == MOST:
            return None
        results.add(holds(check.rule, dict(zip(check.fields, row, strict=True))))
    return results


def _solution(resource: Resource, fields: Mapping[str, Field]) -> Mapping[str, Choice] | None:
    """Return what rows of tests have in the compared fields, so that they satisfy all checks."""
    names = list(dict.fromkeys(name for one in resource.checks for name in one.fields))
    choices = [list(_choices(fields[name], resource, fields)) for name in names]
    left = [MOST]

    def search(row: dict[str, Choice]) -> dict[str, Choice] | None:
        if len(row) == len(names):
            return row
        for choice in choices[len(row)]:
            left[0] -= 1
            longer = {**row, names[len(row)]: choice}
            decided = [one for one in resource.checks if {*one.fields} <= {*longer}]
            if all(_always(one, longer, wanted=True) for one in decided) and left[0] > 0:
                found = search(longer)
                if found is not None:
                    return found
        return None

    return search({})


def _always(check: Check, row: Mapping[str, Choice], *, wanted: bool) -> bool:
    """Return whether a check is satisfied, or violated, whatever a row has in its fields."""
    choices = [row[name].values for name in check.fields]
    if prod(map(len, choices)) > MOST:
        return False
    rows = (
        dict(zip(check.fields, one, strict=True))
        for one in product(*choices)
        # Tests set one optional relation at a time.
        if one.count(ID) <= 1
    )
    return all((holds(check.rule, one) is not False) == wanted for one in rows)


def _choices(field: Field, resource: Resource, fields: Mapping[str, Field]) -> Iterator[Choice]:
    """Yield what the rows of tests may have in a field."""
    others = _also(field, resource)
    unset = _default(field)
    if field.type == "reference":
        yield Choice((None, ID) if field.optional else (ID,))
    elif field.state:
        # Tests of transitions lead rows through all of them.
        yield Choice(field.choices)
    elif not field.in_create:
        yield Choice(_distinct(unset, *others))
    elif field.unique or any(field.name in one.fields for one in resource.uniques):
        yield Choice(_distinct(*_drawn(field, resource, fields), *others))
    else:
        if _varies(field):
            yield Choice(_distinct(*_drawn(field, resource, fields), *others))
        more = (unset,) if field.write and not field.required else ()
        found = _candidates(field, resource.checks, fields)
        candidates = [one for one in found if one not in UNKNOWN]
        for value in [*candidates, *([None] if field.optional else [])]:
            yield Choice(_distinct(value, *more, *others), is_set=True)


def _varies(field: Field) -> bool:
    """Return whether rows of tests had better have different values, as those of the seed."""
    if field.type in TIMES or field.write is not None:
        return False
    # Of few short texts, some are equal to what a check names.
    return field.type not in ("string", "text") or int(field.length or field.max or LONG) >= LONG


def _also(field: Field, resource: Resource) -> list[Value]:
    """Return what tests of access rules and of unique keys give a field."""
    settings = [one for row in resource.uniques for one in (*row.inside, *row.outside)]
    if resource.conditions:
        settings += resource.conditions.fixed
        parts = [part for row in resource.conditions.rows for part in row.parts if not part.path]
        settings += [one for part in parts for one in part.settings]
    return [one.value for one in settings if one.field == field.name]


def _distinct(*found: Value) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(found))


def _drawn(field: Field, resource: Resource, fields: Mapping[str, Field]) -> tuple[Value, ...]:
    """Return what checks may tell apart of the values that factories give a field."""
    ends = _sampled(field)
    if field.type not in SAMPLED:
        return ends
    least, most = (_key(field, one) for one in ends)
    found = _candidates(field, resource.checks, fields)
    return _distinct(*ends, *(one for one in found if least <= _key(field, one) <= most))


def _key(field: Field, value: Value) -> Any:
    return truth.comparable(field.type, 0 if value is None else value)


def _sampled(field: Field) -> tuple[Value, ...]:
    """Return the least and the greatest value that factories give a field."""
    if field.type not in SAMPLED:
        return (True, False) if field.type == "boolean" else field.choices or UNKNOWN
    low, high = SAMPLED[field.type]
    least: Value = low if field.min is None else field.min
    most: Value = high if field.max is None else field.max
    if field.type == "decimal" and field.max is None and field.precision is not None:
        most = min(int(str(high)), 10 ** (field.precision - (field.scale or 0)) - 1)
    return written(field, least), written(field, most)


def _candidates(field: Field, checks: Iterable[Check], fields: Mapping[str, Field]) -> list[Value]:
    """Return valid values of a field that checks may tell apart, the default first."""
    default = _default(field)
    found: list[Value] = [] if default is None else [default]
    if field.type == "boolean":
        found += [True, False]
    elif field.type == "enum":
        found += field.choices
    elif field.type in (*NUMBERS, *TIMES):
        found += _ordered(field, list(checks), fields)
    elif field.type == "reference":
        found += [ID]
    else:
        found += _texts(field, checks)
    valid = [one for one in found if _fits(field, one)]
    return list(dict.fromkeys(written(field, one) for one in valid))


def _default(field: Field) -> Value:
    """Return the default of a field; None without one, and where it is another with each row."""
    value = field.default.value if field.default is not None else None
    return None if isinstance(value, list) or value == "now" else value


def _ordered(field: Field, checks: Sequence[Check], fields: Mapping[str, Field]) -> Iterator[Value]:
    """Yield numbers or times around all that fields of such a type are compared with."""
    is_time = field.type in TIMES
    names = {name: None for one in checks for name in one.fields}
    alike = [fields[name] for name in names if fields[name].type == field.type]
    atoms = [atom for one in checks for atom in truth.atoms(one.rule)]
    compared: list[Value] = [0, 1] if not is_time else []
    compared += [one for atom in atoms if atom.type == field.type for one in atom.values]
    compared += [one for other in alike for one in _sampled(other)]
    start: list[Value] = [] if not is_time else [_cut(field, representatives.PAST)]
    unbounded = replace(field, min=None, max=None)
    for first in dict.fromkeys([*start, *compared]):
        value: Value = first
        yield value
        # A chain of comparisons needs one more value for each of its fields.
        for _ in alike:
            if value is not None and _fits(unbounded, value):
                _, below, value = near(field, value)
                yield from (below, value)


def _cut(field: Field, moment: str) -> str:
    return moment[: len("2000-01-01")] if field.type == "date" else moment


def _texts(field: Field, checks: Iterable[Check]) -> Iterator[Value]:
    atoms = [atom for one in checks for atom in truth.atoms(one.rule)]
    usual = representatives.TEXTS.get(field.type, "")
    some = (usual, f"{usual[:-1]}1", usual.upper())
    texts = some if field.match is None and usual else ()
    fitting = [one for one in texts if _fits(field, one)]
    yield from fitting or UNKNOWN
    yield from (value for atom in atoms if atom.field == field.name for value in atom.values)


def _fits(field: Field, value: Value) -> bool:
    """Return whether a field may have a value."""
    if value is None or not representatives.is_valid(field, value):
        return False
    if value in UNKNOWN:
        return True
    if field.type in LIMITS:
        return -LIMITS[field.type] <= int(value) < LIMITS[field.type]
    if field.type == "decimal" and field.precision is not None:
        return values.fits(str(value), field.precision, field.scale or 0)
    if field.type in TEXTS:
        length = len(str(value))
        bounds = (field.length or field.min or 1, field.length or field.max or length)
        return value == _changed(field, str(value)) and bounds[0] <= length <= bounds[1]  # type: ignore[operator]
    return True


def _changed(field: Field, text: str) -> str:
    """Return what a field makes of a text before it is stored."""
    text = text.strip() if field.trim else text
    text = text.lower() if field.lower else text
    return text.upper() if field.upper else text


def _breaking(
    check: Check, resource: Resource, row: Mapping[str, Choice], fields: Mapping[str, Field]
) -> tuple[Setting, ...]:
    """Return values with which a row of tests violates one check and no other: as few as can be."""
    others = [one for one in resource.checks if one != check]
    free = [fields[name] for name in check.fields if _is_free(fields[name])]
    settings = [
        [
            Setting(field.name, value)
            for value in [*_candidates(field, resource.checks, fields), None]
            if (value is not None or field.optional) and value not in UNKNOWN
        ]
        for field in sorted(free, key=lambda one: not one.in_update)
    ]
    for count in range(1, len(settings) + 1):
        for some in combinations(settings, count):
            for chosen in islice(product(*some), MOST):
                changed = {**row, **{one.field: Choice((one.value,)) for one in chosen}}
                is_alone = all(_always(one, changed, wanted=True) for one in others)
                if is_alone and _always(check, changed, wanted=False):
                    return chosen
    return ()


def _is_free(field: Field) -> bool:
    """Return whether everybody who creates a row may set a field."""
    return field.in_create and field.write is None and field.type != "reference"
