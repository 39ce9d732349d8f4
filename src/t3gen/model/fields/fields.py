"""Resolving the fields of a spec into the fields of the record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from t3gen.model import inflection
from t3gen.model.access import field_rules
from t3gen.model.app import App
from t3gen.model.fields import backfill, bounds, enums, files, generated, values
from t3gen.model.fields.bounds import Bounds
from t3gen.model.fields.values import Value, WrongValueError
from t3gen.model.findings import Findings
from t3gen.model.record import Bound, Default, Field
from t3gen.spec import FieldSpec, ResourceSpec, ValueSpec, Word, suggestion
from t3gen.spec.short_form import list_items
from t3gen.spec.vocabulary import LONGEST_INDEXED, MODIFIERS, TEXTS

CALL = re.compile(r"\w+\(\w*\)")


def field(
    spec: ResourceSpec, line: FieldSpec, findings: Findings, prefix: str | None = None
) -> Field:
    """Return the field of a declaration, and note what is wrong with it.

    Args:
        spec: The resource.
        line: The declaration.
        findings: The findings to add to.
        prefix: The name of the JSON type, for one of its fields.
    """
    if prefix is None and line.name.text in spec.broken:
        return Field(line.name.text, line.type.text)  # its problems have been reported
    if line.type.text == "file":
        return files.field(spec, line, findings)
    form = enums.CHOICE if prefix is None else enums.INNER_CHOICE
    validator = _Validator(spec, line, findings, prefix or spec.name.text, form)
    limits = bounds.of(spec, line, findings)
    default = validator.default(limits)
    validator.check_backfill(limits)
    validator.check_updated()
    validator.check_flags(limits)
    validator.check_choices()
    rules = field_rules.of(spec, line, findings)
    flags, match = line.flags, line.bounds.get("match")
    readonly = bool({"readonly", "updated"} & flags.keys())
    return Field(
        name=line.name.text,
        type=validator.kind,
        doc=line.doc,
        optional=line.optional,
        default=default,
        generated=generated.function(line),
        in_create=not readonly,
        in_update=not readonly and "immutable" not in flags,
        in_answer="hidden" not in flags,
        required=not (readonly or line.optional or line.default),
        match=match.text if match else None,
        match_flags=match.flags if match else "",
        enum=validator.enum(),
        named_enum=prefix is None and line.enum is not None,
        choices=validator.choices(),
        list=line.is_list,
        shape=line.arguments[0].text if validator.kind == "json" and line.arguments else None,
        read=rules.get("read"),
        write=rules.get("write"),
        **vars(limits),
        **_carried(line),
    )


def _carried(line: FieldSpec) -> dict[str, Any]:
    """Return the keys that the record has as they are written: flags, and texts of values."""
    flags = {name: name in line.flags for name, key in MODIFIERS.items() if key.is_flag}
    texts = {name: value.text for name, value in line.bounds.items()}
    return {name: one for name, one in (flags | texts).items() if MODIFIERS[name].carried}


def check_database(spec: ResourceSpec, app: App, findings: Findings) -> None:
    """Note lists, long decimals and defaults of JSON on a database that does not support them."""
    for line in spec.fields:
        if line.type.text == "json" and line.default and app.database == "sqlite":
            what = "Prisma cannot create a default of JSON on SQLite"
            hint = 'Make the field optional: "json?". PostgreSQL has such defaults.'
            findings.add(spec, _word(line.default), "DEFAULT", what, hint)
        if line.type.text == "decimal" and app.database == "sqlite":
            bounds.check_sqlite(spec, line, findings)
        if line.is_list and not app.has_lists:
            what = "SQLite has no lists of values"
            hint = 'Use "json", or a relation to a resource; PostgreSQL has them.'
            findings.add(spec, line.type, "LIST", what, hint)


@dataclass(frozen=True)
class _Validator:
    spec: ResourceSpec
    line: FieldSpec
    findings: Findings
    prefix: str
    form: re.Pattern[str]

    @property
    def kind(self) -> str:
        return self.line.type.text

    def enum(self) -> str | None:
        if self.kind != "enum":
            return None
        if self.line.enum is not None:
            return self.line.enum.name.text
        return f"{self.prefix}{inflection.upper_first(self.line.name.text)}"

    def choices(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.line.arguments) if self.kind == "enum" else ()

    def default(self, limits: Bounds) -> Default | None:
        written = self.line.default
        if written is None:
            return None
        if made := generated.function(self.line):
            self.check_generated(written, made, limits)
            return None
        if self.line.is_list:
            return self.list_default(written, limits)
        if self.kind == "json" and self.line.arguments:
            what = f"a field of the type {self.line.arguments[0]} has no default"
            self.add(_word(written), "DEFAULT", what, 'Remove it, or write "json" without a type.')
        return self.value(written, "default", limits)

    def check_generated(self, written: ValueSpec, made: str, limits: Bounds) -> None:
        if generated.is_outside(made, limits):
            size = generated.LENGTHS[made]
            self.wrong(written, "default", f"{made} makes texts of {size} characters")

    def check_backfill(self, limits: Bounds) -> None:
        written = self.line.backfill
        if written is not None and not backfill.source(written):
            self.value(written, "backfill", limits)
        elif written is not None:
            self.check_source(written)

    def check_source(self, written: ValueSpec) -> None:
        name = backfill.source(written)
        others = {one.name.text: one for one in self.spec.fields if one is not self.line}
        other = others.get(name)
        if other is None:
            self.findings.unknown(self.spec, Word(name, written.place), "field", others)
        elif backfill.kind(other) != backfill.kind(self.line) or other.optional:
            what = (
                f'"{name}" cannot backfill "{self.line.name}": it is optional, or of another type'
            )
            hint = f"Both must have the type {self.kind}, and {name} must be required."
            self.add(_word(written), "BACKFILL", what, hint)

    def value(self, written: ValueSpec, key: str, limits: Bounds) -> Default | None:
        if self.kind == "enum":
            return self.choice(written, key)
        try:
            value = values.parse(self.kind, written)
        except WrongValueError as error:
            self.wrong(written, key, str(error))
            return None
        reason = _outside(self.kind, value, limits)
        if reason is not None:
            self.wrong(written, key, reason)
        return Default(value)

    def list_default(self, written: ValueSpec, limits: Bounds) -> Default:
        items = list_items(written.text)
        if items is None:
            what = f'the default of a list cannot be "{written.text}"'
            self.add(
                _word(written), "DEFAULT", what, 'Write "= []", or its values: "= [new, old]".'
            )
        elif limits.max_items is not None and len(items) > limits.max_items:
            what = f"the default has {len(items)} values, and the list at most {limits.max_items}"
            self.add(_word(written), "DEFAULT", what, "Write fewer, or set items=.")
        found = (
            self.value(ValueSpec(one.text, one.kind, written.place), "default", limits)
            for one in items or ()
        )
        return Default([one.value for one in found if one and not isinstance(one.value, list)])

    def wrong(self, written: ValueSpec, key: str, reason: str) -> None:
        what = f'the {key} cannot be "{written.text}": {reason}'
        hint = f"The type is {self.kind}."
        if not written.text and self.kind in TEXTS:
            hint = (
                'Write "min=0" beside it, and an empty text is one; or "?", and there may be none.'
            )
        self.add(_word(written), key.upper(), what, hint)

    def choice(self, written: ValueSpec, key: str) -> Default | None:
        if written.text in self.choices():
            return Default(written.text)
        what = f'the {key} "{written.text}" is not one of the values'
        self.add(_word(written), key.upper(), what, suggestion.hint(written.text, self.choices()))
        return None

    def check_flags(self, limits: Bounds) -> None:
        flags = self.line.flags
        longest = limits.max if limits.length is None else limits.length
        for name in ("unique", "index") if self.kind == "text" else ():
            if name in flags and isinstance(longest, int) and longest > LONGEST_INDEXED:
                what = "a long text cannot be indexed"
                hint = f"Give it a length: max={LONGEST_INDEXED} or less."
                self.add(Word(name, flags[name]), "INDEX", what, hint)
        if (
            "readonly" in flags
            and "updated" not in flags
            and not self.line.optional
            and self.line.default is None
        ):
            what = "a readonly field without a default is never set"
            hint = 'Make it optional with "?", or give it a default with "= value".'
            self.add(Word("readonly", flags["readonly"]), "READONLY", what, hint)
        if "lower" in flags and "upper" in flags:
            word = Word("upper", flags["upper"])
            self.add(word, "SAID_TWICE", '"lower" and "upper" are mutually exclusive', "Keep one.")
        if "index" in flags and "unique" in flags:
            word = Word("index", flags["index"])
            self.add(word, "SAID_TWICE", '"unique" is an index already', 'Remove "index".')
        if "unique" in flags and self.line.default and not generated.function(self.line):
            what = "a unique field with a default would be refused from the second row on"
            hint = 'Remove the default, or "unique".'
            if CALL.fullmatch(self.line.default.text):
                known = ", ".join(generated.LENGTHS)
                hint = f"Texts may have what Prisma makes: {known}; and uuids uuid()."
            self.add(_word(self.line.default), "DEFAULT", what, hint)

    def check_updated(self) -> None:
        flags = self.line.flags
        for name in ("readonly", "immutable") if "updated" in flags else ():
            if name in flags:
                what = f'"updated" is never in a body, so "{name}" has no effect'
                self.add(Word(name, flags[name]), "SAID_TWICE", what, "Remove it.")

    def check_choices(self) -> None:
        if self.kind == "enum" and self.line.enum is None:
            for problem in enums.wrong_values(self.line.arguments, self.form):
                self.add(*problem)

    def add(self, word: Word, code: str, what: str, hint: str) -> None:
        self.findings.add(self.spec, word, code, what, hint)


def _outside(kind: str, value: Value, limits: Bounds) -> str | None:
    size: Value = len(value) if kind in TEXTS and isinstance(value, str) else value
    if kind == "decimal" and not values.fits(str(value), limits.precision or 0, limits.scale or 0):
        return f"it does not fit into decimal({limits.precision}, {limits.scale})"
    if value == values.NOW and kind == "datetime":
        return None
    if limits.min is not None and not values.in_order(kind, limits.min, size):
        return f"it must be at least {_size(kind, limits.min)}"
    if limits.max is not None and not values.in_order(kind, size, limits.max):
        return f"it must be at most {_size(kind, limits.max)}"
    return None


def _size(kind: str, bound: Bound) -> str:
    if kind not in TEXTS:
        return str(bound)
    return f"{bound} character{'' if bound == 1 else 's'}"


def _word(value: ValueSpec) -> Word:
    return Word(value.text, value.place)
