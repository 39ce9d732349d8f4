"""Parsing defaults and bounds into values of a type."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from t3gen.spec import ValueSpec
from t3gen.spec.vocabulary import TEXTS, TYPES

WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INT = 2**31
BIGINT = 2**63
NOW = "now"

Value = bool | int | float | str


class WrongValueError(ValueError):
    """Raised for a text that is no value of the type; the message describes a valid one."""


def parse(kind: str, value: ValueSpec) -> Value:
    """Return the value of the type `kind` that a text stands for.

    Raises:
        WrongValueError: The text is no value of the type.
    """
    form = TYPES[kind].form
    if form and not form.pattern.fullmatch(value.text):
        raise WrongValueError(f"it must look like {form.example}")
    if kind in TEXTS:
        return value.text
    if value.kind == "quoted" and kind in ("int", "float", "boolean"):
        raise WrongValueError("it must be written without quotes")
    return READERS[kind](value.text)


def in_order(kind: str, least: Value, most: Value) -> bool:
    """Return whether `least` is not greater than `most`; texts are compared by their length."""
    if kind in ("date", "datetime"):
        return str(least) <= str(most)
    return Decimal(str(least)) <= Decimal(str(most))


def _int(text: str) -> int:
    return _whole(text, INT)


def _bigint(text: str) -> str:
    return str(_whole(text, BIGINT))


def _whole(text: str, limit: int) -> int:
    if not WHOLE.fullmatch(text):
        raise WrongValueError("it must be a whole number")
    if len(text) > len(str(limit)) + 1 or not -limit <= int(text) < limit:
        raise WrongValueError(f"it must be between {-limit} and {limit - 1}")
    return int(text)


def _float(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in text:
        raise WrongValueError("it must be a number")
    return number


def _decimal(text: str) -> str:
    if not DECIMAL.fullmatch(text):
        raise WrongValueError("it must be a number such as 12.50")
    return text


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise WrongValueError("it must be true or false")
    return text == "true"


def _date(text: str) -> str:
    try:
        parsed = date.fromisoformat(text)
    except ValueError:
        parsed = None
    if parsed is None or parsed.isoformat() != text:
        raise WrongValueError("it must be a day such as 2026-01-31")
    return text


def _datetime(text: str) -> str:
    if text == NOW:
        return text
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise WrongValueError('it must be "now" or a moment such as 2026-01-31T08:00:00Z')
    return parsed.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _uuid(text: str) -> str:
    if not UUID.fullmatch(text.lower()):
        raise WrongValueError("it must be a UUID")
    return text.lower()


def _json(text: str) -> str:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if value is None:
        raise WrongValueError('it must be JSON, such as {} or [], in quotes: "[1, 2]"')
    return text


def fits(text: str, precision: int, scale: int) -> bool:
    """Return whether a decimal has no more digits than the precision and scale allow."""
    try:
        number = Decimal(text).normalize()
    except InvalidOperation:
        return False
    exponent = number.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return decimals <= scale and abs(number) < Decimal(10) ** (precision - scale)


READERS: dict[str, Callable[[str], Value]] = {
    "int": _int,
    "bigint": _bigint,
    "float": _float,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "uuid": _uuid,
    "json": _json,
}
