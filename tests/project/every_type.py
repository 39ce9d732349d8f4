"""Specs whose resources use each type of field, in each form that the type has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from t3gen import spec
from t3gen.spec.vocabulary import TYPES, FieldType

DEFAULTS = {
    "string": "draft",
    "text": '"two words"',
    "int": "3",
    "bigint": "9007199254740993",
    "float": "1.5",
    "decimal": "2.50",
    "boolean": "true",
    "date": "2026-01-31",
    "datetime": "now",
    "uuid": "018f0000-0000-7000-8000-000000000000",
    "email": "a@b.org",
    "url": "https://b.org/",
    "slug": "summer-sale",
    "enum": "placed",
}
LARGE = {"decimal": "decimal(12, 2)", "string": "string"}
FEW = ("boolean", "enum")
"""Types with so few values that rows of a unique field run out of them."""


def _unique(name: str, mark: str, kind: FieldType) -> str | None:
    if "unique" not in kind.modifiers() or name in FEW:
        return None
    short = " max=100" if name == "text" else ""  # a longer one cannot be indexed
    return f"{LARGE.get(name, kind.example)}{mark}{short} unique"


def _preset(name: str, kind: FieldType) -> str | None:
    return f"{kind.example} = {DEFAULTS[name]}" if name in DEFAULTS else None


Form = tuple[str, Callable[[str, FieldType], str | None]]
FORMS: tuple[Form, ...] = (
    ("Plain", lambda _, kind: kind.example),
    ("Optional", lambda _, kind: f"{kind.example}?"),
    ("Single", lambda name, kind: _unique(name, "", kind)),
    ("SingleOptional", lambda name, kind: _unique(name, "?", kind)),
    ("Preset", _preset),
    ("Listed", lambda _, kind: f"{kind.example}[]" if kind.lists else None),
    ("ListedPreset", lambda _, kind: f"{kind.example}[] = []" if kind.lists else None),
)
"""A resource for each form, and the line of a field in it; none where the type has no such form."""


def specs(database: str) -> dict[str, bytes]:
    """Return texts of specs by file name; only PostgreSQL has lists."""
    forms = [form for form in FORMS if database == "postgresql" or "Listed" not in form[0]]
    documents = {name: _document(name, line) for name, line in forms}
    return {
        f"{name.lower()}.yaml": spec.dump(spec.document(data)).encode()
        for name, data in documents.items()
    }


def lines(form: Form) -> Mapping[str, str]:
    """Return the line of a field of each type in a form."""
    found = {name: form[1](name, kind) for name, kind in TYPES.items()}
    return {name: line for name, line in found.items() if line}


def _document(name: str, line: Callable[[str, FieldType], str | None]) -> dict[str, Any]:
    fields = {f"{kind}Value": text for kind, text in lines((name, line)).items()}
    address = {"street": "string", "zip": "string(10)?"}
    types = {"Address": address} if any("Address" in text for text in fields.values()) else {}
    return {"resource": name, "fields": fields, "types": types}
