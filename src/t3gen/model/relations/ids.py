"""The kinds of ids: generated ones, those that callers give, and those shared with another row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from t3gen.model import reserved
from t3gen.model.findings import Findings
from t3gen.model.own_models import OwnModel
from t3gen.spec import FieldSpec, RelationSpec, ResourceSpec, Word
from t3gen.spec.defaults import COMPOSITE, SERIAL

GIVEN = "given"
"""The kind of ids that are any text that fits into a path."""
LONGEST = 255
_NUMBER = "int"
_GIVEN = {"string": GIVEN, "text": GIVEN, "uuid": "uuid", "int": _NUMBER}
"""The kinds of ids by the types of fields that callers give."""
_MODIFIERS = frozenset({"column", "native", "min", "max", "len", "match", "was"})
_HINT = 'Write "id: string(40)"; ids are required, unique, and stay as they are.'


def given(spec: ResourceSpec) -> FieldSpec | None:
    """Return the field of ids that callers give, or None."""
    return next((one for one in spec.fields if one.name.text == reserved.ID), None)


def shared(spec: ResourceSpec) -> RelationSpec | None:
    """Return the relation whose key is the id, or None."""
    for relation in spec.relations:
        key = relation.settings.get("key")
        if key is not None and key.text == reserved.ID:
            return relation
    return None


def is_generated(spec: ResourceSpec) -> bool:
    """Return whether the ids of a resource are neither given nor shared."""
    return given(spec) is None and shared(spec) is None


def kind(name: str, specs: Mapping[str, ResourceSpec], own: Mapping[str, OwnModel]) -> str:
    """Return the kind of a model's ids; `text` for the auth library's."""
    seen: set[str] = set()
    while name in specs and name not in seen:
        seen.add(name)
        spec = specs[name]
        if spec.key:
            return COMPOSITE
        line, relation = given(spec), shared(spec)
        if line is not None:
            return _GIVEN.get(line.type.text, GIVEN)
        if relation is None:
            return spec.id if len(seen) == 1 else held(spec.id)
        name = relation.target.text
    kept = own[name].id if name in own else "text"
    return GIVEN if seen and kept == "text" else kept


def is_number(kind_: str) -> bool:
    """Return whether ids of a kind are numbers."""
    return kind_ in (SERIAL, _NUMBER)


def held(kind_: str) -> str:
    """Return the kind of ids as keys that refer to them hold it."""
    return _NUMBER if kind_ == SERIAL else kind_


def native(name: str, specs: Mapping[str, ResourceSpec]) -> str:
    """Return the native type that keys to a model have on PostgreSQL; empty for the usual one."""
    seen: set[str] = set()
    while name in specs and name not in seen and (relation := shared(specs[name])):
        seen.add(name)
        name = relation.target.text
    line = given(specs[name]) if name in specs else None
    if line is None:
        return ""
    declared = line.bounds.get("native")
    if declared is not None:
        return declared.text
    return f"VarChar({_length(line)})" if line.type.text == "string" else ""


def _length(line: FieldSpec) -> int:
    digits = line.arguments[0].text if line.arguments else ""
    return int(digits) if digits.isdecimal() else LONGEST


def check(spec: ResourceSpec, own: Mapping[str, OwnModel], findings: Findings) -> None:
    """Note ids that callers cannot give, and keys that cannot be ids."""
    for word, what, hint in (*_given(spec), *_shared(spec, own)):
        findings.add(spec, word, "ID", what, hint)


def _given(spec: ResourceSpec) -> Iterator[tuple[Word, str, str]]:
    line = given(spec)
    if line is None or reserved.ID in spec.broken:
        return
    if line.type.text not in _GIVEN or line.is_list:
        yield line.type, f"ids cannot be {line.type}", f"Types of ids: {', '.join(_GIVEN)}."
    others = {*line.flags, *line.bounds, *line.rules} - _MODIFIERS
    if line.optional or line.default or others:
        yield line.name, "ids have no such modifiers", _HINT
    longest = line.bounds.get("max")
    digits = longest.text if longest else str(_length(line))
    if line.type.text == "text" and not longest:
        yield line.type, "ids are short texts", f'Write "text max={LONGEST}", or "string(40)".'
    elif line.type.text in ("string", "text") and digits.isdecimal() and int(digits) > LONGEST:
        yield line.type, f"ids have at most {LONGEST} characters", f'Write "string({LONGEST})".'
    if spec.tenant is not None:
        what = "ids that callers give would reveal which ones other tenants use"
        yield line.name, what, "Let ids be generated, and make this a unique field."


def _shared(spec: ResourceSpec, own: Mapping[str, OwnModel]) -> Iterator[tuple[Word, str, str]]:
    relation = shared(spec)
    if relation is None:
        return
    if relation.optional:
        yield relation.target, "an id cannot be null", f'Write "{relation.target}" without "?".'
    if relation.target.text == spec.name.text:
        yield relation.target, "a row cannot share its id with another", "Remove key=id."
    target = own.get(relation.target.text)
    if target is not None and target.id == "bigint":
        what = f"the ids of {relation.target} are numbers of 64 bits, which resources do not have"
        yield relation.target, what, "The model stays your own, to which relations may lead."
