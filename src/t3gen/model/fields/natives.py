"""Native types of PostgreSQL, where a column has another one than the type of its field."""

from __future__ import annotations

import re

from t3gen.model.app import App
from t3gen.model.findings import Findings
from t3gen.spec import FieldSpec, ResourceSpec, ValueSpec, Word

_TYPES = {
    "datetime": (re.compile(r"Timestamp(?:tz)?(?:\([3-6]\))?"), "Timestamp(6) or Timestamptz(6)"),
    "json": (re.compile("Json"), "Json"),
    "int": (re.compile("SmallInt"), "SmallInt"),
    "string": (re.compile(r"Char\([1-9][0-9]{0,3}\)"), "Char(2)"),
}
"""The native types that hold every value of a type, and what a hint calls them."""
_SMALL = 2**15


def check(spec: ResourceSpec, app: App, findings: Findings) -> None:
    """Note native types that a database does not have, or that do not hold what a field allows."""
    for line in spec.fields:
        native = line.bounds.get("native")
        if native is None:
            continue
        reason = _reason(line, native, app)
        if reason is not None:
            findings.add(spec, Word(native.text, native.place), "NATIVE", *reason)


def _reason(line: FieldSpec, native: ValueSpec, app: App) -> tuple[str, str] | None:
    kind = line.type.text
    if app.database == "sqlite":
        return "SQLite has no native types", 'Remove "native"; PostgreSQL has them.'
    pattern, known = _TYPES.get(kind, (None, ""))
    if pattern is None or line.is_list:
        hint = "Edit the file in prisma/models/ by hand: @db." + native.text
        return f'"native" does not apply to {"a list" if line.is_list else kind}', hint
    if not pattern.fullmatch(native.text):
        return f'the native type of {kind} cannot be "{native.text}"', f"Known: {known}."
    return _too_small(line, native)


def _too_small(line: FieldSpec, native: ValueSpec) -> tuple[str, str] | None:
    if native.text == "SmallInt":
        least, most = (_number(line.bounds.get(name)) for name in ("min", "max"))
        if least is None or least < -_SMALL or most is None or most >= _SMALL:
            hint = f'Write "min={-_SMALL} max={_SMALL - 1}", or narrower bounds.'
            return "SmallInt does not hold every value of the field", hint
    if native.text.startswith("Char("):
        length = native.text[len("Char(") : -1]
        if _number(line.bounds.get("len")) != int(length):
            return f"{native.text} pads shorter texts with spaces", f'Write "len={length}".'
    return None


def _number(value: ValueSpec | None) -> int | None:
    return int(value.text) if value and re.fullmatch(r"-?[0-9]{1,9}", value.text) else None
