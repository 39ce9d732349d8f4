"""Values of fields that rules tell apart: one for each outcome of the comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import TypeVar

from t3gen.model.policies import truth
from t3gen.model.policies.truth import Value
from t3gen.model.record import Field, Rule

T = TypeVar("T")
OTHER = "\0"
"""Stands for any text that no rule names."""
PAST, FUTURE = "2000-01-01T00:00:00.000Z", "2900-01-01T00:00:00.000Z"
NUMBERS = ("int", "bigint", "float", "decimal")
TEXTS: Mapping[str, str] = {
    "string": "other",
    "text": "other",
    "email": "other@example.com",
    "slug": "other",
    "url": "https://other.example/",
    "uuid": "00000000-0000-7000-8000-000000000000",
}
"""Values of texts that are not likely to be in a rule."""
TIMES = ("date", "datetime")
MOST = 4_096


def values_of(atoms: Iterable[Rule], field: Field) -> list[Value]:
    """Return values of a field, one for each outcome that comparisons of it can have together.

    The default comes first. A field that clients cannot set has no other value, but for states.
    """
    compared = list(atoms)
    found: dict[tuple[bool, ...], Value] = {}
    for value in _candidates(compared, field):
        found.setdefault(tuple(truth.holds(atom, value) for atom in compared), value)
    return list(found.values())


def other(field: Field) -> Value:
    """Return a valid value of a field; None if it is not certain which ones are valid and free."""
    if field.unique or field.match:
        return None
    if field.type in NUMBERS:
        bounds = [one for one in (field.min, field.max, 0) if one is not None]
        return next((written(field, one) for one in bounds if is_valid(field, one)), None)
    if field.type in TIMES:
        length = len("2000-01-01") if field.type == "date" else None
        moments = (one[:length] for one in (PAST, FUTURE))
        return next((one for one in moments if is_valid(field, one)), None)
    low, high = (one if isinstance(one, int) else None for one in (field.min, field.max))
    text = TEXTS.get(field.type, "")
    fits = len(text) >= (low or 1) and (high is None or len(text) <= high)
    return text if fits and field.length is None else None


def combinations(fields: Sequence[Sequence[T]]) -> Iterator[tuple[T, ...]]:
    """Yield all combinations of one from each; none if there are too many."""
    count = 1
    for one in fields:
        count *= len(one)
    if count <= MOST:
        yield from product(*fields)


def _candidates(atoms: Sequence[Rule], field: Field) -> Iterator[Value]:
    default = field.default.value if field.default is not None else None
    if default is not None and not isinstance(default, list) and default != "now":
        yield written(field, default)
    elif not field.in_create:
        yield None
    if not (field.in_create or field.state):
        return
    if field.type == "boolean":
        yield from (True, False)
    elif field.type == "enum":
        yield from field.choices
    else:
        yield from _around(atoms, field)
    if field.optional:
        yield None


def _around(atoms: Sequence[Rule], field: Field) -> Iterator[Value]:
    """Yield what a field is compared with, and values around that."""
    operands = [value for atom in atoms for value in atom.values]
    around = [written(field, one) for value in operands for one in near(field, value)]
    yield from (one for one in around if is_valid(field, one))
    if field.type not in (*NUMBERS, *TIMES):
        yield OTHER
    elif not around:
        yield other(field)


def written(field: Field, value: Value) -> Value:
    """Return a value as answers have it: a decimal has all its digits, a bigint is a text."""
    if field.type == "bigint" and value is not None:
        return str(value)
    is_decimal = field.type == "decimal" and field.scale is not None
    return f"{Decimal(str(value)):.{field.scale}f}" if is_decimal else value


def near(field: Field, value: bool | int | float | str) -> tuple[Value, ...]:
    """Return a value, and the ones next to it."""
    if field.type in NUMBERS:
        number = Decimal(str(value))
        step = Decimal(1).scaleb(-(field.scale or 0))
        below, above = number - step, number + step
        if field.type in ("int", "float"):
            return value, int(below), int(above)
        return value, str(below), str(above)
    if field.type == "date":
        day = date.fromisoformat(str(value))
        return value, str(day - timedelta(1)), str(day + timedelta(1))
    if field.type == "datetime":
        return (PAST, FUTURE) if value == "now" else (value, *_moments(str(value)))
    return (value,)


def _moments(text: str) -> tuple[str, str]:
    moment = datetime.fromisoformat(text)
    return _moment(moment - timedelta(1)), _moment(moment + timedelta(1))


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_valid(field: Field, value: Value) -> bool:
    """Return whether a value is between the bounds of its field."""
    if field.type not in (*NUMBERS, *TIMES):
        return True
    key = truth.comparable(field.type, value if value is not None else 0)
    low, high = (
        truth.comparable(field.type, one) if one is not None else key
        for one in (field.min, field.max)
    )
    return bool(low <= key <= high)  # type: ignore[operator]
