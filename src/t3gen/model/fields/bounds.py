"""Bounds of the values of a field: length, range, precision."""

from __future__ import annotations

from dataclasses import dataclass, replace

from t3gen.model.fields import values
from t3gen.model.fields.values import WrongValueError
from t3gen.model.findings import Findings
from t3gen.model.record import Bound
from t3gen.spec import FieldSpec, ResourceSpec, ValueSpec, Word
from t3gen.spec.vocabulary import TYPES, Length

ITEMS, MOST_ITEMS = 100, 1000
DIGITS = 65
SQLITE_DIGITS = 18


@dataclass(frozen=True)
class Bounds:
    """The bounds of a field; for a text they count characters, for bytes bytes."""

    min: Bound | None = None
    max: Bound | None = None
    length: int | None = None
    precision: int | None = None
    scale: int | None = None
    max_items: int | None = None


def of(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> Bounds:
    """Return the bounds that a line gives its field, and note what is wrong with them."""
    validator = _Validator(spec, line, findings)
    length = TYPES[line.type.text].length
    bounds = validator.lengths(length) if length else validator.range()
    validator.check_order(bounds)
    return replace(bounds, max_items=validator.items()) if line.is_list else bounds


def check_sqlite(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> None:
    """Note a decimal that SQLite, which stores whole numbers of 64 bits, does not hold."""
    digits = _number(line.arguments[0]) if line.arguments else 0
    if SQLITE_DIGITS < digits <= DIGITS:
        what = f"a decimal has 1 to {SQLITE_DIGITS} digits on SQLite, not {digits}"
        hint = f"PostgreSQL has up to {DIGITS}."
        findings.add(spec, line.arguments[0], "TYPE_ARGUMENTS", what, hint)


@dataclass(frozen=True)
class _Validator:
    spec: ResourceSpec
    line: FieldSpec
    findings: Findings

    @property
    def kind(self) -> str:
        return self.line.type.text

    def range(self) -> Bounds:
        precision, scale = self.digits()
        bounds = {name: self.value(name, precision, scale) for name in ("min", "max")}
        return Bounds(bounds["min"], bounds["max"], precision=precision, scale=scale)

    def digits(self) -> tuple[int | None, int | None]:
        if self.kind != "decimal":
            return None, None
        precision, scale = [*map(_number, self.line.arguments), 0][:2]
        if not 1 <= precision <= DIGITS:
            what = f"a decimal has 1 to {DIGITS} digits, not {precision}"
            hint = "PostgreSQL stores that many exactly, and SQLite 18."
            self.add(self.line.arguments[0], "TYPE_ARGUMENTS", what, hint)
        if scale > precision:
            what = f"{scale} of {precision} digits cannot be after the decimal point"
            hint = "Write all digits first, then those after the decimal point: decimal(12, 2)."
            self.add(self.line.arguments[1], "TYPE_ARGUMENTS", what, hint)
        return precision, scale

    def value(self, name: str, precision: int | None, scale: int | None) -> Bound | None:
        written = self.line.bounds.get(name)
        if written is None:
            return None
        try:
            value = values.parse(self.kind, written)
        except WrongValueError as error:
            self.wrong(name, written, str(error))
            return None
        if value == values.NOW:
            self.wrong(name, written, "it must be a fixed moment")
        elif precision is not None and not values.fits(str(value), precision, scale or 0):
            self.wrong(name, written, f"it does not fit into decimal({precision}, {scale})")
        return value

    def lengths(self, length: Length) -> Bounds:
        exact, most = self.length("len", length), self.length("max", length)
        if self.line.arguments:
            most = self.limited(self.line.arguments[0], length)
        self.refuse_duplicate()
        if exact is not None:
            return Bounds(exact, exact, length=exact)
        least = self.length("min", length)
        return Bounds(1 if least is None else least, length.default if most is None else most)

    def length(self, name: str, length: Length) -> int | None:
        written = self.line.bounds.get(name)
        if written is None:
            return None
        if not (written.text.isascii() and written.text.isdigit()):
            self.wrong(name, written, "a length is a whole number")
            return None
        return _number(_word(written)) if name == "min" else self.limited(_word(written), length)

    def items(self) -> int:
        written = self.line.bounds.get("items")
        if written is None:
            return ITEMS
        count = _number(_word(written)) if written.text.isascii() and written.text.isdigit() else 0
        if not 1 <= count <= MOST_ITEMS:
            self.wrong("items", written, f"a list holds 1 to {MOST_ITEMS} values")
        return count

    def limited(self, word: Word, length: Length) -> int | None:
        number, limit = _number(word), length.limit
        if 1 <= number <= limit:
            return number
        longer = self.kind == "string" and number > limit
        hint = "Use text for longer ones." if longer else "Write another length."
        what = f'the length of "{self.kind}" lies between 1 and {limit}'
        self.add(word, "BOUND", what, hint)
        return None

    def refuse_duplicate(self) -> None:
        bounds = self.line.bounds
        others = [name for name in ("min", "max") if name in bounds]
        if "len" in bounds and (others or self.line.arguments):
            what = "the length is declared twice"
            self.add(_word(bounds["len"]), "SAID_TWICE", what, "Keep len= alone, or remove it.")
        elif "max" in bounds and self.line.arguments:
            hint = f"Write {self.kind}({bounds['max'].text}) alone."
            self.add(_word(bounds["max"]), "SAID_TWICE", "the length is declared twice", hint)

    def check_order(self, bounds: Bounds) -> None:
        if bounds.min is None or bounds.max is None:
            return
        if not values.in_order(self.kind, bounds.min, bounds.max):
            written = self.line.bounds.get("min") or self.line.bounds.get("max")
            word = _word(written) if written else self.line.type
            what = f"min {bounds.min} is greater than max {bounds.max}"
            self.add(word, "BOUND", what, "No value would be valid; change one of them.")

    def wrong(self, name: str, written: ValueSpec, why: str) -> None:
        self.add(_word(written), "BOUND", f'{name} cannot be "{written.text}": {why}', self.hint())

    def hint(self) -> str:
        return f"The type is {self.kind}."

    def add(self, word: Word, code: str, what: str, hint: str) -> None:
        self.findings.add(self.spec, word, code, what, hint)


def _number(word: Word) -> int:
    """Return the number of a text of digits, truncated to nine: longer ones are out of bounds."""
    text = word.text.lstrip("0") or "0"
    return int(text[:9]) if text[:9].isdigit() else 0


def _word(value: ValueSpec) -> Word:
    return Word(value.text, value.place)
