"""The domain of a field: the values that a spec allows in its column, where no column shows it.

A diff of schemas sees columns only. Two fields with one kind of column may still disagree about
what is in it: a text that must be a slug, a whole number that counts cents, a shorter string.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Self

from t3gen.model.fields import values
from t3gen.model.fields.values import Value
from t3gen.spec.defaults import ID, SERIAL
from t3gen.spec.vocabulary import TEXTS, TYPES, of_family

Record = Mapping[str, Any]

_UUIDS = ("uuid", "uuid4", "uuid7")
_UUID_TEXTS = ("uuid4_text", "uuid7_text")
_IDS = ("cuid", "cuid2", "ulid", "nanoid")
_WHOLE = of_family("whole")
_TIMES = of_family("time")
_STORED = {
    "sqlite": {
        **dict.fromkeys((*TEXTS, *_UUIDS, *_UUID_TEXTS, *_IDS), "text"),
        **dict.fromkeys((*_WHOLE, SERIAL), "whole"),
        **dict.fromkeys(_TIMES, "time"),
    },
    "postgresql": {
        **dict.fromkeys((*TEXTS, *_UUID_TEXTS, *_IDS), "text"),
        **dict.fromkeys(_UUIDS, "uuid"),
    },
}
"""Types with the same column, by database; other types have a column of their own."""
_ALIKE = {"file": "json"}
_ACCEPTS = {
    **dict.fromkeys(("string", "text"), (*TEXTS, *_UUIDS, *_UUID_TEXTS, *_IDS)),
    **dict.fromkeys((*_UUIDS, *_UUID_TEXTS), (*_UUIDS, *_UUID_TEXTS)),
    "datetime": _TIMES,
    **dict.fromkeys(_WHOLE, _WHOLE),
}
"""The types whose values are all valid in a type; else its own only."""
_SIZED = tuple(
    name for name in TEXTS if (length := TYPES[name].length) is not None and length.in_column
)
"""Types whose length is that of the column on PostgreSQL: shortening it is a change of schema."""
_DIGITS = {"int": 10, "bigint": 19}
_UUID_LENGTH = 36
_CASES = ("lower", "upper", "trim")


@dataclass(frozen=True)
class Narrowing:
    """A reason why stored values may no longer be valid.

    Args:
        what: The reason.
        condition: A condition in SQL on the rows that are concerned, with `{column}` in it; empty
            when SQL cannot say it.
        hint: The only solution; empty where it is enough that the rows comply.
    """

    what: str
    condition: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Domain:
    """The values that a field may hold.

    Args:
        type: The type of the spec, or the kind of an id.
        provider: The database.
        facts: The rest of the field's record.
        shapes: The fields of each shape of JSON.
    """

    type: str
    provider: str
    facts: Record
    shapes: Mapping[str, Record]

    @classmethod
    def all_of(cls, record: Record, provider: str) -> dict[str, Self]:
        """Return the domains of a resource's fields and of its id, by name."""
        shapes = {shape["name"]: shape for shape in record.get("shapes", ())}
        fields = [{"name": "id", "type": record.get("options", {}).get("id", ID)}]
        fields += record["fields"]
        return {one["name"]: cls(one["type"], provider, one, shapes) for one in fields}

    def narrowings(self, before: Domain) -> Iterator[Narrowing]:
        """Yield why values of an earlier domain need not be in this one.

        Where the columns differ there is nothing to say: the migration judges that change.
        """
        if self._stored != before._stored or self._is("list") != before._is("list"):
            return
        if self.type != before.type and before.type not in _ACCEPTS.get(self.type, ()):
            yield self._form(before)
            return
        if self._scale != before._scale:
            yield self._unit(before)
            return
        yield from self._sizes(before)
        yield from self._patterns(before)
        if self.type == "file":
            yield from self._uploads(before)
        if self.type == "json":
            yield from self._shape(before)

    @property
    def _stored(self) -> str:
        kind = _ALIKE.get(self.type, self.type)
        return _STORED[self.provider].get(kind, kind)

    @property
    def _scale(self) -> int:
        return (self.facts.get("scale") or 0) if self.provider == "sqlite" else 0

    def _is(self, flag: str) -> bool:
        return bool(self.facts.get(flag))

    def _form(self, before: Domain) -> Narrowing:
        what = f"values that were valid as {before.type} need not be valid as {self.type}"
        if self._stored != "json":
            return Narrowing(what)
        hint = (
            f"keep {before.type}, or add a field of the new type under another name; to give the "
            "values up, remove the field, which asks for your consent, generate, and add it anew"
        )
        return Narrowing(what, hint=hint)

    def _unit(self, before: Domain) -> Narrowing:
        scale = before._scale
        return Narrowing(
            f"rows hold whole numbers of {_unit(scale)}; with scale {self._scale} they would "
            "be read as other amounts",
            hint=f"keep scale {scale}, or add a field with the new one and copy the values",
        )

    def _sizes(self, before: Domain) -> Iterator[Narrowing]:
        """Compare the least and the greatest value, or the least and the greatest length."""
        is_text = self._stored in ("text", "bytes")
        limits = {"min": ("<", "less"), "max": (">", "greater")}
        if is_text:
            limits = {"min": ("<", "shorter"), "max": (">", "longer")}
        if self.type in _SIZED and self.provider == "postgresql" and not self._is("list"):
            del limits["max"]
        for key, (sign, word) in limits.items():
            had, has = before._bound(key), self._bound(key)
            if has is None or (had is not None and self._is_within(key, had, has)):
                continue
            unit = f" character{'' if has == 1 else 's'}" if is_text else ""
            what = f"values may be {word} than {has}{unit}"
            yield Narrowing(what, self._compared(sign, has, is_text=is_text))
        if self.type == "decimal" and self._digits < before._digits:
            what = f"values may have more than {self._digits} digits before the point"
            yield Narrowing(what, f"abs({{column}}) >= {10 ** (self._digits + self._scale)}")
        items = self.facts.get("max_items") or 0
        if items < (before.facts.get("max_items") or 0):
            what = f"lists may have more than {items} values"
            yield Narrowing(what, f"cardinality({{column}}) > {items}")

    @property
    def _digits(self) -> int:
        """The number of digits before the decimal point, where the column does not limit it."""
        if self.provider != "sqlite":
            return 0
        return _DIGITS.get(self.type) or int(self.facts["precision"]) - self._scale

    def _bound(self, key: str) -> Value | None:
        bound: Value | None = self.facts.get(key)
        return _UUID_LENGTH if bound is None and self.type in _UUIDS else bound

    def _is_within(self, key: str, had: Value, has: Value) -> bool:
        """Return whether a bound allows all that an earlier one allowed."""
        least, most = (has, had) if key == "min" else (had, has)
        return values.in_order(self.type, least, most)

    def _compared(self, sign: str, bound: Value, *, is_text: bool) -> str:
        if self._is("list") or self.type in _TIMES:
            return ""
        if is_text:
            return f"length({{column}}) {sign} {bound}"
        return f"{{column}} {sign} {Decimal(str(bound)).scaleb(self._scale):f}"

    def _patterns(self, before: Domain) -> Iterator[Narrowing]:
        if self._pattern and self._pattern != before._pattern:
            yield Narrowing(f"values need not match {self._pattern}")
        for case in _CASES:
            if self._is(case) and not before._is(case):
                condition = "" if self._is("list") else f"{{column}} <> {case}({{column}})"
                yield Narrowing(f"values need not be as {case} makes them", condition)

    @property
    def _pattern(self) -> str:
        pattern = self.facts.get("match")
        return f"/{pattern}/{self.facts.get('match_flags') or ''}" if pattern else ""

    def _uploads(self, before: Domain) -> Iterator[Narrowing]:
        """Compare the types and the size of files; what is stored says both."""
        had, has = before.facts["file"], self.facts["file"]
        lost = [one for one in had["types"] if one not in has["types"]]
        if lost:
            listed = ", ".join(f"'{one}'" for one in lost)
            what = f"files may be of a type that is not allowed: {', '.join(lost)}"
            yield Narrowing(what, f"{self._stored_fact('type')} IN ({listed})")
        if has["max"] < had["max"]:
            what = f"files may be larger than {has['max']} bytes"
            yield Narrowing(what, f"{self._stored_fact('size')} > {has['max']}")

    def _stored_fact(self, name: str) -> str:
        """Return what the database has of a file, as SQL."""
        if self.provider == "sqlite":
            return f"json_extract({{column}}, '$.{name}')"
        value = f"{{column}} ->> '{name}'"
        return f"({value})::bigint" if name == "size" else value

    def _shape(self, before: Domain) -> Iterator[Narrowing]:
        name, old = self.facts.get("shape"), before.facts.get("shape")
        if not name:
            return
        fields = _fields(before.shapes[old]) if old else {}
        if not old or not all(self._takes(field, before) for field in fields.values()):
            yield Narrowing(f"values need not have the shape {name}")
            return
        for field in _fields(self.shapes[name]).values():
            if field["name"] not in fields and field.get("required"):
                what = f"values have no {field['name']}, which the shape {name} requires"
                yield Narrowing(what)

    def _takes(self, field: Record, before: Domain) -> bool:
        """Return whether a field of an earlier JSON type is still there, with all its values."""
        new_field = _fields(self.shapes[self.facts["shape"]]).get(field["name"])
        if new_field is None or (field.get("optional") and not new_field.get("optional")):
            return False
        new = replace(self, type=new_field["type"], facts=new_field)
        old = replace(before, type=field["type"], facts=field)
        same_choices = {*field.get("choices", ())} <= {*new_field.get("choices", ())}
        return new._stored == old._stored and same_choices and not any(new.narrowings(old))


def _fields(shape: Record) -> dict[str, Record]:
    return {field["name"]: field for field in shape["fields"]}


def _unit(scale: int) -> str:
    return f"0.{'0' * (scale - 1)}1" if scale else "1"
