"""From the lines of a spec to the fields of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from t3gen.model import naming, values
from t3gen.model.findings import Findings
from t3gen.model.resource import Bound, Default, Field
from t3gen.model.values import WrongValueError
from t3gen.spec import FieldSpec, ResourceSpec, ValueSpec, Word, suggestion

LONGEST = {"string": 255, "text": 10_000, "email": 254, "url": 2048, "slug": 80}
STRING_LIMIT = 10_000
TEXT_LIMIT = 1_000_000
DIGITS = 18
FLAGS = ("unique", "immutable", "readonly", "hidden", "trim", "lower", "upper")


def field(spec: ResourceSpec, line: FieldSpec, findings: Findings) -> Field:
    """Return what a line below `fields` means; what makes no sense in it is noted."""
    return _Maker(spec, line, findings).field()


@dataclass(frozen=True)
class _Maker:
    spec: ResourceSpec
    line: FieldSpec
    findings: Findings

    @property
    def kind(self) -> str:
        return self.line.type.text

    def field(self) -> Field:
        line = self.line
        said: dict[str, Any] = {flag: flag in line.flags for flag in FLAGS}
        said.update(self.bounds(), **self.numbers(), **self.expression())
        default = self.default(said)
        readonly, hidden = said["readonly"], said["hidden"]
        self.check_flags(default)
        return Field(
            name=line.name.text,
            type=self.kind,
            doc=line.doc,
            optional=line.optional,
            default=default,
            in_create=not readonly,
            in_update=not readonly and not said["immutable"],
            in_answer=not hidden,
            required=not (readonly or line.optional or default),
            enum=self.enum_name(),
            choices=self.choices(),
            **said,
        )

    def enum_name(self) -> str | None:
        if self.kind != "enum":
            return None
        return f"{self.spec.name}{naming.upper_first(self.line.name.text)}"

    def choices(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.line.arguments) if self.kind == "enum" else ()

    def numbers(self) -> dict[str, int]:
        if self.kind != "decimal":
            return {}
        precision, scale = [*(int(word.text) for word in self.line.arguments), 0][:2]
        return {"precision": precision, "scale": scale}

    def expression(self) -> dict[str, str]:
        said = self.line.bounds.get("match")
        return {"match": said.text, "match_flags": said.flags} if said else {}

    def bounds(self) -> dict[str, Bound | None]:
        return self.lengths() if self.kind in values.TEXTS else self.range()

    def lengths(self) -> dict[str, Bound | None]:
        said = {name: self.length(name) for name in ("min", "max", "len")}
        exact = said["len"]
        if exact is not None:
            return {"min": exact, "max": exact, "length": exact}
        longest = int(self.line.arguments[0].text) if self.line.arguments else said["max"]
        least = 1 if said["min"] is None else said["min"]
        most = longest if longest is not None else LONGEST[self.kind]
        return {"min": least, "max": most}

    def length(self, name: str) -> int | None:
        said = self.line.bounds.get(name)
        value = self.value("int", said, name) if said else None
        return value if isinstance(value, int) else None

    def range(self) -> dict[str, Bound | None]:
        found: dict[str, Bound | None] = {}
        for name in ("min", "max"):
            said = self.line.bounds.get(name)
            found[name] = self.value(self.kind, said, name) if said else None
        return found

    def default(self, said: dict[str, Any]) -> Default | None:
        written = self.line.default
        if written is None:
            return None
        if self.kind == "enum":
            return self.choice(written)
        value = self.value(self.kind, written, "the default")
        return None if value is None else Default(value)

    def choice(self, written: ValueSpec) -> Default | None:
        if written.text in self.choices():
            return Default(written.text)
        what = f'the default "{written.text}" is not one of the values'
        hint = suggestion.hint(written.text, self.choices())
        self.findings.add(self.spec, _word(written), "DEFAULT", what, hint)
        return None

    def value(self, kind: str, written: ValueSpec, name: str) -> Bound | None:
        try:
            return values.parse(kind, written)
        except WrongValueError as error:
            what = f'{name} cannot be "{written.text}": {error}'
            self.findings.add(self.spec, _word(written), "DEFAULT", what, f"The type is {kind}.")
            return None

    def check_flags(self, default: Default | None) -> None:
        readonly = self.line.flags.get("readonly")
        if readonly and not self.line.optional and default is None:
            what = "a readonly field without a default is never filled"
            word = Word("readonly", readonly)
            self.findings.add(
                self.spec, word, "READONLY", what, 'Make it optional with "?", or add "= value".'
            )


def _word(value: ValueSpec) -> Word:
    return Word(value.text, value.place)
